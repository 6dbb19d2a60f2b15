"""The demo of the journeys, built once: `python -m e2e.building` does it before they begin.

Kept in the temporary folder until code, inputs or the day change. Its jobs have run, so that a copy begins at rest.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
MADE_FROM = {".py", ".txt", ".json", ".csv", ".xlsx"}  # pages and styles are brought up to date when the server starts


def environment(place, port):
    """What a person would set: the data folder, its keys and backups, the port. Nothing of the tests' own settings."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("ATUT_") and k != "DJANGO_SETTINGS_MODULE"}
    ours = {"ATUT_DATA": "data", "ATUT_KEY_FILE": "keys/atut.keys", "ATUT_BACKUPS": "backups"}
    return own | {name: str(place / path) for name, path in ours.items()} | {"ATUT_DEMO": "1", "PORT": str(port)}


def state_of_the_demo():
    """A hash of all that the demo is made from. Its days count from the day of building."""
    seen = hashlib.sha256(f"{ROOT} {sys.version} {datetime.now(ZoneInfo('Europe/Warsaw')).date()}".encode())
    for folder in (ROOT / "atut", ROOT / "demo", ROOT / "requirements"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in MADE_FROM and "tests" not in path.parts:
                seen.update(str(path).encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:20]


def built():
    """Its folder: a demo as script/demo builds it; processes that ask at once wait for one build."""
    home = Path(tempfile.gettempdir()) / f"atut-e2e-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid() or home.is_symlink():
        raise RuntimeError(f"{home} belongs to somebody else.")
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = home / state_of_the_demo()
        if not (place / "built").exists():
            for old in home.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            place.mkdir()
            for words in (["-m", "atut.config.preparing", "--demo"], ["manage.py", "worker", "--once"]):
                _run(words, environment(place, 8000))
            (place / "built").touch()
    return place


def _run(words, env):
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])


if __name__ == "__main__":
    built()
