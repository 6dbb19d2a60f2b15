"""The copy of a person's data as a ZIP: one page to read, one JSON for machines."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from atut.base.privacy.register import Part


def copy_as_zip(parts: Sequence[Part], *, made_at: datetime) -> bytes:
    """The bytes of the ZIP. Names of files hold no personal data."""
    rows = [
        {
            "set": part.data_set.model,
            "purpose": str(part.data_set.purpose),
            "basis": str(part.data_set.basis),
            "retention": str(part.data_set.retention),
            "rows": [{value.name: _plain(value.value) for value in row} for row in part.rows],
        }
        for part in parts
    ]
    page = render_to_string("privacy/copy.html", {"parts": parts, "made_at": made_at})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dane.json", json.dumps(rows, ensure_ascii=False, indent=2))
        archive.writestr("dane.html", page)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | dict | list) else str(value)
