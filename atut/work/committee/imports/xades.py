"""An XAdES signature: beside our file (its digest is named) or around it (the file itself is inside)."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from atut.work.committee.imports.certificates import names_of
from atut.work.committee.rules.signing import Checked, Finding, Kind, NoSignature, NotOurProtocol, NotRecognised

DS = "{http://www.w3.org/2000/09/xmldsig#}"
ALGORITHMS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}


def examined(content: bytes, protocol: bytes) -> Finding:
    """Refuse what names another file, or holds another."""
    root = parsed(content)
    signatures = [one for one in root.iter(f"{DS}Signature") if _decoded(one.find(f"{DS}SignatureValue"))]
    if not signatures:
        raise NoSignature
    for one in signatures:
        if any(digest_is_of(reference, protocol) for reference in references(one)):
            return Finding(Kind.XADES, (Checked.DIGEST,), signers(root))
        if _holds(one, root, protocol):
            return Finding(Kind.XADES, (Checked.CONTAINS,), signers(root))
    raise NotOurProtocol


def parsed(content: bytes) -> Any:
    """The document, without entities and DTDs."""
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise NotRecognised from None


def references(signature: Any) -> Iterator[Any]:
    """What a signature signs: only what stands in its SignedInfo."""
    info = signature.find(f"{DS}SignedInfo")
    yield from info.findall(f"{DS}Reference") if info is not None else ()


def digest_is_of(reference: Any, content: bytes) -> bool:
    """Is the digest in a reference that of these bytes?"""
    method, value = reference.find(f"{DS}DigestMethod"), _decoded(reference.find(f"{DS}DigestValue"))
    algorithm = ALGORITHMS.get(method.get("Algorithm", "")) if method is not None else None
    return bool(algorithm) and value == hashlib.new(str(algorithm), content).digest()


def signers(root: Any) -> tuple[str, ...]:
    """Names in the certificates of a document."""
    found = (_decoded(one) for one in root.iter(f"{DS}X509Certificate"))
    return names_of([one for one in found if one])


def _holds(signature: Any, root: Any, protocol: bytes) -> bool:
    """Does the signature sign a part of the document that is our file in Base64?"""
    signed = {(reference.get("URI") or "")[1:] for reference in references(signature)} - {""}
    parts = (one for one in root.iter() if (one.get("Id") or one.get("ID")) in signed)
    return any(_decoded(inner) == protocol for one in parts for inner in one.iter())


def _decoded(element: Any) -> bytes:
    if element is None or not element.text:
        return b""
    try:
        return base64.b64decode("".join(element.text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
