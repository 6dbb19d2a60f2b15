"""What belongs to one application beside itself: its draft, papers enclosed, the superior's consent, the correction."""

from django.db import models
from django.db.models import Q

from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedJSON, EncryptedText
from atut.base.kernel.keys import KeyField
from atut.work.recruitment.rules.enclosing import By


class Draft(models.Model):
    """A form not sent yet: what was typed, once the person asked to keep it, and papers sent ahead of the form."""

    key = KeyField()
    call = models.ForeignKey("recruitment.Call", on_delete=models.CASCADE, related_name="drafts")
    form_token = models.CharField(max_length=32, unique=True, help_text="The form it belongs to")
    code_hash = models.CharField(max_length=64, unique=True, help_text="Keyed hash of the code to type")
    typed = EncryptedJSON(help_text="The form as it was typed: {field: [value]}; empty: only papers so far")
    language = models.CharField(max_length=8, default="pl")
    saved_at = models.DateTimeField(null=True, blank=True, help_text="When the person asked to keep it")
    expires_at = models.DateTimeField(help_text="The first moment too late; then the job erases it")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """The project of its call."""
        return self.call.scope()


class Attachment(models.Model):
    """A paper enclosed with an application, or sent ahead of it: one PDF, whatever number of pictures it was made from."""

    key = KeyField()
    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    application = models.ForeignKey(
        "recruitment.Application", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    code = models.CharField(max_length=40, help_text="Which of the papers the call asks for")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft=None, application__isnull=False) | Q(draft__isnull=False, application=None),
                name="attachment_of_one_form",
            )
        ]

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """As what it is enclosed with."""
        return self.application.scope() if self.application else self.draft.scope()  # type: ignore[union-attr]  # one of both


class Consent(models.Model):
    """The consent of the superior, where the call asks for it: asked by mail, or brought on paper."""

    key = KeyField()
    application = models.OneToOneField("recruitment.Application", on_delete=models.CASCADE, related_name="consent")
    email = EncryptedText(blank=True, help_text="The superior's; empty: on paper")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    is_given = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = EncryptedText(blank=True, help_text="Who said it, where it did not come by the link")
    how = models.CharField(max_length=8, choices=By.choices, blank=True)
    reason = EncryptedText(blank=True, help_text="Why not")

    class Meta:
        indexes = [models.Index(fields=["application", "answered_at", "asked_at"], name="consents_by_answer")]

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """As its application."""
        return self.application.scope()


class Correction(models.Model):
    """What the office asked once to be put right, and what came."""

    key = KeyField()
    application = models.OneToOneField("recruitment.Application", on_delete=models.CASCADE, related_name="correction")
    missing = EncryptedText(help_text="What is missing or wrong, a line each, as the person reads it")
    documents = models.JSONField(default=list, help_text="Codes of the papers to send")
    questions = models.JSONField(default=list, help_text="Criteria whose written answer is to come")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(help_text="The first moment too late")
    supplied_at = models.DateTimeField(null=True, blank=True)
    note = EncryptedText(blank=True, help_text="What the person wrote")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """As its application."""
        return self.application.scope()
