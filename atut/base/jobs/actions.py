"""Setting a job going again."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.jobs import permissions, rules
from atut.base.jobs.models import Job
from atut.base.kernel.actors import Actor


@action
def restart(job: Job, *, actor: Actor, at: datetime) -> Job:
    """Run a job at the worker's next look, from a clean slate: a stopped one as well as one that only waits.

    A run under way keeps its lease; the job runs again after it.
    """
    permissions.RESTART.require(actor)
    job = Job.objects.select_for_update().get(pk=job.pk)
    job.state, job.next_at, job.attempts = rules.State.WAITING, at, 0
    job.save(update_fields=["state", "next_at", "attempts"])
    record("jobs.job.restarted", job, actor=actor, at=at, fields=["next_at", "state"])
    return job
