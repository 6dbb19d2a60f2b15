"""Indicators of a project and frozen exports."""

from django.db import models

from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.projects.models import FundingProfile, Project
from atut.work.monitoring.rules.kinds import ExportKind, IndicatorKind


class Indicator(models.Model):
    """A number the project answers for: definition, baseline, target by sex, evidence, and the measure that computes it."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="indicators")
    kind = models.CharField(max_length=10, choices=IndicatorKind.choices, default=IndicatorKind.PROJECT)
    code = models.CharField(max_length=20)
    name = TranslatedText()
    definition = TranslatedText(blank=True)
    unit = TranslatedText(blank=True)
    evidence = TranslatedText(blank=True)
    measure = models.CharField(max_length=40, help_text="Name of the measure in monitoring.rules that computes it")
    baseline = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    target_total = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    target_women = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    target_men = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="one_indicator_per_code")]

    def __str__(self) -> str:
        return text_in(self.name)

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Export(models.Model):
    """A frozen export: profile version, state day, how many, what blocked, the files with their hashes, the difference."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=14, choices=ExportKind.choices)
    profile = models.ForeignKey(FundingProfile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    counted_on = models.DateField(help_text="State of the data: the last day that counts")
    people = models.PositiveIntegerField(default=0, help_text="People, or institutions, in the file")
    rows = models.PositiveIntegerField(help_text="One for each support of each")
    left_out = models.PositiveIntegerField(default=0, help_text="Not in the file: data that block counting")
    problems = models.PositiveIntegerField()
    prints = models.JSONField(default=dict, help_text="Keyed hash of what the file says of each participation: for the difference")
    difference = models.JSONField(default=dict, help_text="Counts against the export before: added, removed, changed, same")
    xlsx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    csv = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)
