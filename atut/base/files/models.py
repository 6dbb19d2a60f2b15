"""Stored files (decision 0005): what for, how long, the hash of the plain bytes; lists brought in files. Never public."""

from django.db import models

from atut.base.files.rules import Retention
from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.base.projects.models import Project


class StoredFile(models.Model):
    """One file on the storage, encrypted. The room that owns it serves it, after its own guard, by `files.actions.respond`."""

    key = KeyField()
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60, help_text="room.noun, such as recruitment.scan")
    retention = models.CharField(max_length=20, choices=Retention.choices)
    name = models.CharField(max_length=160, help_text="Cleaned name offered to the reader")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_as = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="The bytes are gone; hash and purpose stay")

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Brought(models.Model):
    """A list somebody brought in a file: what it is, and what came of it. accepted + rejected = rows, always."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=160, help_text="Of the file, without digits that could be a PESEL")
    brought_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    set_aside = models.PositiveIntegerField(default=0, help_text="Empty rows, totals, repeated headings")
    rejected_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Waits for the decision: neither taken in nor thrown away."""
        return self.applied_at is None and self.discarded_at is None
