"""How a signed protocol may come, and what is wrong with one that is refused."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

MOST_BYTES = 20 * 1024 * 1024


class Kind(TextChoices):
    """What was brought."""

    SCAN = "scan", _("Scan of the signed paper")
    PADES = "pades", _("PDF with a signature inside (PAdES)")
    XADES = "xades", _("Signature as XML (XAdES)")
    ASIC = "asic", _("Package with the file and its signature (ASiC)")


class Checked(TextChoices):
    """What the program looked at, in words for the screen. What it did not look at stands in `UNCHECKED`."""

    BEGINS = "begins", _("The file begins with our protocol, byte for byte; the signature was added behind it.")
    COVERS = "covers", _("The signature names the whole file, from its first byte to its last, except the signature itself.")
    DIGEST = "digest", _("The digest in the signature is that of our protocol.")
    PDF_DIGEST = "pdf_digest", _("The digest in the signature is that of the file it names.")
    CONTAINS = "contains", _("The file inside is our protocol, byte for byte.")
    BY_HAND = "by_hand", _("Nothing was checked by the program: whoever brought the scan says that it is this protocol.")


UNCHECKED = _(
    "Not checked here: whether the certificate is genuine, valid and qualified, and whether the signature was made with it."
    " Check that with a validation service for electronic signatures, such as the one on gov.pl (“Podpisz dokument"
    " elektronicznie”)."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a brought file is: its kind, what was checked, the names in the certificates as they stand there."""

    kind: Kind
    checked: tuple[Checked, ...]
    names: tuple[str, ...] = ()


class TooLarge(Refused):
    """Larger than any protocol."""

    message = _("This file is larger than 20 MB, or holds more than that packed. Bring the signed protocol alone.")


class NotRecognised(Refused):
    """Neither of the forms."""

    message = _(
        "This is neither a signed PDF, nor an XAdES signature, nor an .asice package. Bring the file as the signer saved it."
    )


class NotOurProtocol(Refused):
    """Another file was signed."""

    message = _(
        "What is signed here is not the protocol of this list: its contents differ. Download the protocol again, sign that file"
        " without opening it in another program first, and bring it."
    )


class NoSignature(Refused):
    """The right file without a signature."""

    message = _("This is the protocol, but there is no signature in it. Bring the file that the signing program saved.")


class SignatureElsewhere(Refused):
    """A signature that does not cover the file."""

    message = _("The signature does not cover the protocol whole, so it does not tie anybody to it. Sign the file once more.")


class NotAScan(Refused):
    """A scan is a PDF or a picture."""

    message = _("A scan is a PDF, JPEG or PNG file. This is something else.")


class NotAllAccepted(Refused):
    """Signatures come after the acceptance."""

    message = _("Not accepted on screen yet by: %(names)s. The signed file comes after everybody has accepted the same protocol.")


class ListNotClosed(Refused):
    """No protocol."""

    message = _("The list of this call is not closed yet, so there is no protocol.")


class AnotherVersion(Refused):
    """The protocol changed under the reader."""

    message = _("There is a newer version of the protocol than the one on your page. Read it and accept that one.")


def must_be_newest(shown: str, newest: str) -> None:
    """Refuse to accept a protocol that is no longer the newest, or another than the one shown."""
    if shown != newest:
        raise AnotherVersion
