"""Making a data folder ready: translations, tables, cache table, static files and, in demo mode, the two projects.

A new folder is built beside its place and renamed at the end, so a process killed in the middle leaves the old one or none.
"""

import argparse
import gc
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from atut.base.kernel.folders import begin_beside, in_use, is_empty, is_marked, mark, mend, put_in_place
from atut.config import tables
from atut.config.serving import DATA, ENVIRONMENT, ROOT

# While a folder nobody uses is built, a crash costs only the build: no waiting for the disk.
FAST = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"


def say(text: str) -> None:
    """One line of progress."""
    print(f"· {text}", file=sys.stderr, flush=True)


def state_of_the_program() -> str:
    """A hash of everything a data folder is made ready from; unchanged means nothing is to do."""
    seen = hashlib.sha256(f"{ROOT} {ENVIRONMENT['ATUT_DATABASE']} {ENVIRONMENT['ATUT_DEMO']}".encode())
    for place in (ROOT / "atut", ROOT / "requirements" / "run.txt", ROOT / "demo"):
        for path in sorted([place] if place.is_file() else place.rglob("*")):
            if path.suffix in (".py", ".po", ".css", ".js", ".svg", ".txt", ".csv", ".json", ".xlsx") and "tests" not in path.parts:
                known = path.stat()
                seen.update(f"{path} {known.st_size} {known.st_mtime_ns}".encode())
    return seen.hexdigest()


def make_ready(data: Path, *, demo: bool, fast: bool) -> None:
    """All steps in one process: starting Django four times would take longer than most of them."""
    os.environ["ATUT_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
    import django
    from django.core.management import call_command, get_commands
    from django.db import connection

    from atut.config.messages import compile_stale

    compile_stale()
    django.setup()
    say("tables")
    if fast:
        gc.freeze()  # this process ends when the folder stands: looking for garbage would be an eighth of its time
        gc.disable()
        connection.settings_dict["OPTIONS"]["init_command"] = FAST
        tables.lay(data / "atut.sqlite3")
    bring_up_to_date(fast=fast)
    say("static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    if demo and "build_demo" in get_commands():
        say("the two demo projects, made by the program's own verbs")
        call_command("build_demo")
    connection.close()


def bring_up_to_date(*, fast: bool) -> None:
    """Run the migrations that have not run: those of a new folder in one transaction."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    if not fast:
        call_command("migrate", interactive=False, verbosity=0)
    elif _waiting(MigrationExecutor(connection)):
        connection.disable_constraint_checking()  # SQLite rebuilds tables; checked again at the end
        with transaction.atomic():
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        connection.enable_constraint_checking()
        connection.check_constraints()
    call_command("createcachetable", verbosity=0)


def _waiting(executor: Any) -> bool:
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def build_beside(*, demo: bool, stamp: str) -> None:
    """Build a new folder beside its place, then put it there."""
    building = begin_beside(DATA)
    # a process of its own: settings read the folder once, and what was built must have left memory
    words = [sys.executable, "-m", "atut.config.preparing", "--into", str(building), *(["--demo"] if demo else [])]
    made = subprocess.run(words, check=False, cwd=ROOT)  # noqa: S603  # our own words
    if made.returncode:
        refuse("the data folder could not be made; the lines above say why.")
    (building / "ready").write_text(stamp)
    put_in_place(building, DATA)


def refuse(sentence: str) -> NoReturn:
    """Say why not, and stop."""
    sys.exit(f"Stopped: {sentence}")


def main(words: list[str]) -> None:
    """What is missing is made; what stands is kept."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--demo", action="store_true")
    reader.add_argument("--fresh", action="store_true")
    reader.add_argument("--into", type=Path)
    asked = reader.parse_args(words)
    if asked.into:
        make_ready(asked.into, demo=asked.demo, fast=True)
        return
    begun = time.monotonic()
    mend(DATA)
    stamp = state_of_the_program()
    embedded = ENVIRONMENT["ATUT_DATABASE"] == "sqlite"
    exists = not is_empty(DATA)
    if asked.fresh:
        _may_be_replaced(exists=exists, embedded=embedded)
    if embedded and (asked.fresh or not exists) and not DATA.is_mount():
        say(f"making the data folder {DATA}")
        build_beside(demo=asked.demo, stamp=stamp)
    elif not (DATA / "ready").exists() or (DATA / "ready").read_text() != stamp:
        say(f"bringing the data folder {DATA} up to date")
        DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_ready(DATA, demo=asked.demo, fast=False)
        mark(DATA)
        (DATA / "ready").write_text(stamp)
    else:
        return
    say(f"ready in {time.monotonic() - begun:.0f} s")


def _may_be_replaced(*, exists: bool, embedded: bool) -> None:
    """Only a data folder of Atut that nobody uses is ever thrown away."""
    if not embedded:
        refuse("--fresh rebuilds the embedded database only; ATUT_DATABASE names a server.")
    if not exists:
        return
    if not is_marked(DATA):
        refuse(f"{DATA} is not a data folder of Atut, so --fresh leaves it alone. Set ATUT_DATA to another place.")
    held = in_use(DATA)
    if held is None:
        refuse(f"another Atut is running on {DATA}. Stop it first.")
    held.close()


if __name__ == "__main__":
    main(sys.argv[1:])
