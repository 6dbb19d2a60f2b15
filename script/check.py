"""What script/test does: lint, tests on SQLite, tests on a throw-away PostgreSQL, journeys in Chromium. One line at the end."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from script.postgres import ROOT, apt, newest_postgres, postgres

PARTS = ("lint", "unit", "postgres", "e2e")


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def run(words: list[str | Path], *, log: Path, **env: str) -> tuple[int, str]:
    """Run a part, showing its lines as they come; its exit code and its text."""
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with log.open("w+") as kept:
        child = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **env}, start_new_session=True, **piped)
        try:
            for line in child.stdout or ():
                kept.write(line)
                print(line, end="", flush=True)
            code = child.wait()
        except BaseException:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait()
            raise
        kept.seek(0)
        return code, kept.read()


def counts(text: str) -> tuple[int, int]:
    """Passed and failed tests in pytest's own last line."""
    totals = {word: sum(map(int, re.findall(rf"(\d+) {word}", _last(text)))) for word in ("passed", "failed", "error")}
    return totals["passed"], totals["failed"] + totals["error"]


def _last(text: str) -> str:
    lines = [line for line in text.splitlines() if re.search(r"\d+ (passed|failed|error)", line)]
    return lines[-1] if lines else ""


def chromium() -> str | None:
    """The browser of the journeys on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing_packages(parts: Iterable[str]) -> set[str]:
    """Debian packages that these parts need and that are not there: asked for all at once, before the first part."""
    missing = {"gettext"} if shutil.which("xgettext") is None else set()
    if "postgres" in parts and newest_postgres() is None:
        missing.add("postgresql")
    if "e2e" in parts and chromium() is None and not is_ubuntu():
        missing.add("chromium")
    if "e2e" in parts and not is_loadable("libatomic.so.1"):  # Playwright's own program is linked to it
        missing.add("libatomic1")
    return missing


def is_loadable(library: str) -> bool:
    """Is a library of the system there?"""
    with suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def is_ubuntu() -> bool:
    """There the package chromium only asks for a snap."""
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu\n" in f"\n{release.read_text()}\n"


def pytest(*words: str) -> list[str | Path]:
    """The command of a test run."""
    return [sys.executable, "-m", "pytest", *words]


def lint(work: Path) -> tuple[int, int]:
    """Reading without running."""
    code, _text = run(["script/lint"], log=work / "lint.log")
    return (0, 1) if code else (1, 0)


def unit(work: Path) -> tuple[int, int]:
    """All tests on SQLite; each leaves what it asked the database, for the run on PostgreSQL."""
    own = {"ATUT_DATABASE": "sqlite", "ATUT_STATEMENTS": str(work / "statements")}
    code, text = run(pytest("-n", "2"), log=work / "unit.log", **own)
    return _honest(code, counts(text))


def on_postgres(work: Path) -> tuple[int, int]:
    """All tests that touch a database, on PostgreSQL; after `unit`, no page whose statements other tests send (decision 0048)."""
    with postgres(is_safe=False) as server:
        own = {"ATUT_DATABASE": server.address, "ATUT_STATEMENTS": str(work / "statements")}
        code, text = run(pytest("-n", "2"), log=work / "postgres.log", **own)
    return _honest(code, counts(text))


def e2e(work: Path) -> tuple[int, int]:
    """The journeys in Chromium, against the real server on a demo of its own."""
    if not list((ROOT / "e2e").glob("**/test_*.py")):
        return 0, 0
    code, text = run(pytest("e2e", "-n", "2", "--maxschedchunk", "2"), log=work / "e2e.log")
    return _honest(code, counts(text))


@contextmanager
def demo_beside(parts: Iterable[str]) -> Iterator[None]:
    """Build the demo of the journeys while other parts run; by itself it would leave a processor idle."""
    if "e2e" not in parts:
        yield
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # if it fails, the journeys try again and say why
    with subprocess.Popen([sys.executable, "-m", "e2e.building"], cwd=ROOT, start_new_session=True, **quiet) as child:
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)


def _honest(code: int, numbers: tuple[int, int]) -> tuple[int, int]:
    """A run that failed without a failed test (a broken collection, a crash) is a failure too."""
    passed, failed = numbers
    return (passed, failed or 1) if code else numbers


def main(asked: list[str]) -> int:
    """The parts asked for, all by default; 1 when anything failed."""
    if unknown := set(asked) - set(PARTS):
        print(f"There is no part {', '.join(sorted(unknown))}. Parts: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    signal.signal(signal.SIGTERM, lambda *_unused: sys.exit(143))
    if missing := sorted(missing_packages(asked or PARTS)):
        apt(*missing)
    if "e2e" in (asked or PARTS) and chromium() is None:  # Ubuntu has it as a snap only
        fetched = subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)
        if fetched.returncode:
            sys.exit("Stopped: the journeys need Chromium or Google Chrome. Install one, or run: script/test lint unit postgres")
    doing = {"lint": lint, "unit": unit, "postgres": on_postgres, "e2e": e2e}
    results = {}
    with tempfile.TemporaryDirectory(prefix="atut-check-") as folder, demo_beside(asked or PARTS):
        for part in asked or PARTS:
            say(f"== {part}")
            begun = time.monotonic()
            results[part] = doing[part](Path(folder))
            passed, failed = results[part]
            say(f"== {part}: {passed} passed, {failed} failed in {time.monotonic() - begun:.0f} s")
    passed, failed = (sum(numbers) for numbers in zip(*results.values(), strict=True))
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
