"""A throw-away PostgreSQL of our own, by Debian's package where it is missing. For the tests and for the figures."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """Where it answers, and its first process."""

    address: str
    pid: int


def apt(*packages: str) -> None:
    """Install Debian packages by the one function that knows how."""
    words = 'source script/environment; apt_install "$@"'
    if subprocess.run(["bash", "-c", words, sys.argv[0], *packages], cwd=ROOT, check=False).returncode:
        sys.exit(1)  # it has said which ones, and how


def newest_postgres() -> Path | None:
    """The folder of the newest PostgreSQL server programs, 15 or later."""
    found = [place for place in Path("/usr/lib/postgresql").glob("*/bin") if (place / "initdb").exists()]
    newest = max(found, key=lambda place: int(place.parent.name), default=None)
    return newest if newest and int(newest.parent.name) >= 15 else None


def programs() -> Path:
    """Where its programs are, installed now if they were not."""
    if newest_postgres() is None:
        apt("postgresql")
    found = newest_postgres()
    if found is None:
        sys.exit("Stopped: PostgreSQL 15 or newer is needed (Debian package postgresql).")
    return found


@contextmanager
def postgres(*, is_safe: bool) -> Iterator[Server]:
    """In a temporary folder, on a socket there, gone afterwards. Not `is_safe`: it never waits for the disk, as tests need not."""
    found = programs()  # first of all: installing them makes the user it runs as
    place = Path(tempfile.mkdtemp(prefix="atut-postgres-"))
    as_other: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres", "postgres")
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": place}
    made = ["-D", place / "data", "-A", "trust", "-U", "atut", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    own = {"listen_addresses": "", "unix_socket_directories": str(place), **({} if is_safe else UNSAFE)}
    words = " ".join(f"-c {name}={value}" for name, value in own.items())
    control = [*as_other, found / "pg_ctl", "-D", place / "data", "-w"]
    try:
        subprocess.run([*as_other, found / "initdb", *made], check=True, **quiet)
        subprocess.run([*control, "-l", place / "log", "-o", words, "start"], check=True, **quiet)
        subprocess.run([found / "createdb", "-h", place, "-U", "atut", "atut"], check=True, **quiet)
        pid = int((place / "data" / "postmaster.pid").read_text().split()[0])
        yield Server(f"postgresql://atut@/atut?host={place}", pid)
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, stderr=subprocess.DEVNULL, **quiet)
        shutil.rmtree(place, ignore_errors=True)
