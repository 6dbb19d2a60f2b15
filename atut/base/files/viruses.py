"""ClamAV by the socket of its daemon (clamd, INSTREAM). Without the setting nothing is asked."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from atut.base.files.rules import HasVirus, NotScanned

SECONDS = 30
_PIECE = 2**16


def must_be_clean(content: bytes) -> None:
    """Refuse what the scanner finds something in, and everything while a scanner is named and does not answer."""
    if not settings.ATUT_CLAMD:
        return
    try:
        said = _asked(content)
    except OSError as wrong:
        raise NotScanned from wrong
    if said.endswith("FOUND"):
        raise HasVirus
    if not said.endswith("OK"):
        raise NotScanned


def _asked(content: bytes) -> str:
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        said = b""
        while (more := line.recv(4096)) and not said.endswith(b"\0"):
            said += more
        return said.rstrip(b"\0\n ").decode(errors="replace")


def _connected() -> socket.socket:
    place = urlsplit(settings.ATUT_CLAMD)
    if place.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(place.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((place.hostname or "localhost", place.port or 3310), timeout=SECONDS)
