"""What only the office can say about its project and site, tests of accessibility, barriers."""

from django.db import models
from django.urls import reverse

from atut.base.kernel.texts import TranslatedText
from atut.base.projects.models import InProject
from atut.front.duties.rules.accessibility import Kind, Outcome, Reason


class Said(InProject):
    """What only the office can say, one row a project: the description, the particulars of the statement, plain words."""

    aim = TranslatedText(blank=True)
    groups = TranslatedText(blank=True)
    effects = TranslatedText(blank=True)
    published_on = models.DateField(null=True, blank=True, help_text="The site was first published")
    changed_on = models.DateField(null=True, blank=True, help_text="Its last important change")
    prepared_on = models.DateField(null=True, blank=True, help_text="The statement was first made")
    reviewed_on = models.DateField(null=True, blank=True, help_text="The statement was last looked through")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    architecture = TranslatedText(blank=True)
    interpreter = TranslatedText(blank=True)
    easy_text = TranslatedText(blank=True)
    recording_url = models.URLField(blank=True)
    recording_file = models.CharField(max_length=60, blank=True, help_text="Name in the public storage")
    recording_text = TranslatedText(blank=True)
    scope_text = TranslatedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project"], name="one_said_per_project")]

    @property
    def recording_path(self) -> str:
        """Where the recording is played from; another one stands at another address, so browsers may keep it."""
        return reverse("duties:recording", args=[self.recording_file.rpartition("/")[2]])


class Test(InProject):
    """One test of accessibility: who or what, which pages, what came of it. The newest decide the status of the statement."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    tester = models.CharField(max_length=120, blank=True)
    scope_tested = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    findings = models.TextField(blank=True)
    tested_on = models.DateField()
    recorded_at = models.DateTimeField()


class Barrier(InProject):
    """Content that is not accessible, why, and what helps meanwhile. Mended ones leave the statement."""

    what = TranslatedText()
    reason = models.CharField(max_length=15, choices=Reason.choices)
    instead = TranslatedText(blank=True)
    found_on = models.DateField()
    mended_on = models.DateField(null=True, blank=True)
