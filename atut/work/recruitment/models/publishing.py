"""The ranking of a closed list, published under the codes of the applications for a term."""

from django.db import models
from django.db.models import Q

from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField


class PublicRanking(models.Model):
    """One publication of the ranking: from when, until when, the file. What it says is the closed list, which never changes."""

    key = KeyField()
    selection = models.ForeignKey("recruitment.Selection", on_delete=models.PROTECT, related_name="rankings")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    until = models.DateTimeField(help_text="The first moment at which it is not public any more")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection"], condition=Q(withdrawn_at=None), name="one_public_ranking_at_a_time")
        ]

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return self.selection.scope()
