"""Calls, applications with their choices, the ledger of places, the frozen protocol of a selection."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from atut.base.files.models import StoredFile
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.crypto import EncryptedJSON, EncryptedText
from atut.base.kernel.keys import KeyField
from atut.base.kernel.roles import Role
from atut.base.kernel.texts import TranslatedText, text_in
from atut.base.projects.models import Project
from atut.work.partnership.models import Employment, Person
from atut.work.programme.models import Edition
from atut.work.recruitment.models.drawing import Draw
from atut.work.recruitment.models.enclosing import Attachment, Consent, Correction, Draft
from atut.work.recruitment.models.importing import PaperImport
from atut.work.recruitment.models.inviting import Batch, Invitation
from atut.work.recruitment.models.publishing import PublicRanking
from atut.work.recruitment.models.swapping import Swap
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, CallStatus, ChoiceStatus, PlaceStatus
from atut.work.recruitment.rules.places import How, last_moment_day
from atut.work.recruitment.rules.regulation import Post, Regulation, regulation_from

__all__ = [
    "Application", "Applications", "Attachment", "Batch", "Call", "CallEdition", "Choice", "Consent", "Correction", "Draft", "Draw",
    "Invitation", "PaperImport", "Place", "PublicRanking", "RepeatedForm", "Selection", "Swap",
]  # fmt: skip


class Call(models.Model):
    """Opens editions to applicants by a regulation frozen at publication."""

    key = KeyField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="calls")
    title = TranslatedText()
    intro = TranslatedText(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="The first moment too late")
    answer_days = models.PositiveSmallIntegerField(default=3, help_text="Full days to answer an offer")
    regulation = models.JSONField(default=dict, help_text="What the call decides by (rules/regulation); frozen at publication")
    status = models.CharField(max_length=10, choices=CallStatus.choices, default=CallStatus.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was published (queries.as_published)")
    signed = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="The regulation as signed, a PDF"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, help_text="Why it was called off, as visitors read it")
    editions = models.ManyToManyField(Edition, through="CallEdition", related_name="calls")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="call_closes_after_it_opens")]

    def __str__(self) -> str:
        return text_in(self.title)

    @cached_property
    def rules(self) -> Regulation:
        """The regulation as values."""
        return regulation_from(self.regulation)

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)


class CallEdition(models.Model):
    """An edition opened by a call, with the places given to it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="openings")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="openings")
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "edition"], name="one_opening_per_call_and_edition")]

    def __str__(self) -> str:
        return f"{self.edition} {self.places}"


class Applications(models.QuerySet["Application"]):
    """Applications an actor may see."""

    def visible_to(self, actor: Actor) -> "Applications":
        """All for the project office and controllers; own office's people for its lead; one's own."""
        here = self.filter(call__project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        offices = actor.offices({Role.OFFICE_LEAD})
        claimed = Q(person__claims__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return here.filter(Q(employment__organisation_id__in=offices) | claimed).distinct()


class Application(models.Model):
    """One person's application to one call. The employment it counts for is named."""

    key = KeyField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=24, db_index=True, help_text="UGP/2026/0164: the counter repeats none")
    code = models.CharField(max_length=20, unique=True, help_text="Code on the receipt; names the person in public rankings")
    status = models.CharField(max_length=12, choices=ApplicationStatus.choices, default=ApplicationStatus.SUBMITTED)
    received_at = models.DateTimeField(help_text="The incoming stamp; 'earlier' always means this")
    recorded_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=[("online", "online"), ("paper", "paper")], default="online")
    register_number = models.CharField(max_length=60, blank=True, help_text="Paper: number in the office's register")
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, default="pl")
    answers = models.JSONField(default=dict, help_text="Answers that points are given for: {criterion: true/false}")
    confided = EncryptedJSON(help_text="Facts told freely, because a criterion or bound needs them: {fact: true/false}")
    written = EncryptedJSON(help_text="What the applicant wrote for the committee: {criterion: words}")
    checked = EncryptedJSON(help_text="What an official found of what was declared: {code: confirmed or not, document, who, when}")
    post_kind = models.CharField(max_length=10, choices=Post.choices, blank=True)
    pair = models.CharField(max_length=20, blank=True, db_index=True, help_text="Code of the one without whom no place is wanted")
    despite = EncryptedText(blank=True, help_text="Why it counts although a place in the same form of support is held")
    access_needs = EncryptedText(blank=True)
    differs = EncryptedJSON(help_text="What the form says otherwise than the person's record: {field: value}; the office decides")
    identity = models.CharField(
        max_length=10, choices=Identity.choices, default=Identity.UNDOUBTED, blank=True, db_index=True,
        help_text="Whose number stands in the form, where it stood here under another name",
    )  # fmt: skip
    identity_reason = EncryptedText(blank=True, help_text="How the office knows")
    is_late = models.BooleanField(default=False, help_text="Taken in after the list was made: stands after everybody on it")
    form_token = models.CharField(
        max_length=32, null=True, blank=True, unique=True, help_text="One per form shown: two clicks make one application"
    )
    jury = models.JSONField(default=dict, help_text="Points the committee gave: {criterion: points}")
    scores = models.JSONField(default=dict, help_text="Points per criterion: {code: points}")
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.JSONField(default=list, help_text="Why not eligible: [{code, edition}]; edition only where one is meant")
    assessed_at = models.DateTimeField(null=True, blank=True)

    objects = Applications.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"], condition=~Q(status="withdrawn"), name="one_application_per_person_and_call"
            )
        ]
        indexes = [  # the coordinator's list of a long call: its counts, and its pages by receipt
            models.Index(fields=["call", "status", "assessed_at", "identity"], name="applications_by_stage"),
            models.Index(fields=["call", "received_at", "id", "status"], name="applications_in_order"),
        ]

    def __str__(self) -> str:
        return self.number

    def scope(self) -> Scope:
        """Project, and the office of the employment it counts for."""
        return Scope(self.call.project_id, frozenset({self.employment.organisation_id}))


