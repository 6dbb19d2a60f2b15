"""Signed files: each form that ties to our protocol is taken with what was checked; anything else is refused."""

import base64
import hashlib
import io
import zipfile

import pytest

from atut.work.committee.imports.signed import examined, media_type_of, scanned
from atut.work.committee.rules import signing as rules

PROTOCOL = b"%PDF-1.7\nour protocol\n%%EOF\n"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
DIGEST = base64.b64encode(hashlib.sha256(PROTOCOL).digest()).decode()


def pades(protocol=PROTOCOL, *, digest=None, tail=b"", span=None):
    """What a signing program makes: our bytes, then an update with a range and a signature in hexadecimal."""
    room = 200
    head = b"1 0 obj<</Type/Sig/ByteRange [%010d %010d %010d %010d]/Contents "
    before = len(protocol) + len(head % (0, 0, 0, 0))
    end = b">>endobj\n%%EOF\n"
    rest = before + room + 2
    numbers = span or (0, before, rest, len(end))
    named = protocol + head % numbers + end
    attribute = bytes.fromhex("06092a864886f70d010904") + b"\x31\x22\x04\x20" + (digest or hashlib.sha256(named).digest())
    held = b"<" + attribute.hex().encode().ljust(room, b"0") + b">"
    return protocol + head % numbers + held + end + tail


def xades(digest=DIGEST, *, value="c2ln", inside="", uri="protokol.pdf", algorithm=SHA256):
    return (
        '<s xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature><ds:SignedInfo>'
        f'<ds:Reference URI="{uri}"><ds:DigestMethod Algorithm="{algorithm}"/>'
        f"<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
        f"</ds:SignedInfo><ds:SignatureValue>{value}</ds:SignatureValue>{inside}</ds:Signature></s>"
    ).encode()


def asic(files, **options):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", **options) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return kept.getvalue()


def test_a_signed_pdf_begins_with_ours_and_its_signature_covers_it():
    finding = examined(pades(), protocol=PROTOCOL)
    assert (finding.kind, finding.names) == (rules.Kind.PADES, ())
    assert finding.checked == (rules.Checked.BEGINS, rules.Checked.COVERS, rules.Checked.PDF_DIGEST)


def test_a_second_signature_is_added_behind_the_first():
    assert examined(pades(pades()), protocol=PROTOCOL).kind == rules.Kind.PADES


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (pades(b"%PDF-1.7\nanother protocol\n%%EOF\n"), rules.NotOurProtocol),
        (PROTOCOL, rules.NoSignature),
        (PROTOCOL + b"a remark", rules.NoSignature),
        (pades(tail=b"added after the signature"), rules.SignatureElsewhere),
        (pades(digest=b"\0" * 32), rules.SignatureElsewhere),
        (pades(span=(0, 5, 20, 3)), rules.SignatureElsewhere),
        (b"hello", rules.NotRecognised),
        (b"", rules.NotRecognised),
        (b"<a", rules.NotRecognised),
        (b"PK\x03\x04broken", rules.NotRecognised),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', rules.NotRecognised),
        (b"<a/>", rules.NoSignature),
        (xades(value=""), rules.NoSignature),
        (xades(digest="AAAA"), rules.NotOurProtocol),
        (xades(digest="?"), rules.NotOurProtocol),
        (xades(algorithm="http://www.w3.org/2000/09/xmldsig#sha1"), rules.NotOurProtocol),
        (asic({"protokol.pdf": b"another", "META-INF/signatures.xml": xades()}), rules.NotOurProtocol),
        (asic({"protokol.pdf": PROTOCOL, "META-INF/signatures.xml": xades(uri="other.pdf")}), rules.NoSignature),
        (asic({"protokol.pdf": PROTOCOL}), rules.NoSignature),
        (asic({f"{number}": b"" for number in range(60)}), rules.TooLarge),
        (asic({"bomb": b"\0" * (61 * 2**20)}, compression=zipfile.ZIP_DEFLATED), rules.TooLarge),
        (b"%PDF-" + b"\0" * rules.MOST_BYTES, rules.TooLarge),
    ],
)
def test_what_is_not_tied_to_our_protocol_is_refused(content, refusal):
    with pytest.raises(refusal):
        examined(content, protocol=PROTOCOL)


def test_a_detached_signature_names_our_digest():
    finding = examined(xades(), protocol=PROTOCOL)
    assert (finding.kind, finding.checked) == (rules.Kind.XADES, (rules.Checked.DIGEST,))


def test_a_signature_around_our_file_holds_it():
    inside = f'<ds:Object Id="file">{base64.b64encode(PROTOCOL).decode()}</ds:Object>'
    finding = examined(xades("AAAA", uri="#file", inside=inside), protocol=PROTOCOL)
    assert finding.checked == (rules.Checked.CONTAINS,)
    with pytest.raises(rules.NotOurProtocol):
        examined(xades("AAAA", uri="#elsewhere", inside=inside), protocol=PROTOCOL)


def test_a_package_holds_our_file_and_a_signature_that_names_it():
    finding = examined(asic({"protokol.pdf": PROTOCOL, "META-INF/signatures0.xml": xades()}), protocol=PROTOCOL)
    assert (finding.kind, finding.checked) == (rules.Kind.ASIC, (rules.Checked.CONTAINS, rules.Checked.DIGEST))


def test_a_scan_is_a_picture_or_a_pdf_and_nothing_is_checked():
    assert scanned(b"\xff\xd8\xff").checked == (rules.Checked.BY_HAND,)
    with pytest.raises(rules.NotAScan):
        scanned(b"PK\x03\x04")


def test_the_kind_of_a_file_follows_from_its_bytes():
    assert media_type_of(b"%PDF-1.4") == "application/pdf"
    assert media_type_of(b"MZ") == "application/octet-stream"
