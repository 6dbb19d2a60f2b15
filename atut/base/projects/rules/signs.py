"""The signs of the funder: which stand beside the emblem of the Union, in which order, how large, which files are taken.

Regulation (EU) 2021/1060 art. 47, 50 and Annex IX; the Polish set of signs as the handbook of the programme has it (data of
the funding profile). Official signs are files as their owners publish them: they are taken as they are and never redrawn.
"""

import re
import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

EMBLEM = "ue"
LEAST_MM = 10  # Annex IX: the emblem is at least 1 cm high
MOST_BYTES = 300_000
LEAST_PIXELS = 200  # a picture of points lower than that is blurred in print
SVG, PNG = "image/svg+xml", "image/png"


class SignCode(TextChoices):
    """Signs that are uploaded. The emblem of the Union is drawn by the program."""

    FE = "fe", _("European Funds")
    RP = "rp", _("Republic of Poland")
    REGION = "region", _("Sign of the region")


class Variant(TextChoices):
    """Which version of the sign the file is."""

    COLOUR = "colour", _("in full colour")
    MONO = "mono", _("in one colour")


ONLY_IN_COLOUR = frozenset({SignCode.RP})  # the national colours have no version in one colour: such a row goes without them


class SignWrong(Refused):
    """A file that cannot stand as a sign."""

    message = _("The file was not taken: %(what)s. Use the file as its owner publishes it, SVG or PNG.")


class SignTooLarge(SignWrong):
    """More than pages and papers can carry."""

    message = _("The file was not taken: it is larger than 300 kB. Owners publish an SVG file that is much smaller.")


class OnlyInColour(Refused):
    """There is no such version."""

    message = _("The colours of the Republic have no version in one colour. A row in one colour goes without them; upload nothing.")


class NoSourceOfSign(Refused):
    """Where the file comes from is what makes it official."""

    message = _("Write where the file comes from, such as the address of the page of the programme: an auditor will ask.")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file is and how large it draws."""

    media_type: str
    width: int
    height: int


def check_sign(code: str, variant: str, content: bytes, source: str) -> Measured:
    """Refuse what could not stand beside the emblem; else its kind and size."""
    if variant == Variant.MONO and code in ONLY_IN_COLOUR:
        raise OnlyInColour
    if not source.strip():
        raise NoSourceOfSign
    if len(content) > MOST_BYTES:
        raise SignTooLarge
    return _png(content) if content.startswith(b"\x89PNG\r\n\x1a\n") else _svg(content)


def _png(content: bytes) -> Measured:
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise SignWrong(what=_("it is not a whole PNG picture"))
    width, height = struct.unpack(">II", content[16:24])
    if height < LEAST_PIXELS or not width:
        raise SignWrong(what=_("it has too few points and would print blurred"))
    return Measured(PNG, width, height)


ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "a", "animate", "animatemotion"}
    | {"animatetransform", "set", "handler", "listener"}
)
OUTSIDE = re.compile(r"""url\(\s*['"]?(?!\s*#)|@import|javascript:|expression\(""", re.IGNORECASE)
INLINE_PICTURE = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)


def _svg(content: bytes) -> Measured:
    if b"<!entity" in content.lower():
        raise SignWrong(what=_("it declares entities, which can hide anything"))
    try:
        root = ET.fromstring(content.decode())  # noqa: S314  # no entities, bounded, and this parser has no network
    except (ET.ParseError, ValueError, LookupError):
        raise SignWrong(what=_("it is neither an SVG nor a PNG file")) from None
    if _bare(root.tag) != "svg":
        raise SignWrong(what=_("it is neither an SVG nor a PNG file"))
    for element in root.iter():
        _check_element(element)
    return Measured(SVG, *_size_of(root))


def _bare(name: Any) -> str:
    return str(name).rpartition("}")[2].lower()


def _check_element(element: Any) -> None:
    if _bare(element.tag) in ACTIVE:
        raise SignWrong(what=_("it holds a script, a link or something that moves"))
    if OUTSIDE.search(element.text or ""):
        raise SignWrong(what=_("it reaches for something outside the file"))
    for name, value in element.attrib.items():
        _check_attribute(_bare(name), value.strip())


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise SignWrong(what=_("it holds a script, a link or something that moves"))
    if name in ("href", "src") and not (value.startswith("#") or INLINE_PICTURE.match(value)):
        raise SignWrong(what=_("it reaches for something outside the file"))
    if OUTSIDE.search(value):
        raise SignWrong(what=_("it reaches for something outside the file"))


def _size_of(root: Any) -> tuple[int, int]:
    """From the view box, in thousandths where it is small: only the proportion counts."""
    try:
        _x, _y, width, height = (float(part) for part in re.split(r"[\s,]+", root.attrib.get("viewBox", "").strip()))
    except ValueError:
        raise SignWrong(what=_("it has no viewBox, so its proportions are not known")) from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise SignWrong(what=_("it has no viewBox, so its proportions are not known"))
    scale = 1 if min(width, height) >= 100 else 1000
    return round(width * scale), round(height * scale)


def prescribed(signs: Any) -> list[str]:
    """The codes of the funding profile in its order, the emblem always among them."""
    codes = [str(one.get("code", "")) for one in signs if isinstance(one, dict)] if isinstance(signs, list) else []
    known = [code for code in codes if code == EMBLEM or code in SignCode.values]
    return known if EMBLEM in known else [*known, EMBLEM]


def in_order(wanted: Sequence[str], held: Collection[str]) -> list[str]:
    """The row from the left: as prescribed, then the sign of a region, if there is one, after a line of its own."""
    region = str(SignCode.REGION)
    return [*wanted, region] if region in held and region not in wanted else list(wanted)


def in_one_version(wanted: Sequence[str], held: Collection[tuple[str, str]], *, mono: bool) -> list[tuple[str, str]]:
    """Which version of each sign stands in the row: all in colour, or all in one colour; never mixed.

    In one colour the national colours are left out; where another sign has no such file, the whole row stays in colour.
    """
    plain = [code for code in wanted if code not in ONLY_IN_COLOUR]
    if mono and all(code == EMBLEM or (code, Variant.MONO) in held for code in plain):
        return [(code, str(Variant.MONO)) for code in plain]
    return [(code, str(Variant.COLOUR)) for code in wanted]
