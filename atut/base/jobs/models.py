"""One row a job (decision 0012): when it is due, who runs it until when, how often it failed."""

from django.db import models

from atut.base.jobs.rules import State
from atut.base.kernel.actors import Scope


class Job(models.Model):
    """A declared job. A process claims it by a compare-and-swap on `lease_until`; a killed one loses the lease."""

    name = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    next_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_finished_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Its name is its public key."""
        return self.name

    def scope(self) -> Scope:
        """Jobs belong to the installation."""
        return Scope(None)
