"""Committees with members, conflicts and sheets; accepted and signed protocols; appeals and the lists they led to."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q

from atut.base.accounts.models import User
from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.kernel.actors import Scope
from atut.base.kernel.crypto import EncryptedText
from atut.base.kernel.days import end_of
from atut.base.kernel.keys import KeyField
from atut.work.committee.rules.appeals import Status
from atut.work.committee.rules.members import Tie
from atut.work.committee.rules.signing import Kind
from atut.work.recruitment.models import Application, Call, Selection
from atut.work.recruitment.rules.regulation import Term


class Committee(models.Model):
    """The committee of one call."""

    key = KeyField()
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="committee")
    set_up_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.call.project_id)


class Member(models.Model):
    """Somebody who sits on a committee. Dismissed, never deleted: what was judged stays."""

    key = KeyField()
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    appointed_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True, help_text="When impartiality was declared")
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user"], condition=Q(dismissed_at=None), name="one_seat_per_committee_and_user"
            ),
            models.UniqueConstraint(
                fields=["committee"], condition=Q(dismissed_at=None, is_chair=True), name="one_chair_per_committee"
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    def scope(self) -> Scope:
        """As its committee."""
        return self.committee.scope()


class Conflict(models.Model):
    """A tie between a member and an applicant: the member neither sees nor judges that application."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=10, choices=Tie.choices)
    note = EncryptedText(blank=True)
    declared_by = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="one_conflict_per_member_and_application")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id}"


class Sheet(models.Model):
    """One member's scores of one application. Closed with the member's whole sheet; then it counts and stays."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict, help_text="Whole points per criterion: {code: points}")
    comment = EncryptedText(blank=True)
    saved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="one_sheet_per_member_and_application")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id}"


class Acceptance(models.Model):
    """A member has read the protocol with this SHA-256 and accepts it."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="acceptances")
    sha256 = models.CharField(max_length=64, help_text="Of the protocol's file")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "sha256"], name="one_acceptance_per_member_and_protocol")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.sha256[:8]}"


class SignedProtocol(models.Model):
    """The protocol as it was signed: the file, what was checked about it, and whose names its certificates bear."""

    key = KeyField()
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="signed")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, help_text="Of the protocol's file it is tied to")
    checked = models.JSONField(default=list, help_text="Codes of rules.signing.Checked")
    names = models.JSONField(default=list, help_text="Names in the certificates; not verified")
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]}"

    def scope(self) -> Scope:
        """As its committee."""
        return self.committee.scope()


class AppealTerm(models.Model):
    """The term for appeals of a closed list: everybody without a place was told at `told_at`."""

    key = KeyField()
    selection = models.OneToOneField(Selection, on_delete=models.PROTECT, related_name="appeal_term")
    told_at = models.DateTimeField()
    until = models.DateTimeField(help_text="The first moment too late")

    def __str__(self) -> str:
        return self.key

    @property
    def last_day(self) -> date:
        """The last day on which an appeal is in time."""
        return clock.local(self.until - timedelta(microseconds=1)).date()

    def scope(self) -> Scope:
        """Its project."""
        return self.selection.scope()


class Appeal(models.Model):
    """An appeal, its decision, and the list made again where it was upheld. What was frozen before is never changed."""

    key = KeyField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appeals")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.LODGED)
    lodged_at = models.DateTimeField(help_text="When it came; on paper, by the office's stamp")
    recorded_at = models.DateTimeField()
    register_number = models.CharField(max_length=60, blank=True, help_text="Paper: number in the office's register")
    grounds = EncryptedText()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = EncryptedText(blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True, help_text="All points after the appeal, where upheld")
    applied_at = models.DateTimeField(null=True, blank=True)
    input = models.JSONField(default=dict, help_text="The frozen list with the change")
    input_hash = models.CharField(max_length=64, blank=True)
    difference = models.JSONField(default=dict, help_text="Codes in and out, and what each wish became")
    protocol = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(status=Status.LODGED), name="one_waiting_appeal_per_application"
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def decide_by(self) -> datetime | None:
        """The first moment too late for the decision, where the rules of the call name a term."""
        regulation = self.application.call.rules
        if not regulation.decision_days:
            return None
        return end_of(self.lodged_at, regulation.decision_days, working=regulation.is_working(Term.DECISION))

    @property
    def last_day(self) -> date | None:
        """The last day for the decision."""
        return clock.local(self.decide_by - timedelta(microseconds=1)).date() if self.decide_by else None

    @property
    def decided_by_name(self) -> str:
        """Who decided, without the address."""
        return self.decided_by.partition(" <")[0]

    def scope(self) -> Scope:
        """As its application."""
        return self.application.scope()
