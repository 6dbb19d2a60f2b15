"""A signed PDF: ours first, byte for byte, then what the signer added, with a signature that covers the whole file."""

import hashlib
import re

from atut.work.committee.imports.certificates import names_in
from atut.work.committee.rules.signing import Checked, Finding, Kind, NoSignature, NotOurProtocol, SignatureElsewhere

RANGE = re.compile(rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{0,8}\]")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")  # OID 1.2.840.113549.1.9.4 as DER
ALGORITHMS = {32: "sha256", 48: "sha384", 64: "sha512"}


def examined(content: bytes, protocol: bytes) -> Finding:
    """The newest signature must name everything but itself, and its digest must be that of what it names."""
    if not content.startswith(protocol):
        raise NotOurProtocol
    ranges = [tuple(map(int, found.groups())) for found in RANGE.finditer(content, len(protocol))]
    if not ranges:
        raise NoSignature
    begin, length, rest, tail = max(ranges, key=lambda one: one[2] + one[3])
    held = content[length:rest]
    is_whole = begin == 0 and len(protocol) <= length < rest and rest + tail == len(content)
    if not (is_whole and re.fullmatch(rb"<[0-9A-Fa-f]+>", held)):
        raise SignatureElsewhere
    signature = bytes.fromhex(held[1:-1].decode("ascii") + "0" * (len(held) % 2))
    if not _digests(signature, content[:length] + content[rest:]):
        raise SignatureElsewhere
    return Finding(Kind.PADES, (Checked.BEGINS, Checked.COVERS, Checked.PDF_DIGEST), names_in(signature))


def _digests(signature: bytes, named: bytes) -> bool:
    """Does a messageDigest attribute of the signature hold the digest of what it names? (RFC 5652, 11.2)"""
    at = signature.find(MESSAGE_DIGEST)
    while at >= 0:
        value = signature[at + len(MESSAGE_DIGEST) :]
        size = value[3] if len(value) > 4 and value[0] == 0x31 and value[2] == 0x04 else 0  # SET { OCTET STRING }
        if size in ALGORITHMS and value[4 : 4 + size] == hashlib.new(ALGORITHMS[size], named).digest():
            return True
        at = signature.find(MESSAGE_DIGEST, at + 1)
    return False
