"""Serving Atut: the web server and the job worker as children of one small process, which imports neither of them.

A SIGTERM or Ctrl-C stops all of them; a child whose parent was killed stops by itself, since Granian's workers would
go on listening (SO_REUSEPORT) and a new start would silently share the port with old code.
"""

import argparse
import ctypes
import http.client
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atut.base.kernel.folders import in_use
from atut.base.kernel.stopping import Stop

ENVIRONMENT: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "settings" / "environment.py"))
ROOT: Path = ENVIRONMENT["ROOT"]
DATA: Path = ENVIRONMENT["ATUT_DATA"]
PORT: int = ENVIRONMENT["PORT"]
THREADS = 4
GRACE_SECONDS = 10
MOST_RESTARTS = 5  # within a minute; then something is wrong that a restart does not mend
YEAR = 365 * 24 * 3600  # static files carry the hash of their content in their names


def die_with_parent() -> None:
    """Ask Linux to stop this process when the one that started it is gone; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)  # PR_SET_PDEATHSIG


def port_is_free(bind: str, port: int) -> bool:
    """Can somebody listen there? Asked before Granian, which would share the port with another Granian."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((bind, port))
        except OSError:
            return False
    return True


def is_healthy(port: int) -> bool:
    """Does /healthz answer 200?"""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/healthz", headers={"Host": "localhost"})
        return asked.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        asked.close()


def web(bind: str) -> list[str]:
    """The command of the web server: one process, threads, static files with long cache times."""
    static = ["--static-path-route", "/static", "--static-path-mount", str(DATA / "static"), "--static-path-expires", str(YEAR)]
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", bind, "--port", str(PORT), "--no-ws"]
    size = ["--workers", "1", "--blocking-threads", str(THREADS), "--log-level", "warning", "--workers-kill-timeout", "5"]
    return [*server, *size, *static, "atut.config.wsgi:application"]


@dataclass
class Keeper:
    """Starts the children, starts one again that fell, and stops all of them together."""

    commands: dict[str, list[str]]
    stop: Stop = field(default_factory=Stop)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    fallen_at: list[float] = field(default_factory=list)

    def start(self, name: str) -> None:
        """Start one child; it stops when this process is gone."""
        own = {**os.environ, "ATUT_SERVED": "1"}
        self.running[name] = subprocess.Popen(self.commands[name], cwd=ROOT, env=own, preexec_fn=die_with_parent)  # noqa: S603, PLW1509  # our own words, no threads yet that matter

    def watch(self) -> int:
        """Until told to stop: start fallen children again, unless they keep falling. The exit code."""
        for name in self.commands:
            self.start(name)
        while not self.stop.wait(0.2):
            for name, child in list(self.running.items()):
                if child.poll() is not None and not self.stop.is_set():
                    self.fallen_at = [then for then in self.fallen_at if then > time.monotonic() - 60] + [time.monotonic()]
                    print(f"{name} stopped with code {child.returncode}; starting it again", file=sys.stderr, flush=True)
                    if len(self.fallen_at) > MOST_RESTARTS:
                        return 1
                    self.stop.wait(1)
                    self.start(name)
        return 0

    def stop_all(self) -> None:
        """Ask every child to stop, wait, then insist."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for child in self.running.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def announce(stop: Stop, lines: Sequence[str]) -> None:
    """Print the addresses once the program answers."""
    begun = time.monotonic()
    while not stop.is_set():
        if is_healthy(PORT):
            print("\n".join(lines), flush=True)
            return
        if time.monotonic() - begun > 120:
            print("Atut has not answered on /healthz for two minutes; the lines above may say why.", file=sys.stderr, flush=True)
            return
        stop.wait(0.2)


def prepare(keeper: Keeper, *, demo: bool, fresh: bool) -> int:
    """Make the data folder ready in a child of its own; its exit code."""
    words = [sys.executable, "-m", "atut.config.preparing", *(["--demo"] if demo else []), *(["--fresh"] if fresh else [])]
    keeper.commands["preparing"] = words
    keeper.start("preparing")
    child = keeper.running.pop("preparing")
    del keeper.commands["preparing"]
    while child.poll() is None:
        if keeper.stop.wait(0.1):
            child.terminate()
            child.wait()
    return child.returncode


def addresses(*, demo: bool) -> list[str]:
    """What to print when it answers."""
    here = f"localhost:{PORT}"
    if not demo:
        return [f"Atut answers on port {PORT}. Stop it with Ctrl-C."]
    return [
        "",
        f"  Project A            http://{here}/",
        f"  Project B            http://kutno.{here}/",
        f"  Sign in as somebody  http://{here}/demo/",
        f"  E-mails              http://{here}/demo/mail/",
        "",
        "  Stop with Ctrl-C. What you type is kept; script/demo --fresh starts anew.",
    ]


def main(words: Sequence[str]) -> int:
    """Serve until told to stop."""
    reader = argparse.ArgumentParser(
        prog="script/atut serve", description="Serve the program and run its jobs until Ctrl-C or SIGTERM."
    )
    reader.add_argument(
        "--bind", default="127.0.0.1", metavar="ADDRESS", help="address to listen on; 0.0.0.0 for all (default: %(default)s)"
    )
    reader.add_argument("--web-only", action="store_true", help="no jobs here: another process runs script/atut worker")
    reader.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    reader.add_argument("--fresh", action="store_true", help=argparse.SUPPRESS)
    asked = reader.parse_args(words)
    if not port_is_free(asked.bind, PORT):
        print(f"Stopped: port {PORT} is taken by another program. Choose another one, such as PORT={PORT + 1}.", file=sys.stderr)
        return 1
    keeper = Keeper({})
    keeper.stop.on(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    code = prepare(keeper, demo=asked.demo, fresh=asked.fresh)
    if code or keeper.stop.is_set():
        return code
    held = in_use(DATA)
    if held is None:
        print(f"Stopped: another Atut is running on {DATA}.", file=sys.stderr)
        return 1
    keeper.commands["web"] = web(asked.bind)
    if not asked.web_only:
        keeper.commands["worker"] = [sys.executable, "manage.py", "worker"]
    threading.Thread(target=announce, args=(keeper.stop, addresses(demo=asked.demo)), daemon=True).start()
    try:
        return keeper.watch()
    finally:
        keeper.stop.set()
        keeper.stop_all()
        held.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
