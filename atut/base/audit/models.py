"""The audit trail (decision 0004): what happened, to what, who did it, when; values apart and for a shorter time."""

from django.db import models

from atut.base.audit.rules import field_called, words_of
from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedJSON
from atut.base.kernel.keys import KeyField
from atut.base.projects.models import Organisation, Project


class Entry(models.Model):
    """One change or one look. Holds ids and field names, never values, so an erasure breaks nothing."""

    key = KeyField()
    event = models.CharField(max_length=80, db_index=True)
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=40, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField(help_text="When it was so, as the document says (an incoming stamp)")
    recorded_at = models.DateTimeField(db_index=True, help_text="When it was typed in")
    fields = models.JSONField(default=list)
    count = models.PositiveIntegerField(null=True, help_text="Rows, for exports and lists")

    class Meta:
        indexes = [models.Index(fields=["project", "recorded_at"], name="audit_by_project_and_time")]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_key}"

    @property
    def words(self) -> str:
        """What happened, for people."""
        return words_of(self.event)

    @property
    def field_words(self) -> list[str]:
        """The fields concerned, for people."""
        return [field_called(name) for name in self.fields]

    def scope(self) -> Scope:
        """The project and the office concerned."""
        return Scope(self.project_id, frozenset({self.organisation_id}) if self.organisation_id else frozenset())


class EntryDetail(models.Model):
    """Old and new values of an entry, encrypted, deleted after their own retention."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="detail")
    values = EncryptedJSON()
    delete_after = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.entry_id)
