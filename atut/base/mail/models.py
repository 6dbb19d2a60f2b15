"""The outbox (decision 0013). A message is also what is printed as a letter or marked as told by phone."""

from django.db import models

from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedText
from atut.base.kernel.keys import KeyField
from atut.base.mail.rules import State
from atut.base.projects.models import Project


class Message(models.Model):
    """One notice to one person: the text in the person's language, and whether it reached them.

    Subject and text are encrypted: they hold names and single-purpose links.
    """

    key = KeyField()
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80, db_index=True, help_text="room.event, the name of the template")
    about_type = models.CharField(max_length=60)
    about_key = models.CharField(max_length=40, db_index=True)
    to_name = models.CharField(max_length=200)
    to_email = models.EmailField(blank=True, help_text="Empty: to be printed or told")
    language = models.CharField(max_length=8, default="pl")
    title = EncryptedText()
    text = EncryptedText()
    one_click = EncryptedText(blank=True, default="", help_text="Address that ends such messages at one POST (RFC 8058)")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=10, blank=True, help_text="letter or phone")
    told_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def scope(self) -> Scope:
        """Its project: only the project office sees messages."""
        return Scope(self.project_id)
