"""Which file may stand on the site as a recording in Polish sign language, and what must stand beside it.

Act of 19.7.2019 on accessibility (Dz.U. 2024 poz. 1411) art. 6(3)(c): the scope of activity as a recording in sign language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

MOST_MEGABYTES = 20
EBML = b"\x1a\x45\xdf\xa3"
HEAD = 4096  # where the kind of a WebM file is told


class NotAFilm(Refused):
    """Named as a film, and none inside."""

    message = _("The file is no MP4 or WebM film, whatever it is called. Save the recording as MP4 (H.264) and choose that file.")


class FilmTooLarge(Refused):
    """More than a telephone on a village road should load."""

    message = _("The film is larger than %(limit)s MB. Save it smaller: 480 lines and three minutes are enough.")


class SaysNothing(Refused):
    """A recording without its words is closed to who does not sign."""

    message = _("Write in Polish what the recording says: it stands below it, for those who do not know sign language.")


@dataclass(frozen=True, slots=True)
class Film:
    """How a film is named and served."""

    suffix: str
    media_type: str


MP4, WEBM = Film("mp4", "video/mp4"), Film("webm", "video/webm")


def check_recording(content: bytes, words: Mapping[str, str]) -> Film:
    """Refuse what no browser plays, what is too large, what has no words; else which film it is, by its content."""
    if len(content) > MOST_MEGABYTES * 2**20:
        raise FilmTooLarge(limit=MOST_MEGABYTES)
    if not words.get("pl", "").strip():
        raise SaysNothing
    if content[4:8] == b"ftyp":
        return MP4
    if content.startswith(EBML) and b"webm" in content[:HEAD]:
        return WEBM
    raise NotAFilm


def part_asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one part that a player asks for (RFC 9110, 14.2); None: send the whole.

    Some players play nothing that they cannot ask for in parts.
    """
    first, dash, last = header.removeprefix("bytes=").partition("-")
    if not (header.startswith("bytes=") and dash and size) or not (first + last).isdecimal():
        return None
    begin = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    return (begin, end) if begin <= end else None
