"""The copy of a person's data as a ZIP: one page to read, one JSON for machines, and the files themselves."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.translation import gettext as _

from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.privacy.register import Part, Value


def copy_as_zip(parts: Sequence[Part], contents: Mapping[str, bytes], *, made_at: datetime) -> bytes:
    """The bytes of the ZIP. Names of files hold no personal data: `contents` are named by `file_name`."""
    whole = [_as_data(part) for part in parts]
    read = [(part, [[(value.words, _as_text(value.value)) for value in row] for row in part.rows]) for part in parts]
    page = render_to_string("privacy/copy.html", {"parts": read, "files": sorted(contents), "made_at": made_at})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dane.html", page)
        archive.writestr("dane.json", json.dumps(whole, ensure_ascii=False, indent=2))
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def file_name(stored: StoredFile) -> str:
    """Under which name a stored file lies in the ZIP: its key and the ending, never the name somebody gave it."""
    return f"pliki/{stored.key}{PurePosixPath(stored.name).suffix[:9].lower()}"


def _as_data(part: Part) -> dict[str, Any]:
    """One set for machines: names of columns as in the database, with the words for each."""
    words: dict[str, str] = {value.name: value.words for row in part.rows for value in row}
    return {
        "set": part.data_set.model,
        "title": part.title,
        "purpose": str(part.data_set.purpose),
        "basis": str(part.data_set.basis),
        "retention": str(part.data_set.retention),
        "words": words,
        "rows": [_row(row) for row in part.rows],
    }


def _row(row: Sequence[Value]) -> dict[str, Any]:
    return {value.name: _plain(value.value) for value in row}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | dict | list) else str(value)


def _as_text(value: Any) -> list[str]:
    """One value as lines that people read."""
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if isinstance(value, datetime):
        return [formats.date_format(clock.local(value), "j.m.Y H:i")]
    if isinstance(value, date):
        return [formats.date_format(value, "j.m.Y")]
    if isinstance(value, dict):
        return [f"{name}: {', '.join(_as_text(inner))}" for name, inner in value.items()]
    if isinstance(value, list):
        return [", ".join(_as_text(inner)) for inner in value]
    return str(value).splitlines() or [""]
