"""Participation with its frozen entry state, groups, sessions, enrolment, attendance in minutes, certificates."""

from django.db import models
from django.db.models import Q

from atut.base.accounts.models import User
from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.crypto import EncryptedJSON, EncryptedText
from atut.base.kernel.keys import KeyField
from atut.base.kernel.roles import Role
from atut.base.privacy.models import DeclarationText
from atut.base.projects.models import Commune, Organisation, Project
from atut.work.partnership.models import Employment, Person
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Place
from atut.work.training.rules.attendance import Meeting
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus, SessionStatus, Source


class Participations(models.QuerySet["Participation"]):
    """Participations an actor may see."""

    def visible_to(self, actor: Actor) -> "Participations":
        """All for the project office and controllers; own office's people for its lead; one's own."""
        here = self.filter(project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        offices = actor.offices({Role.OFFICE_LEAD})
        claimed = Q(person__claims__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        office = Q(employment__organisation_id__in=offices) | Q(person=None, organisation_id__in=offices)
        return here.filter(office | claimed).distinct()


class Participation(models.Model):
    """A person, or an institution, in the project: the state on the day of entry frozen, exit, situation after exit.

    Entry is the start of the first support. Incomplete data block counting. Leaving and coming back is one
    participation: first entry kept, last exit counts. Dictionaries are values of the funding profile.
    """

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    employment = models.ForeignKey(Employment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=ParticipationStatus.choices, default=ParticipationStatus.PREPARED)
    citizenship = models.CharField(max_length=40, blank=True)
    education = models.CharField(max_length=40, blank=True)
    labour_status = models.CharField(max_length=40, blank=True)
    labour_detail = models.CharField(max_length=40, blank=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locality = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    street = EncryptedText(blank=True)
    degurba = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Confirmed class of the gmina of residence on the day of entry"
    )
    sensitive = EncryptedJSON(help_text="disability, minority, foreign background, homelessness: yes / no / refused")
    entered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    planned_path = models.BooleanField(null=True, blank=True)
    leaving_reason = models.CharField(max_length=40, blank=True)
    situation = models.CharField(max_length=40, blank=True)
    second_situation = models.CharField(max_length=40, blank=True)
    situation_on = models.DateField(null=True, blank=True)
    reminded_at_day = models.PositiveSmallIntegerField(default=0, help_text="Last reminder of the situation: 14, 21 or 29")
    prepared_at = models.DateTimeField()

    objects = Participations.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="one_participation_per_person"),
            models.UniqueConstraint(
                fields=["project", "organisation"], condition=Q(person__isnull=True), name="one_participation_per_institution"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """Who takes part, surname first; or the institution."""
        return self.person.listed_name if self.person else str(self.organisation)

    def scope(self) -> Scope:
        """Project and the office of the employment (or the institution itself)."""
        office = self.employment.organisation_id if self.employment else self.organisation_id
        return Scope(self.project_id, frozenset({office}) if office else frozenset())


class EntryDocument(models.Model):
    """One paper of the entry set: which text version was printed, when it was signed, the scan."""

    key = KeyField()
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="entry_documents")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    text = models.ForeignKey(DeclarationText, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "kind"], name="one_entry_document_per_kind")]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.kind}"

    def scope(self) -> Scope:
        """As its participation."""
        return self.participation.scope()


class Groups(models.QuerySet["Group"]):
    """Groups an actor may see."""

    def visible_to(self, actor: Actor) -> "Groups":
        """All for the project office and controllers; a trainer's own ones."""
        here = self.filter(edition__project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        if not actor.holds({Role.TRAINER}):
            return here.none()
        return here.filter(Q(trainer_id=actor.user_id) | Q(sessions__trainer_id=actor.user_id)).distinct()


class Group(models.Model):
    """People of an edition who meet together."""

    key = KeyField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="led_groups")
    name = models.CharField(max_length=80)
    trainer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="led_groups")
    size = models.PositiveSmallIntegerField(help_text="Most people in the group")

    objects = Groups.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_group_per_name")]

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.edition.project_id)


class Sessions(models.QuerySet["Session"]):
    """Sessions an actor may see."""

    def visible_to(self, actor: Actor) -> "Sessions":
        """All for the project office and controllers; those a trainer leads, alone or with the whole group."""
        here = self.filter(group__edition__project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        if not actor.holds({Role.TRAINER}):
            return here.none()
        return here.filter(Q(trainer_id=actor.user_id) | Q(trainer=None, group__trainer_id=actor.user_id))


class Session(models.Model):
    """One meeting: from, to, breaks, room, trainer, subject."""

    key = KeyField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    room = models.CharField(max_length=160)
    room_folded = models.CharField(max_length=160, db_index=True)
    trainer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="led_sessions")
    topic = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    cancel_reason = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Counts changes, for calendars (RFC 5545)")
    changed_at = models.DateTimeField()

    objects = Sessions.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.topic

    @property
    def meeting(self) -> Meeting:
        """What the rules need to know of it."""
        return Meeting(self.starts_at, self.ends_at, self.break_minutes)

    @property
    def minutes(self) -> int:
        """Minutes of support: the whole time less breaks."""
        return self.meeting.minutes

    def scope(self) -> Scope:
        """Its project."""
        return self.group.scope()


class Enrolment(models.Model):
    """A confirmed place taken into a group: the way attendance and the certificate lead back to the application."""

    key = KeyField()
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="enrolment")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="enrolments")
    status = models.CharField(max_length=14, choices=EnrolmentStatus.choices, default=EnrolmentStatus.ENROLLED)
    enrolled_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why the person resigned")

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """As its participation."""
        return self.participation.scope()


class Attendance(models.Model):
    """Minutes one person was at one session, with the source of the entry."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    minutes = models.PositiveSmallIntegerField()
    came_at = models.TimeField(null=True, blank=True)
    went_at = models.TimeField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True, help_text="Why the office corrected it after the list was finished")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_entry_per_session_and_person")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.enrolment_id} {self.minutes}"


class Absence(models.Model):
    """Somebody told beforehand that they cannot come to a meeting. Nobody is asked why; the list of the meeting decides."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="absences")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="absences")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "session"], name="one_absence_per_session_and_person")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.enrolment_id}"


class Certificate(models.Model):
    """An issued certificate: number, check code, the file with its hash, the rule that was met."""

    key = KeyField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=24, unique=True)
    check_code = models.CharField(max_length=20, unique=True)
    issued_on = models.DateField()
    facts = models.JSONField(help_text="What is printed: name, title, minutes, dates, and the rule with its figures")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(voided_at=None), name="one_valid_certificate_per_enrolment")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stored(self) -> StoredFile:
        """Its file: every issued certificate has one."""
        if self.file is None:
            raise StoredFile.DoesNotExist(self.number)
        return self.file

    def scope(self) -> Scope:
        """As its enrolment."""
        return self.enrolment.scope()
