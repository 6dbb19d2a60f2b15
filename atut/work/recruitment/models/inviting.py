"""Invitations to apply, and what was done to many applications at once."""

from django.db import models

from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedJSON
from atut.base.kernel.keys import KeyField
from atut.work.partnership.models import Person


class Invitation(models.Model):
    """A letter to somebody known here that a call takes applications. One a person and call; one refusal ends them all."""

    key = KeyField()
    call = models.ForeignKey("recruitment.Call", on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    refused_at = models.DateTimeField(null=True, blank=True, help_text="The person wants no more of them, from any call")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="one_invitation_per_person_and_call")]

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """The project of its call."""
        return self.call.scope()


class Batch(models.Model):
    """One verb done to many applications: its token makes two clicks one, its page says what became of each."""

    key = KeyField()
    call = models.ForeignKey("recruitment.Call", on_delete=models.PROTECT, related_name="batches")
    verb = models.CharField(max_length=20)
    token = models.CharField(max_length=32, unique=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True, blank=True)
    said = EncryptedJSON(help_text="By key of the application: nothing where it was done, else the sentence of the refusal")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """The project of its call."""
        return self.call.scope()
