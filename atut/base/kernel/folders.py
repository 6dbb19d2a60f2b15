"""The data folder as a whole: who uses it, is it ours, putting a new one in its place. Standard library only."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import IO


def in_use(data: Path) -> IO[str] | None:
    """Hold the data folder while the program serves from it; None when somebody else holds it."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = (data / "in-use.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        return None
    return held


def mark(data: Path) -> None:
    """Say in the folder that it is a data folder of Atut: nothing else is ever deleted as a whole."""
    (data / "atut.json").write_text(json.dumps({"program": "Atut", "what": "data folder"}))


def is_marked(data: Path) -> bool:
    """Is it a data folder of Atut?"""
    return (data / "atut.json").exists()


def beside(data: Path, word: str) -> Path:
    """The folder in which the next one is built, or the last one waits to be deleted."""
    return data.with_name(f"{data.name}.{word}")


def begin_beside(data: Path) -> Path:
    """An empty, marked folder beside its place; what a killed process left there goes."""
    building = beside(data, "building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True, mode=0o700)
    mark(building)
    return building


def put_in_place(building: Path, data: Path) -> None:
    """Two renames; killed between them, `mend` brings the old folder back."""
    os.sync()
    old = beside(data, "old")
    shutil.rmtree(old, ignore_errors=True)
    if data.exists():
        data.rename(old)
    building.rename(data)
    shutil.rmtree(old, ignore_errors=True)


def mend(data: Path) -> None:
    """After a kill between the two renames: the old folder goes back to its place."""
    old = beside(data, "old")
    if old.exists() and not data.exists():
        old.rename(data)


def is_empty(data: Path) -> bool:
    """Is there nothing but perhaps our own lock?"""
    return not data.exists() or all(entry.name == "in-use.lock" for entry in data.iterdir())
