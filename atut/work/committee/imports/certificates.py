"""Names in certificates, as they stand there: for the page to say whose signature it claims to be. Nothing is verified."""

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
from cryptography.x509.oid import NameOID

MOST_NAMES = 10


def names_in(signature: bytes) -> tuple[str, ...]:
    """Of the certificates in a CMS signature; the zeros behind it are filling. None where it cannot be read."""
    try:
        return of_people(load_der_pkcs7_certificates(signature[: _length(signature)]))
    except (ValueError, IndexError, TypeError):
        return ()


def names_of(certificates: Iterable[bytes]) -> tuple[str, ...]:
    """Of certificates each on its own."""
    try:
        return of_people([x509.load_der_x509_certificate(one) for one in certificates])
    except (ValueError, TypeError):
        return ()


def of_people(certificates: Iterable[x509.Certificate]) -> tuple[str, ...]:
    """Common names of those that issue no others. Serial numbers are left out: in Poland they hold the PESEL."""
    found = []
    for one in certificates:
        names = one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        if names and not _issues(one):
            found.append(str(names[0].value)[:120])
    return tuple(dict.fromkeys(found))[:MOST_NAMES]


def _issues(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _length(der: bytes) -> int:
    """The length of the outermost DER value, its head included."""
    if der[1] < 0x80:
        return 2 + der[1]
    size = der[1] & 0x7F
    return 2 + size + int.from_bytes(der[2 : 2 + size], "big")
