"""Questions about backups: which lie in the folder, and whether the last one is fresh."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atut.base.keeping import permissions, rules
from atut.base.keeping.models import Run
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item

ENDING = ".zip"


@dataclass(frozen=True, slots=True)
class Backup:
    """An archive in the folder of backups."""

    name: str
    made_at: datetime
    size: int


def folder() -> Path:
    """Where backups are written: outside the data folder."""
    return Path(settings.ATUT_BACKUPS)


def list_of_erasures() -> Path:
    """The list of erasures beside the backups."""
    return folder() / "erasures.jsonl"


def backups() -> list[Backup]:
    """The archives in the folder, the newest first."""
    found = folder().glob(f"atut-*{ENDING}")
    shown = [Backup(path.name, datetime.fromtimestamp(path.stat().st_mtime, clock.WARSAW), path.stat().st_size) for path in found]
    return sorted(shown, key=lambda one: (one.made_at, one.name), reverse=True)


def backup_at(name: str) -> Path | None:
    """The archive of a name that is in the list; no other file can be named."""
    return folder() / name if name in {one.name for one in backups()} else None


def runs() -> list[Run]:
    """The last twenty backups, restores and changes of keys. One query."""
    return list(Run.objects.order_by("-finished_at", "-pk")[:20])


def went_wrong(actor: Actor, at: datetime) -> list[Item]:
    """No backup for too long."""
    if not permissions.make_backup.allows(actor):
        return []
    last = Run.objects.filter(kind=rules.Kind.BACKUP).order_by("-finished_at").values_list("finished_at", flat=True).first()
    if last is None or at - last < rules.LONGEST_WITHOUT:
        return []
    days = (at - last) // timedelta(days=1)
    words = ngettext("day without a backup", "days without a backup", days)
    return [Item(days, words, _("Make one now and look why the nightly one failed."), reverse("keeping:backups"), is_late=True)]
