"""Partners and goals of a project; its people and their employments."""

from datetime import date

from django.db import models
from django.db.models import Q

from atut.base.accounts.models import User
from atut.base.files.models import Brought
from atut.base.kernel import identifiers
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.crypto import EncryptedJSON, EncryptedText
from atut.base.kernel.keys import KeyField
from atut.base.kernel.roles import Role
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.projects.models import Organisation, Project
from atut.work.partnership.rules import GoalKind, PartnerRole, Sex


class Partner(models.Model):
    """An organisation in a project."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=10, choices=PartnerRole.choices)
    position = models.PositiveSmallIntegerField(default=0)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "organisation"], name="one_partner_per_project_and_organisation")]

    def __str__(self) -> str:
        return str(self.organisation)

    def scope(self) -> Scope:
        """Project and office."""
        return Scope(self.project_id, frozenset({self.organisation_id}))


class Goal(models.Model):
    """A goal in the hierarchy: main, specific under it, measured results under those."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10, choices=GoalKind.choices)
    position = models.PositiveSmallIntegerField()
    title = TranslatedText()
    text = TranslatedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "parent", "position"], name="one_goal_per_place")]

    def __str__(self) -> str:
        return text_in(self.title)

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class People(models.QuerySet["Person"]):
    """People an actor may see."""

    def visible_to(self, actor: Actor) -> "People":
        """The whole project for its office and controllers; own people for an office lead; nobody else."""
        here = self.filter(project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        offices = actor.offices({Role.OFFICE_LEAD})
        claimed = Q(claims__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return here.filter(Q(employments__organisation_id__in=offices) | claimed).distinct()


class Person(models.Model):
    """A person in one project. PESEL only for people who applied or were admitted; a staff list has none."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="people")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=220, db_index=True)
    name_sort = models.CharField(max_length=600, db_index=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    identity_hash = models.CharField(max_length=64, null=True, blank=True, help_text="Keyed hash of PESEL or other identifier")
    pesel = EncryptedText(blank=True)
    other_identifier = EncryptedText(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email_is_proved = models.BooleanField(
        default=True, help_text="No: a form of somebody not signed in filled it in on a record that had none"
    )
    language = models.CharField(max_length=8, default="pl")
    erased_at = models.DateTimeField(null=True, blank=True)

    is_new = False  # made by the verb that runs: nothing hangs on it yet, and nobody else can reach it
    objects = People.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "identity_hash"], name="one_person_per_project_and_identity")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name, then surname; never inflected."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def listed_name(self) -> str:
        """Surname first, for lists."""
        return f"{self.last_name} {self.first_name}".strip()

    def age_on(self, day: date) -> int | None:
        """Full years on a day; None while the date of birth is unknown."""
        return identifiers.age(self.birth_date, day) if self.birth_date else None

    def scope(self) -> Scope:
        """Project and every office the person is employed in."""
        offices = () if self.is_new else self.employments.all()
        return Scope(self.project_id, frozenset(e.organisation_id for e in offices))


class FormerKey(models.Model):
    """The key of an entry that was merged into a person: what was written under it is still about that person."""

    key = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_keys")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """As its person."""
        return self.person.scope()


class Employment(models.Model):
    """Where a person works: organisation, unit within it, post, from, to (the first day no longer there)."""

    key = KeyField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employments")
    unit = models.CharField(max_length=160, blank=True)
    post = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    superior = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="subordinates")

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation.short_name}"

    def scope(self) -> Scope:
        """Project and office."""
        return Scope(self.person.project_id, frozenset({self.organisation_id}))


class PersonClaim(models.Model):
    """A user proved to be this person (by a link sent to the person): sees own applications, plan, certificates."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "person"], name="one_claim_per_user_and_person")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.person_id}"


class AccountLink(models.Model):
    """A link to the own page, sent to the address on file: single-purpose, used once, expires."""

    key = KeyField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="account_links")
    email = models.EmailField(help_text="Where it went: what it proves is this mailbox")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="A newer link was sent: this one died")

    def __str__(self) -> str:
        return self.key

    @property
    def is_current(self) -> bool:
        """The newest one, and its address is still the one on file."""
        return self.replaced_at is None and self.email == self.person.email and self.person.erased_at is None

    def scope(self) -> Scope:
        """As its person."""
        return self.person.scope()


class StaffImports(models.QuerySet["StaffImport"]):
    """Imports an actor may see."""

    def visible_to(self, actor: Actor) -> "StaffImports":
        """The whole project for its office and controllers; own office for its lead."""
        here = self.filter(project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        return here.filter(organisation_id__in=actor.offices({Role.OFFICE_LEAD}))


class StaffImport(Brought):
    """One staff list brought by an office: the file (encrypted), how it was read, what came of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reading = EncryptedJSON(help_text="Encoding, separator, header row, mapping of columns")
    changed = models.PositiveIntegerField(default=0)
    pesels_dropped = models.PositiveIntegerField(default=0)

    objects = StaffImports.as_manager()

    def scope(self) -> Scope:
        """Project and office."""
        return Scope(self.project_id, frozenset({self.organisation_id}))
