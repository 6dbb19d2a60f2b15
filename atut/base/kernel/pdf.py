"""Accessible PDF by Typst: PDF/A-2a and PDF/UA-1 in one file, our own letters, the same bytes for the same data and moment.

A template is named by its place: `protocol` stands in `kernel/typst/`, `training/certificate` in the folder `typst/`
of that room. It holds no words: everything to print comes in `data`, already in the reader's language.
Every template begins with `#show: sheet.with(d)` from `base.typ`, which wants in `data`: `lang`, `title`, and what
`projects.letterhead.letterhead` gives under `letterhead`.
"""

import json
import threading
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.functional import Promise

PROGRAM = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent / "typst"
_lock = threading.Lock()
_compiler: Any = None


def compile_pdf(template: str, data: dict[str, Any], *, at: datetime) -> bytes:
    """The document as bytes. `at` is written as the moment of making; nothing else changes from run to run."""
    source = _place(template)
    given = json.dumps(data, ensure_ascii=False, default=_plain)
    moment = int(at.astimezone(UTC).timestamp())
    with _lock:
        return bytes(
            _ready().compile(
                input=str(source),
                format="pdf",
                sys_inputs={"data": unicodedata.normalize("NFC", given)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=moment,
            )
        )


def qr_svg(text: str) -> str:
    """A QR code as an SVG image of paths: sharp at any size, error correction M, without its quiet zone."""
    import io

    import segno

    picture = io.BytesIO()
    code = segno.make(text, error="m", micro=False, mask=2)  # trying all eight masks takes longer than printing the page
    code.save(picture, kind="svg", border=0, dark="#16211f", xmldecl=False, svgns=True)
    return picture.getvalue().decode()


def _place(template: str) -> Path:
    room, _slash, name = template.rpartition("/")
    folder = Path(apps.get_app_config(room).path) / "typst" if room else HERE
    return folder / f"{name}.typ"


def _plain(value: Any) -> Any:
    """What JSON does not know: lazy translations and days."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A document cannot hold {type(value).__name__}.")


def _ready() -> Any:
    """One compiler a process, made when the first document is asked for: its fonts and parsed templates are kept."""
    global _compiler  # noqa: PLW0603  # loaded once, under the lock
    if _compiler is None:
        import typst

        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])
        _compiler = typst.Compiler(root=str(PROGRAM), font_paths=fonts)
    return _compiler
