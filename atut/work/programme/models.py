"""Forms of support and their editions."""

from django.db import models
from django.utils.translation import gettext as _

from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.projects.models import Project
from atut.work.partnership.models import Goal
from atut.work.programme.rules import EditionStatus, SupportKind


class SupportForm(models.Model):
    """What is offered: kind, subject, the goal it serves, minutes, outcomes, attendance needed, credential."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="support_forms")
    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    code = models.CharField(max_length=12)
    title = TranslatedText()
    subject_area = models.CharField(max_length=120, blank=True)
    description = TranslatedText(blank=True)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="support_forms")
    planned_minutes = models.PositiveIntegerField(help_text="Whole form, in minutes of 60 to the hour")
    outcomes = models.JSONField(default=list, help_text='[{"pl": …, "en": …}] what a person can do afterwards')
    required_percent = models.PositiveSmallIntegerField(default=80, help_text="Attendance needed for the credential")
    has_certificate = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="one_support_form_per_code")]

    def __str__(self) -> str:
        return text_in(self.title)

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Edition(models.Model):
    """One run of a form of support: dates, place, capacity, provider."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="editions")
    support_form = models.ForeignKey(SupportForm, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=200)
    capacity = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=EditionStatus.choices, default=EditionStatus.PLANNED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["support_form", "number"], name="one_edition_per_number"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="edition_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return _("%(form)s, edition %(number)s") % {"form": self.support_form, "number": self.number}

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)
