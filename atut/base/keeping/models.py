"""What was done to the installation as a whole: backups, restores, key changes. Shown so that a missing backup is seen."""

from django.db import models

from atut.base.keeping.rules import Kind
from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField


class Run(models.Model):
    """One backup, restore or change of keys that was finished. Holds counts, no contents."""

    key = KeyField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    finished_at = models.DateTimeField(db_index=True)
    counts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the archive, for backups and restores")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def scope(self) -> Scope:
        """The installation."""
        return Scope(None)
