"""Data folders, servers and databases that live as long as one part of a run."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THREADS = 8


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def answers(url: str) -> bool:
    """Does it say 200?"""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # our own address
            return answer.status == 200
    except OSError:
        return False


def wait_for(url: str, process: subprocess.Popen, *, seconds: float = 300) -> None:
    """Until it answers; an error when the process ends or the time is over."""
    until = time.monotonic() + seconds
    while not answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{url} does not answer")
        time.sleep(0.05)


def stop(process: subprocess.Popen) -> None:
    """Ask it to stop, and wait."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class House:
    """A data folder with its keys, and the database it goes with."""

    place: Path
    database: str = "sqlite"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of this house."""
        own = {"ATUT_DATA": str(self.place / "data"), "ATUT_KEY_FILE": str(self.place / "keys" / "atut.keys")}
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        fixed = {"ATUT_DATABASE": self.database, "ATUT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        return {**os.environ, **own, **fixed, "PYTHONPATH": path}

    def inside(self, work: str, *words: str) -> dict:
        """Run a work of bench/inside.py in a process of its own; what it says."""
        command = [sys.executable, "-m", "bench.inside", work, *words]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(
        self, application: str = "atut.config.wsgi:application", *, path: str = "/", **env: str
    ) -> Iterator[tuple[str, int]]:
        """The server the program is served by (Granian, one process, eight threads): its address and its process."""
        port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws", "--workers", "1"]
        command += ["--blocking-threads", str(THREADS), "--log-level", "critical", application]
        own = {**self.env, "PORT": str(port), "ATUT_SERVED": "1", **env}
        process = subprocess.Popen(command, env=own, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            address = f"http://localhost:{port}"
            wait_for(address + path, process)
            yield address, process.pid
        finally:
            stop(process)


def visitors(url: str, clients: int, count: int, form: dict | None = None) -> dict:
    """Let them come; what the load generator says."""
    command = [sys.executable, "-m", "bench.load", url, str(clients), str(count), *([json.dumps(form)] if form else [])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def demo_house(place: Path) -> House:
    """A house with the two demo projects."""
    house = House(place)
    if not (place / "data").exists():
        place.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "atut.config.preparing", "--demo"]
        subprocess.run(command, env=house.env, cwd=ROOT, check=True, capture_output=True)
    return house


@contextmanager
def postgres(place: Path) -> Iterator[tuple[str, int]]:
    """A PostgreSQL of our own with every commit on the disk: its address and its process. None of the fast ways of tests."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError("PostgreSQL is not installed (Debian package postgresql)")
    programs, place = found[-1].parent, place / "postgres"
    place.mkdir(parents=True)
    as_other: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(place, "postgres", "postgres")
        for above in (place.parent, place.parent.parent):
            above.chmod(0o711)
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    made = ["-D", place / "data", "-A", "trust", "-U", "atut", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_other, programs / "initdb", *made], check=True, cwd=place, stdout=subprocess.DEVNULL)
    control = [*as_other, programs / "pg_ctl", "-D", place / "data", "-w"]
    words = f"-c listen_addresses= -c unix_socket_directories={place}"
    start = [*control, "-l", place / "log", "-o", words, "start"]
    subprocess.run(start, check=True, cwd=place, stdout=subprocess.DEVNULL)
    try:
        pid = int((place / "data" / "postmaster.pid").read_text().split()[0])
        subprocess.run([programs / "createdb", "-h", place, "-U", "atut", "atut"], check=True, cwd=place)
        yield f"postgresql://atut@/atut?host={place}", pid
    finally:
        subprocess.run([*control, "-m", "fast", "stop"], check=True, cwd=place, stdout=subprocess.DEVNULL)
