"""Projects, their funder's profile as data, organisations, communes, and the revision counters readers compare."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse

from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedText, keyed_hash, new_secret
from atut.base.kernel.keys import KeyField
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.projects.rules import Kind
from atut.base.projects.rules.signs import SignCode, Variant


class FundingProfile(models.Model):
    """What a funder prescribes, as data (decision 0014): period, signs, sentence, indicators, export layout."""

    code = models.SlugField()
    version = models.PositiveIntegerField(default=1)
    name = TranslatedText()
    data = models.JSONField(default=dict)
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_profile_per_code_and_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def key(self) -> str:
        """Its public name in the audit trail and in addresses: code and version."""
        return f"{self.code}.{self.version}"

    def scope(self) -> Scope:
        """Profiles belong to the installation."""
        return Scope(None)


class Project(models.Model):
    """One co-funded project: host, languages, dates, money, contact. Everything a project owns is scoped to it."""

    key = KeyField()
    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=253, unique=True, help_text="Host name without port; the truth about which project is meant")
    name = TranslatedText()
    tagline = TranslatedText(blank=True)
    summary = TranslatedText(blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="Grant agreement number")
    code_prefix = models.CharField(max_length=8, help_text="Starts application and certificate numbers: UGP/2026/0001")
    profile = models.ForeignKey(FundingProfile, on_delete=models.PROTECT, related_name="projects")
    starts_on = models.DateField()
    ends_on = models.DateField()
    languages = models.JSONField(default=list, help_text="Codes, Polish first")
    value_total = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    value_eu = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    last_payment_on = models.DateField(null=True, blank=True, help_text="Starts the five years of retention; empty: keep all")
    office_name = TranslatedText(blank=True)
    office_address = models.CharField(max_length=200, blank=True)
    office_person = models.CharField(max_length=120, blank=True, help_text="Who answers the telephone; published beside it")
    office_phone = models.CharField(max_length=40, blank=True)
    office_email = models.EmailField(blank=True)
    office_hours = TranslatedText(blank=True)
    as_if_note = TranslatedText(blank=True, help_text="Shown on every page of a project that is not real")
    identity_secret = EncryptedText(default=new_secret, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="project_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return text_in(self.name)

    def scope(self) -> Scope:
        """Itself."""
        return Scope(self.pk)

    def identity_hash(self, identifier: str) -> str:
        """Keyed hash of a PESEL or other identifier: the same person is found again in this project only."""
        return keyed_hash(self.identity_secret, identifier)

    def url(self, path: str = "/") -> str:
        """A full address on the project's host, for mail and printed papers."""
        usual = {"http": 80, "https": 443}[settings.ATUT_SCHEME]
        port = "" if usual == settings.PORT or settings.ATUT_SCHEME == "https" else f":{settings.PORT}"
        return f"{settings.ATUT_SCHEME}://{self.host}{port}{path}"

    def runs_on(self, day: date) -> bool:
        """Is the day within the project's period?"""
        return self.starts_on <= day <= self.ends_on


class Sign(models.Model):
    """An official sign of the funder or the region, as its owner publishes it (decision 0036). Public; shown beside the emblem."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="signs")
    code = models.CharField(max_length=10, choices=SignCode.choices)
    variant = models.CharField(max_length=10, choices=Variant.choices, default=Variant.COLOUR)
    name = TranslatedText(help_text="What the sign says, for who does not see it")
    source = models.CharField(max_length=300, help_text="Where the file comes from")
    media_type = models.CharField(max_length=30)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code", "variant"], name="one_sign_per_code_and_variant")]

    def __str__(self) -> str:
        return text_in(self.name)

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)

    @property
    def url(self) -> str:
        """Changes with the content, so browsers may keep what stands there."""
        return reverse("projects:sign", args=[self.key, self.sha256[:12]])


class InProject(models.Model):
    """Belongs to a project, and has a key of its own. For models that need no more than that."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class Commune(models.Model):
    """A gmina by its TERC code (source: GUS, TERYT). DEGURBA counts only when somebody confirmed it."""

    terc = models.CharField(max_length=7, unique=True)
    name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=255, db_index=True)
    kind = models.CharField(max_length=40)
    powiat = models.CharField(max_length=80)
    voivodeship = models.CharField(max_length=80)
    as_of = models.DateField()
    degurba = models.PositiveSmallIntegerField(null=True, blank=True)
    degurba_year = models.PositiveSmallIntegerField(null=True, blank=True)
    degurba_source = models.CharField(max_length=200, blank=True)
    degurba_confirmed_at = models.DateTimeField(null=True, blank=True)
    degurba_confirmed_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Its public name: the TERC code."""
        return self.terc

    def scope(self) -> Scope:
        """Gminas belong to the installation."""
        return Scope(None)

    @property
    def confirmed_degurba(self) -> int | None:
        """The class to use in figures; None while it is unverified."""
        return self.degurba if self.degurba_confirmed_at else None


class Organisation(models.Model):
    """A gmina office, its GOPS, a union of gminas. Becomes a Partner of a project in the room partnership."""

    key = KeyField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    name_sort = models.CharField(max_length=600, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    nip = models.CharField(max_length=10, blank=True)
    regon = models.CharField(max_length=14, blank=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    street = models.CharField(max_length=120, blank=True)
    locality = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    hours = TranslatedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nip"], condition=~models.Q(nip=""), name="one_organisation_per_nip")]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        """Organisations belong to the installation; partners to a project."""
        return Scope(None)


class Revision(models.Model):
    """How often a kind of thing changed in a project: readers keep what they made until the number moves (decision 0008)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="revisions")
    noun = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "noun"], name="one_revision_per_project_and_noun")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.noun} {self.number}"


class Counter(models.Model):
    """The last number given in a series of a project and year: certificates, applications, letters. No gaps, no repeats."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="counters")
    series = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "series", "year"], name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.series} {self.year} {self.last}"
