"""Papers that people send: really opened, and several pictures put into one PDF that a reader can hear about.

A PDF sent alone stays as it is, byte for byte: it may be signed. Pictures are drawn anew, which leaves behind
where and when they were taken (EXIF) and whatever was hidden behind their last byte.
"""

import base64
import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from atut.base.files import rules
from atut.base.files.rules import MOST_PAGES, MOST_PIXELS, PDF, Upload, media_type_of
from atut.base.files.viruses import must_be_clean
from atut.base.kernel.errors import Refused
from atut.base.kernel.pdf import compile_pdf

SHEET = (2480, 3508)  # A4 at 300 dpi: more cannot be read from a photograph of a paper
UNPACKED = 100 * 2**20
_DOES_THINGS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/RichMediaExecute", "/Rendition"})
_HOLDS_THINGS = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"})
_FORMATS = ["JPEG", "PNG", "HEIF"]


@dataclass(frozen=True)
class Paper:
    """One PDF, how many pages it has, and how many files it was made from."""

    content: bytes = field(repr=False)
    pages: int
    files: int


def joined(uploads: Sequence[Upload], *, title: str, language: str, at: datetime) -> Paper:
    """One paper from what was sent, in the order in which it was sent; each file is checked first."""
    kinds = [media_type_of(one.content) for one in uploads]
    for one in uploads:
        must_be_clean(one.content)
    if kinds == [PDF]:
        return Paper(uploads[0].content, len(_opened(uploads[0].content).pages), 1)
    parts: list[bytes] = []
    pictures: list[str] = []
    for one, kind in zip(uploads, kinds, strict=True):
        if kind == PDF:
            parts += [*_printed(pictures, title, language, at), _unsigned(one.content)]
            pictures = []
        else:
            pictures.append(_drawn(one.content))
    parts += _printed(pictures, title, language, at)
    whole = parts[0] if len(parts) == 1 else _bound(parts, title, language)
    return Paper(whole, len(_opened(whole).pages), len(uploads))


def _drawn(content: bytes) -> str:
    """A picture as an SVG that holds a fresh JPEG: upright, at most a sheet, without anything that is not to be seen."""
    import pillow_heif  # heavy, loaded when a picture comes
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener()
    with _what_breaks_is_refused(), Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        _must_fit(picture.width * picture.height)
        picture.draft("RGB", SHEET)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        flat = Image.new("RGB", upright.size, "white")
        flat.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    flat.thumbnail(SHEET if flat.height >= flat.width else SHEET[::-1])
    kept = io.BytesIO()
    flat.save(kept, "JPEG", quality=80)
    size = f'width="{flat.width}" height="{flat.height}"'
    data = base64.b64encode(kept.getvalue()).decode()
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} {size}><image {size} xlink:href="data:image/jpeg;base64,{data}"/></svg>'


def _printed(pictures: list[str], title: str, language: str, at: datetime) -> list[bytes]:
    if not pictures:
        return []
    said = gettext("Photographed page %(number)s of %(count)s. The words on it are not machine-readable.")
    pages = [
        {"svg": picture, "alt": said % {"number": number, "count": len(pictures)}} for number, picture in enumerate(pictures, 1)
    ]
    return [compile_pdf("files/pictures", {"title": title, "lang": language, "pages": pages}, at=at)]


def _bound(parts: list[bytes], title: str, language: str) -> bytes:
    import pypdf
    from pypdf.generic import NameObject, TextStringObject

    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part), import_outline=False)
    writer.add_metadata({"/Title": title})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


def _unsigned(content: bytes) -> bytes:
    form = _opened(content).root_object.get("/AcroForm")
    if form is not None and int(form.get_object().get("/SigFlags", 0)) & 1:
        raise rules.SignedApart
    return content


@contextlib.contextmanager
def _what_breaks_is_refused() -> Iterator[None]:
    """Whatever a broken file makes its reader throw, the person is told that it is broken."""
    try:
        yield
    except Refused:
        raise
    except Exception as wrong:
        from pypdf.errors import LimitReachedError

        raise (rules.Unpacks if isinstance(wrong, LimitReachedError) else rules.Damaged) from wrong


def _must_fit(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise rules.TooManyPixels


def _opened(content: bytes) -> Any:
    """A PDF read to its end: not cut off, not locked, of so many pages, doing nothing, unpacking to no more than a paper."""
    import pypdf  # heavy, loaded when a paper comes

    if b"%%EOF" not in content[-1024:]:
        raise rules.Damaged
    with _what_breaks_is_refused():
        reader = pypdf.PdfReader(io.BytesIO(content))
        _must_be_readable(reader)
        _must_stay_small(reader)
    return reader


def _must_be_readable(reader: Any) -> None:
    if reader.is_encrypted:
        raise rules.HasPassword
    if not len(reader.pages):
        raise rules.Damaged
    if len(reader.pages) > MOST_PAGES:
        raise rules.TooManyPages(most=MOST_PAGES)
    if any(_does_things(reader)):
        raise rules.HasProgram


def _does_things(reader: Any) -> Iterator[bool]:
    """Programs, other files and forms of Adobe's own kind, wherever a PDF can hold them."""
    root = reader.root_object
    names, form = _of(root, "/Names"), _of(root, "/AcroForm")
    yield "/JavaScript" in names or "/EmbeddedFiles" in names or "/AA" in root or "/XFA" in form
    opening = root.get("/OpenAction")
    yield _is_busy(opening.get_object() if opening is not None else None)
    for page in reader.pages:
        yield "/AA" in page
        notes = page.get("/Annots")
        for note in notes.get_object() if notes is not None else ():
            one = note.get_object()
            yield str(one.get("/Subtype")) in _HOLDS_THINGS or "/AA" in one or _is_busy(_of(one, "/A"))


def _of(thing: Any, name: str) -> Any:
    found = thing.get(name)
    return found.get_object() if found is not None else {}


def _is_busy(deed: Any) -> bool:
    """An action that runs something, or one that leads on to another."""
    return hasattr(deed, "get") and (str(deed.get("/S")) in _DOES_THINGS or "/Next" in deed)


def _must_stay_small(reader: Any) -> None:
    unpacked = 0
    for page in reader.pages:
        contents = page.get_contents()
        unpacked += len(contents.get_data()) if contents is not None else 0
        pictures = _of(_of(page, "/Resources"), "/XObject")
        for one in pictures.values():
            inner = one.get_object()
            if int(inner.get("/Width", 0)) * int(inner.get("/Height", 0)) > 4 * MOST_PIXELS:
                raise rules.Unpacks
        if unpacked > UNPACKED:
            raise rules.Unpacks
