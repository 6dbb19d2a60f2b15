"""Erasures outlive backups: a list of them lies beside the archives, and a restore applies it (GDPR art. 17).

The list holds random keys, moments and names of sets: nothing by which anybody could be known. It only grows, so an
older database that was put back loses none of it; what is in it is done again after every restore.
"""

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path

from atut.base.audit.journal import action, record
from atut.base.keeping import permissions, queries
from atut.base.keeping.models import Run
from atut.base.kernel.actors import Actor
from atut.base.privacy.actions import erase_again
from atut.base.privacy.queries import Erased, erasures, is_anybody


def list_erasures() -> int:
    """Add what the database knows to the list beside the backups; how many it holds. Written as a whole, or not at all."""
    listed = {(one.person_key, one.erased_at): one for one in (*listed_erasures(), *erasures())}
    if not listed:
        return 0
    rows = [listed[at] for at in sorted(listed, key=lambda pair: (pair[1], pair[0]))]
    path = queries.list_of_erasures()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{_line(one)}\n" for one in rows)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return len(rows)


def _line(one: Erased) -> str:
    return json.dumps({"person": one.person_key, "erased_at": one.erased_at.isoformat(), "sets": sorted(one.sets)})


def listed_erasures(path: Path | None = None) -> list[Erased]:
    """What the list says. A line that cannot be read is left out: it must not keep the others from being done."""
    path = path or queries.list_of_erasures()
    found = []
    for line in path.read_text().splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            known = json.loads(line)
            found.append(Erased(known["person"], datetime.fromisoformat(known["erased_at"]), frozenset(known["sets"])))
    return found


@action
def erase_restored(run: Run, *, actor: Actor, at: datetime) -> int:
    """Whoever was erased after the backup was made is erased again; how many people were in it."""
    permissions.restore_backup.require(actor)
    done = {(one.person_key, one.erased_at) for one in erasures()}
    missing = [one for one in listed_erasures() if (one.person_key, one.erased_at) not in done]
    here = [one for one in missing if is_anybody(one.person_key)]
    for one in here:
        erase_again(one.person_key, one.sets, erased_at=one.erased_at, actor=actor, at=at)
    record("keeping.erasures.repeated", run, actor=actor, at=at, count=len(here))
    return len(here)
