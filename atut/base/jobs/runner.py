"""Running jobs: claim the row, run, set the next time. Killed at any moment, the lease ends and another process takes it."""

import os
import socket
import traceback
from datetime import datetime

from django.db import close_old_connections, transaction
from django.db.models import Q

from atut.base.jobs import registry, rules
from atut.base.jobs.models import Job
from atut.base.kernel import clock
from atut.base.kernel.identifiers import without_numbers

ME = f"{socket.gethostname()}:{os.getpid()}"


def ensure_rows(at: datetime) -> None:
    """A row for every declared job; rows of jobs that are gone are deleted."""
    declared = registry.load()
    Job.objects.exclude(name__in=declared).delete()
    Job.objects.bulk_create([Job(name=name, next_at=at) for name in declared], ignore_conflicts=True)


def claim(at: datetime) -> Job | None:
    """Take the most overdue free job, or None. One UPDATE decides between processes."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    due = Job.objects.filter(free, state=rules.State.WAITING, next_at__lte=at).order_by("next_at", "pk")
    for candidate in due[:5]:
        declared = registry.JOBS.get(candidate.name)
        if declared is None:
            continue
        taken = Job.objects.filter(free, pk=candidate.pk, next_at=candidate.next_at).update(
            lease_until=at + declared.longest, claimed_by=ME, last_started_at=at, attempts=candidate.attempts + 1
        )
        if taken:
            candidate.refresh_from_db()
            return candidate
    return None


def run_one(at: datetime) -> str | None:
    """Claim and run one due job; its name, or None when nothing is due.

    A job that raises is tried again later, with back-off, and stops after MOST_ATTEMPTS: "what went wrong" shows it.
    """
    job = claim(at)
    if job is None:
        return None
    if job.attempts > rules.MOST_ATTEMPTS:  # it killed its process every time
        _fail(job, job.last_error or "The process was killed while this job ran.", at)
        return job.name
    declared = registry.JOBS[job.name]
    try:
        declared.run(at)
    except Exception:  # noqa: BLE001  # the one place that must outlive any job: the error is kept and shown
        _fail(job, traceback.format_exc(limit=-4), clock.now())
    else:
        _mine(job).update(
            attempts=0, last_error="", lease_until=None, claimed_by="",
            last_finished_at=clock.now(), next_at=declared.next_after(at),
        )  # fmt: skip
    return job.name


def _mine(job: Job) -> "Job.objects.__class__":  # type: ignore[name-defined]  # a QuerySet; the manager's type has no name
    return Job.objects.filter(pk=job.pk, claimed_by=ME)


def _fail(job: Job, error: str, at: datetime) -> None:
    stopped = job.attempts >= rules.MOST_ATTEMPTS
    _mine(job).update(
        last_error=without_numbers(error[-4000:]),
        lease_until=None,
        claimed_by="",
        last_finished_at=at,
        next_at=at + rules.wait_after(job.attempts),
        state=rules.State.STOPPED if stopped else rules.State.WAITING,
    )


def run_due() -> int:
    """Run everything that is due now, once; how many ran. For tests, the demo and `script/atut worker --once`."""
    at = clock.now()
    ensure_rows(at)
    count = 0
    while run_one(at) is not None:
        count += 1
    return count


def loop(should_stop: "object", pause: float = 1.0) -> None:
    """Until told to stop: run what is due, wait. Stop is a threading.Event."""
    with transaction.atomic():
        ensure_rows(clock.now())
    while not should_stop.is_set():  # type: ignore[attr-defined]  # threading.Event
        close_old_connections()
        if run_one(clock.now()) is None:
            should_stop.wait(pause)  # type: ignore[attr-defined]  # threading.Event
