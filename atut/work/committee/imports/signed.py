"""What a brought file is, and whether what it signs is our protocol. Nothing is trusted, nothing is unpacked to disk.

Only ties between bytes are checked here: that the signed thing is our file. Whether the certificate is genuine and the
signature was made with it is the work of a trust service (`rules.signing.UNCHECKED`).
"""

from atut.work.committee.imports import asic, pades, xades
from atut.work.committee.rules.signing import MOST_BYTES, Checked, Finding, Kind, NotAScan, NotRecognised, TooLarge

PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
TYPES = {b"PK\x03\x04": "application/vnd.etsi.asic-e+zip", b"<": "application/xml", b"\xef\xbb\xbf<": "application/xml"}


def media_type_of(content: bytes) -> str:
    """By the first bytes, never by the name."""
    found = (kind for begin, kind in (PICTURES | TYPES).items() if content.startswith(begin))
    return next(found, "application/octet-stream")


def scanned(content: bytes) -> Finding:
    """A scan of the signed paper: a PDF or a picture."""
    _must_be_bearable(content)
    if not content.startswith(tuple(PICTURES)):
        raise NotAScan
    return Finding(Kind.SCAN, (Checked.BY_HAND,))


def examined(content: bytes, *, protocol: bytes) -> Finding:
    """A signed file: a PDF that begins with ours, an XAdES signature of ours, an ASiC package with ours."""
    _must_be_bearable(content)
    if content.startswith(b"%PDF-"):
        return pades.examined(content, protocol)
    if content.startswith(b"PK\x03\x04"):
        return asic.examined(content, protocol)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return xades.examined(content, protocol)
    raise NotRecognised


def _must_be_bearable(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise TooLarge
