"""An ASiC package: a ZIP with our file and a signature that names it. Read in memory within limits; never unpacked."""

import io
import zipfile
from typing import Any
from urllib.parse import unquote

from atut.work.committee.imports import xades
from atut.work.committee.imports.certificates import names_in
from atut.work.committee.rules.signing import Checked, Finding, Kind, NoSignature, NotOurProtocol, NotRecognised, TooLarge

MOST_FILES = 50
MOST_UNPACKED = 60 * 1024 * 1024
ASIC = "{http://uri.etsi.org/02918/v1.2.1#}"


def examined(content: bytes, protocol: bytes) -> Finding:
    """One of the files must be ours, and a signature in META-INF must name it by its digest."""
    files = _read(content)
    ours = {name for name, inner in files.items() if inner == protocol and not name.startswith("META-INF/")}
    if not ours:
        raise NotOurProtocol
    for name, inner in files.items():
        if name.startswith("META-INF/") and name.endswith(".xml"):
            root = xades.parsed(inner)
            if any(_names(one, ours, protocol) for one in root.iter() if _is_reference(one)):
                return Finding(Kind.ASIC, (Checked.CONTAINS, Checked.DIGEST), _signers(root, files))
    raise NoSignature


def _read(content: bytes) -> dict[str, bytes]:
    """Every file of the package, counted as it is unpacked: what a header claims is not believed."""
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if len(package.infolist()) > MOST_FILES:
                raise TooLarge
            for info in package.infolist():
                with package.open(info) as member:
                    found[info.filename] = member.read(left + 1)
                left -= len(found[info.filename])
                if left < 0:
                    raise TooLarge
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise NotRecognised from None  # broken, encrypted, or packed in a way nobody signs with
    return found


def _is_reference(element: Any) -> bool:
    return element.tag in (f"{xades.DS}Reference", f"{ASIC}DataObjectReference")


def _names(reference: Any, ours: set[str], protocol: bytes) -> bool:
    return unquote(reference.get("URI") or "") in ours and xades.digest_is_of(reference, protocol)


def _signers(root: Any, files: dict[str, bytes]) -> tuple[str, ...]:
    beside = [name for inner, content in files.items() if inner.endswith(".p7s") for name in names_in(content)]
    return xades.signers(root) or tuple(beside)
