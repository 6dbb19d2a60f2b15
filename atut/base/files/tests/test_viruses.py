"""The virus scanner, at a real socket that speaks as clamd does."""

import socketserver
import struct
import threading

import pytest

from atut.base.files import rules
from atut.base.files.papers import joined
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf
from atut.base.files.viruses import must_be_clean

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.StreamRequestHandler):
    """INSTREAM: sizes and pieces until a piece of nothing; then one word about the whole."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        whole = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            whole += self.rfile.read(size)
        self.server.seen.append(len(whole))
        said = self.server.says or (b"stream: Eicar-Signature FOUND" if EICAR in whole else b"stream: OK")
        self.wfile.write(said + b"\0")


@pytest.fixture(params=["unix", "tcp"])
def scanner(request, tmp_path, settings):
    if request.param == "unix":
        server = socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd"), Scanner)
        settings.ATUT_CLAMD = f"unix://{tmp_path}/clamd"
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner)
        settings.ATUT_CLAMD = f"tcp://127.0.0.1:{server.server_address[1]}"
    server.seen, server.says = [], b""
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_what_the_scanner_passes_is_taken_whole(scanner, at):
    content = a_pdf()
    assert joined([Upload("a.pdf", content)], title="Pismo", language="pl", at=at).content == content
    assert scanner.seen == [len(content)]


def test_a_large_file_goes_in_pieces(scanner):
    must_be_clean(bytes(200_000))
    assert scanner.seen == [200_000]


def test_what_the_scanner_finds_is_refused(scanner, at):
    with pytest.raises(rules.HasVirus):
        joined([Upload("a.pdf", a_pdf() + b"\n%" + EICAR + b"\n%%EOF")], title="Pismo", language="pl", at=at)


def test_a_scanner_that_gives_up_passes_nothing(scanner):
    scanner.says = b"INSTREAM size limit exceeded. ERROR"
    with pytest.raises(rules.NotScanned):
        must_be_clean(b"cokolwiek")


@pytest.mark.parametrize("place", ["unix:///nie/ma/takiego", "tcp://127.0.0.1:1"])
def test_a_scanner_that_does_not_answer_passes_nothing(place, settings):
    settings.ATUT_CLAMD = place
    with pytest.raises(rules.NotScanned):
        must_be_clean(b"cokolwiek")


def test_without_the_setting_nothing_is_asked(settings):
    settings.ATUT_CLAMD = ""
    must_be_clean(EICAR)
