"""A run: its folder, its sizes, and the data folders and servers that live as long as one part of it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from atut.config.serving import THREADS
from bench.report import say
from bench.sizes import REAL, Sizes
from script.postgres import ROOT


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def answers(url: str) -> bool:
    """Does it say 200?"""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status == 200
    except OSError:
        return False


def bare_environment() -> dict[str, str]:
    """The environment without anything that would tell Atut or Python where to look."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ATUT_") and name not in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH", "VIRTUAL_ENV")
    }


@contextmanager
def started(command: Sequence[str], url: str, *, cwd: Path = ROOT, env: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A server from its first answer on; stopped in the end with everything it started."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=log)
        until = time.monotonic() + 300
        try:
            while not answers(url):
                if process.poll() is not None or time.monotonic() > until:
                    log.seek(0)
                    raise RuntimeError(f"{command[-1]} does not answer on {url}: {log.read()[-2000:]}")
                time.sleep(0.05)
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen) -> None:
    """Ask it to stop, wait, then insist."""
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
    def data(self) -> Path:
        """The data folder."""
        return self.place / "data"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of this house."""
        fixed = {"ATUT_DATABASE": self.database, "ATUT_DEMO": "1", "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        own = {"ATUT_DATA": str(self.data), "ATUT_KEY_FILE": str(self.place / "keys" / "atut.keys")}
        return {**bare_environment(), **own, **fixed, "ATUT_BACKUPS": str(self.place / "backups"), "PYTHONPATH": str(ROOT)}

    def inside(self, work: str, *, settings: str = "", **given: object) -> dict:
        """Do a work of bench/inside.py in a process of its own; what it says."""
        command = [sys.executable, "-m", "bench.inside", work, json.dumps(given)]
        env = {**self.env, **({"DJANGO_SETTINGS_MODULE": settings} if settings else {})}
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{work}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(
        self, application: str = "atut.config.wsgi:application", *, path: str = "/", settings: str = ""
    ) -> Iterator[tuple[str, int]]:
        """By the server the program is served by, with as many threads: its address and its process."""
        port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws", "--workers", "1"]
        command += ["--blocking-threads", str(THREADS), "--log-level", "critical", application]
        own = {**self.env, "PORT": str(port), "ATUT_SERVED": "1", **({"DJANGO_SETTINGS_MODULE": settings} if settings else {})}
        address = f"http://localhost:{port}"
        with started(command, address + path, env=own) as process:
            yield address, process.pid


def visitors(url: str, *, clients: int, count: int, **more: object) -> dict:
    """Let them come, with what else `bench.load.Visitors` takes; what the load generator says."""
    given = {"url": url, "clients": clients, "count": count, **more}
    command = [sys.executable, "-m", "bench.load", json.dumps(given)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"visitors: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Run:
    """Where a run works, and how much of everything it does."""

    place: Path
    sizes: Sizes = REAL
    kept: Path | None = None

    def house(self, name: str, database: str = "sqlite") -> House:
        """An empty one."""
        house = House(self.place / name, database)
        house.data.mkdir(parents=True)
        return house

    def demo(self) -> House:
        """The one with the two demo projects, built when it is first asked for; in a small run one made by the tests' factories."""
        house = House((self.kept or self.place).resolve() / "demo")
        if (house.data / "ready").exists():
            return house
        house.place.mkdir(parents=True, exist_ok=True)
        if self.sizes.is_real:
            say("building the two demo projects")
            command = [sys.executable, "-m", "atut.config.preparing", "--demo"]
            done = subprocess.run(command, env=house.env, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(done.stderr[-2000:])
        else:
            house.inside("lay", participants=self.sizes.certificates)
        return house

    def copy(self, name: str) -> House:
        """The demo once more, to be changed."""
        house = House(self.place / name)
        shutil.copytree(self.demo().place, house.place)
        return house
