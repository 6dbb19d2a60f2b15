"""How long files stay, by class, and what may be sent. Days and articles are data of the funding profile; classes are fixed."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class Retention(TextChoices):
    """Retention classes (docs/reference/retention.md)."""

    PROJECT = "project", _("Project records: as the grant agreement says")
    DRAFT = "draft", _("Drafts and uploads that were not used: 30 days")
    IMPORT = "import", _("Import files: 90 days")
    BACKUP = "backup", _("Backups: as the office decides")


class FileGone(Refused):
    """Its time is over."""

    message = _("This file was deleted on %(emptied_at)s, when the time of keeping it was over. Its hash is still in the records.")


class BroughtClosed(Refused):
    """Taken in or thrown away."""

    message = _("This list was taken in or thrown away already. Send the file again if something changed.")


MOST_BYTES = 20 * 2**20  # of one file that somebody sends
MOST_PIXELS = 64_000_000
MOST_PAGES = 100
KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif")
PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
_STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_ZIP_END = b"PK\x05\x06"


class FileTooBig(Refused):
    """More than 20 MB."""

    message = _("This file is larger than 20 MB. Take the picture again in a smaller size, or scan with 200 dpi.")


class NotAPaper(Refused):
    """Neither PDF nor a picture, by content."""

    message = _("This is neither a PDF nor a JPEG, PNG or HEIC picture, whatever its name says. Send the paper as one of these.")


class TwoInOne(Refused):
    """A file that is a picture to one program and something else to another."""

    message = _("Something else is hidden in this file, so it was not taken. Take the picture again, or scan the paper anew.")


class Damaged(Refused):
    """Cut off on the way, or broken."""

    message = _("This file cannot be opened to its end: it was probably cut off on the way. Send it again.")


class TooManyPixels(Refused):
    """A picture that would fill the machine when it is opened."""

    message = _("This picture is too large to open (more than 64 million points). Take it again in a smaller size.")


class TooManyPages(Refused):
    """A paper nobody reads to its end, or a trap."""

    message = _("This is more than %(most)s pages. Send only the pages that were asked for.")


class Unpacks(Refused):
    """A small file that unpacks to a huge one."""

    message = _("Opened, this file would become far larger than a paper can be, so it was not taken. Scan the paper anew.")


class HasPassword(Refused):
    """Nobody in the office could read it."""

    message = _("This PDF is locked by a password, so the office could not read it. Save it without a password and send it again.")


class HasProgram(Refused):
    """A PDF that does things when it is opened."""

    message = _("This PDF holds a program or other files inside, so it was not taken. Print it to a new PDF and send that one.")


class SignedApart(Refused):
    """Joining would break the signature."""

    message = _("One of these files is signed electronically, and joining would break the signature. Send the signed file alone.")


class HasVirus(Refused):
    """Found by ClamAV."""

    message = _("The virus scanner found something in this file, so it was not taken. Tell whoever looks after your computer.")


class NotScanned(Refused):
    """The scanner does not answer. Taking files unseen would make it worthless."""

    message = _("Files cannot be checked for viruses just now, so this one was not taken. Send it again in a few minutes.")


@dataclass(frozen=True)
class Upload:
    """A file as somebody sent it."""

    name: str
    content: bytes = field(repr=False)


def media_type_of(content: bytes, size: int = 0) -> str:
    """What a sent file really is, by its first bytes; its name proves nothing. `size` where its bytes were let go as too many."""
    if max(len(content), size) > MOST_BYTES:
        raise FileTooBig
    found = next((kind for start, kind in _STARTS.items() if content.startswith(start)), "")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        found = HEIC
    if not found:
        raise NotAPaper
    _must_be_one_thing(content, found)
    return found


def _must_be_one_thing(content: bytes, found: str) -> None:
    """Not also an archive, which is read from its end, nor a PDF, which readers look for in the first kilobyte."""
    end = content.rfind(_ZIP_END, -66_000 if len(content) > 66_000 else 0)
    if end >= 0 and end + 22 + int.from_bytes(content[end + 20 : end + 22], "little") == len(content):
        raise TwoInOne
    if found != PDF and b"%PDF-" in content[:1024]:
        raise TwoInOne
