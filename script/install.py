"""Make `.venv` and fill it from the lock: `install.py run|dev`. Standard library only; called by script/environment.

uv installs in seconds what pip needs half a minute for. It is itself installed with a hash, into the environment's own
folder. uv does not read pip's configuration, so what pip is configured for (an index, a certificate) is handed over;
where uv still cannot, pip does it. Exit code 3: neither pip nor ensurepip is there.
"""

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / "installed.json"
LOCKS = {kind: ROOT / "requirements" / f"{kind}.txt" for kind in ("run", "dev", "tools")}
NO_PIP = 3


def say(text: str) -> None:
    """One line of progress."""
    print(f"· {text}", file=sys.stderr, flush=True)


def fingerprint(kind: str) -> str:
    """What the environment is made from."""
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def home_works() -> bool:
    """Is there an environment whose interpreter is whole and new enough? One made by another Python of this machine is kept."""
    asked = "import ssl, sqlite3, sys; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", asked], check=False, capture_output=True).returncode == 0


def is_current(kind: str) -> bool:
    """Is everything of this kind installed already? The kind dev includes run."""
    try:
        installed = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    return home_works() and any(installed.get(one) == fingerprint(one) for one in (kind, "dev"))


def make_home() -> None:
    """An environment without pip: that needs no Debian package besides python3."""
    STAMP.unlink(missing_ok=True)
    if home_works():
        return
    if HOME.exists():
        shutil.rmtree(HOME)
    venv.EnvBuilder(with_pip=False, symlinks=True).create(HOME)


def find_pip() -> list[str]:
    """A pip to start from: the interpreter's own, else the one that ensurepip brings into the environment."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if importlib.util.find_spec("ensurepip"):
        made = subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], check=False, capture_output=True)
        if made.returncode == 0:
            return [str(PYTHON), "-m", "pip"]
    sys.exit(NO_PIP)


def settings_for_uv(pip: list[str]) -> dict[str, str]:
    """The environment for uv: pip's configured index, extra indexes, links and certificate under uv's names."""
    listed = subprocess.run([*pip, "config", "list"], check=False, capture_output=True, text=True).stdout
    pairs = [line.partition("=") for line in listed.splitlines() if "=" in line]
    pairs.sort(key=lambda pair: pair[0].startswith(":env:"))  # the environment wins, as in pip
    found = {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, _equals, value in pairs}
    names = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS", "cert": "SSL_CERT_FILE"}
    given = {names[name]: " ".join(value.split()) for name, value in found.items() if name in names}
    if "UV_FIND_LINKS" in given:
        given["UV_FIND_LINKS"] = given["UV_FIND_LINKS"].replace(" ", ",")
    return {**given, **os.environ, "UV_INDEX_STRATEGY": "unsafe-best-match", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


def with_uv(kind: str, pip: list[str]) -> bool:
    """Install the lock with uv; False when uv is not to be had here or could not."""
    place = HOME / "uv"
    uv = place / "bin" / "uv"
    if not uv.exists():
        tool = [
            *pip,
            "install",
            "-q",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
            "--target",
            place,
            "-r",
            LOCKS["tools"],
        ]
        made = subprocess.run(tool, check=False, capture_output=True, env={**os.environ, "PIP_BREAK_SYSTEM_PACKAGES": "1"})
        if made.returncode:
            return False
    command = [uv, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", LOCKS[kind]]
    return subprocess.run(command, check=False, env=settings_for_uv(pip)).returncode == 0


def with_pip(kind: str, pip: list[str]) -> bool:
    """Install the lock with pip: slower, and everywhere."""
    command = [*pip, "--python", PYTHON, "install", "-q", "--no-deps", "--require-hashes", "-r", LOCKS[kind]]
    return subprocess.run(command, check=False).returncode == 0


def main(kind: str) -> None:
    """Do what is missing."""
    if is_current(kind):
        return
    begun = time.monotonic()
    say(f"installing Python packages into .venv ({'with the checks' if kind == 'dev' else 'what Atut runs on'})")
    make_home()
    pip = find_pip()
    if not with_uv(kind, pip):
        say("uv could not; installing with pip, which takes about half a minute")
        if not with_pip(kind, find_pip()):
            sys.exit("Stopped: the packages could not be installed. The lines above say why; mostly it is the network or a proxy.")
    STAMP.write_text(json.dumps({kind: fingerprint(kind)}))
    say(f"packages installed in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1])
