"""Texts people declare, with versions; who declared which; requests of people about their data; retention runs."""

from django.db import models

from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedText
from atut.base.kernel.keys import KeyField
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.privacy.rules import RequestKind, TextKind
from atut.base.projects.models import Project


class DeclarationText(models.Model):
    """One version of a declaration or an information clause. Published texts never change; a new version is added."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="declaration_texts")
    kind = models.CharField(max_length=30, choices=TextKind.choices)
    version = models.PositiveIntegerField(default=1)
    title = TranslatedText()
    body = TranslatedText()
    valid_from = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind", "version"], name="one_text_per_kind_and_version")]

    def __str__(self) -> str:
        return f"{text_in(self.title)} ({self.version})"

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Declaration(models.Model):
    """Somebody declared, or was shown, a text in a version. `about` names the application or participation."""

    text = models.ForeignKey(DeclarationText, on_delete=models.PROTECT, related_name="declarations")
    about_type = models.CharField(max_length=60)
    about_key = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=8, default="pl")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "about_type", "about_key"], name="one_declaration_per_text_and_thing")
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.about_key}"


class DataRequest(models.Model):
    """A person asks what we hold (access) or asks us to erase it; the answer says what goes, what stays, until when, why."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    person_key = models.CharField(max_length=12, db_index=True)
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=list, help_text="Rows of the answer without values: data set, what happens, until when, why")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Hold(models.Model):
    """Nothing of a project, or of one person, is deleted while a dispute or a control lasts (legal hold)."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    person_key = models.CharField(max_length=12, blank=True, db_index=True, help_text="Empty: the whole project")
    reason = EncryptedText()
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class RetentionRun(models.Model):
    """One run of the retention rules: what was due, how many rows went."""

    key = KeyField()
    ran_at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """The installation."""
        return Scope(None)