class RepeatedForm(models.Model):
    """A further form of a person who had applied: received, numbered, answered like any other, and without effect.

    The answer page must not tell a stranger who has applied, so it has a number and a code of its own.
    """

    key = KeyField()
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="repeats")
    number = models.CharField(max_length=24, db_index=True)
    code = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    form_token = models.CharField(max_length=32, null=True, blank=True, unique=True)

    def __str__(self) -> str:
        return self.number


class Choice(models.Model):
    """One wanted edition, in order of preference (1 first), and what became of it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="choices")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="choices")
    preference = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=ChoiceStatus.choices, default=ChoiceStatus.WAITING)
    reserve_position = models.PositiveSmallIntegerField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True, help_text="When a late joiner was put last on the reserve list")
    reasons = models.JSONField(default=list, help_text="Codes with numbers: why in, why not")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "edition"], name="one_choice_per_application_and_edition"),
            models.UniqueConstraint(fields=["application", "preference"], name="one_choice_per_preference"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.edition_id}"


class Place(models.Model):
    """One seat of an edition in somebody's hands, or given back. A seat is held by one place at a time."""

    key = KeyField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="places")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="places")
    seat = models.PositiveSmallIntegerField(help_text="1 to capacity")
    status = models.CharField(max_length=10, choices=PlaceStatus.choices, default=PlaceStatus.OFFERED)
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField(help_text="The first moment too late")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the person said it, not when it was typed in")
    answered_how = models.CharField(max_length=8, choices=How.choices, blank=True)
    answered_by = models.CharField(max_length=200, blank=True, help_text="Who in the office took the answer; empty: the person")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Declined, expired or given back: free from then on")
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was given back")
    reminded_at = models.DateTimeField(null=True, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1, help_text="Raised by 'send me a new link': older links die")
    link_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "seat"], condition=Q(status__in=sorted(HOLDING)), name="one_holder_per_seat"
            ),
            models.UniqueConstraint(
                fields=["edition", "application"],
                condition=Q(status__in=sorted(HOLDING)),
                name="one_place_per_application_and_edition",
            ),
            models.CheckConstraint(condition=Q(seat__gte=1), name="seats_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.seat} {self.status}"

    @property
    def last_day(self) -> date:
        """The last day on which the offer can be answered, until midnight."""
        return last_moment_day(self.answer_by)

    def scope(self) -> Scope:
        """As its application."""
        return self.application.scope()


class Selection(models.Model):
    """The closed list of a call: frozen input with its hash, and why for everyone. Only `changes` and their annex come later."""

    key = KeyField()
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="selection")
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)
    input = models.JSONField(help_text="What the ranking was made from, by application code")
    input_hash = models.CharField(max_length=64)
    result = models.JSONField(help_text="Per application code: rank, outcome, reasons")
    changes = models.JSONField(default=dict, help_text="A long list: what would have changed it, by code, worked out afterwards")
    is_explained = models.BooleanField(default=True, help_text="Nobody waits for that any more")
    protocol = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annex = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="`changes` as a PDF",
    )

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.call.project_id)
