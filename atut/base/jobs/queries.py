"""Questions about jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atut.base.jobs import permissions, registry
from atut.base.jobs.models import Job
from atut.base.jobs.rules import State
from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item


@dataclass(frozen=True, slots=True)
class Row:
    """A job as the screen shows it."""

    job: Job
    what: str
    is_running: bool


def jobs(at: datetime) -> list[Row]:
    """Every declared job, stopped ones first, then by name."""
    declared = registry.load()
    rows = [
        Row(
            job, str(declared[job.name].title) if job.name in declared else job.name, bool(job.lease_until and job.lease_until > at)
        )
        for job in Job.objects.order_by("name")
    ]
    return sorted(rows, key=lambda row: row.job.state != State.STOPPED)


def went_wrong(actor: Actor, _at: datetime) -> list[Item]:
    """Jobs that stopped after repeated failures."""
    count = Job.objects.filter(state=State.STOPPED).count() if permissions.SEE.allows(actor) else 0
    words = ngettext("job stopped", "jobs stopped", count)
    return (
        [Item(count, words, _("It failed too often and waits for somebody"), reverse("jobs:jobs"), is_late=True)] if count else []
    )
