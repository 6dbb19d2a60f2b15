"""What broke: one row a fault, however often it came."""

from django.db import models

from atut.base.kernel.actors import Scope
from atut.base.projects.models import Project


class Fault(models.Model):
    """Breakdowns of one kind at one place. Holds no words of the error and nothing of the request but its pattern."""

    code = models.CharField(max_length=9, unique=True, help_text="What the page of the error tells: made from all that groups")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=120, help_text="Class of the error")
    place = models.CharField(max_length=200, help_text="Our file and function")
    line = models.PositiveIntegerField(default=0, help_text="In the version that ran last")
    method = models.CharField(max_length=8)
    pattern = models.CharField(max_length=200, blank=True, help_text="Of the address, without keys and tokens")
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="Somebody saw to it; empty again when it comes back")

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """Its code is its public key."""
        return self.code

    def scope(self) -> Scope:
        """The project whose page it was; the installation where no project was known."""
        return Scope(self.project_id)
