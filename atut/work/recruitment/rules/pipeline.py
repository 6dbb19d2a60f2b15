"""What the coordinator's list is cut by: the stage an application has reached, what it waits for, and when that is too long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.selection.rules.terms import Fact

PROMISED = timedelta(days=5)  # what the office promises for its own check; nobody waits longer for a superior either

# What the records of people say. Facts told freely for one application are not read to cut a list by.
READABLE = (Fact.WOMAN, Fact.MAN, Fact.AGE_45, Fact.GOPS, Fact.FIRST_SUPPORT)


class Step(TextChoices):
    """How far an application has come; the second half begins when the list is closed."""

    RECEIVED = "received", _("received")
    CHECKED = "checked", _("checked")
    ACCEPTED = "accepted", _("meet the conditions")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    OFFERED = "offered", _("place offered")
    CONFIRMED = "confirmed", _("place confirmed")
    RESERVE = "reserve", _("on the reserve list")
    DECLINED = "declined", _("place declined")
    EXPIRED = "expired", _("no answer in time")
    RELEASED = "released", _("place given back")


AFTER_SELECTION = (Step.OFFERED, Step.CONFIRMED, Step.RESERVE, Step.DECLINED, Step.EXPIRED, Step.RELEASED)


class Waits(TextChoices):
    """What an application waits for."""

    OFFICE = "office", _("the office")
    CHECK = "check", _("the check of conditions")
    DECISION = "decision", _("a decision: there are reasons against")
    SCORES = "scores", _("the committee's scores")
    DECLARED = "declared", _("the check of what was declared")
    CORRECTION = "correction", _("the person, to complete it")
    CONSENT = "consent", _("the superior's consent")
    IDENTITY = "identity", _("the decision whose number it is")
    ANSWER = "answer", _("the answer to an offer")


@dataclass(frozen=True, slots=True)
class Tally:
    """Applications of one status: all of them, those whose conditions were checked, those with a number in doubt."""

    all: int
    checked: int
    doubted: int


@dataclass(frozen=True, slots=True)
class Meant:
    """Which applications a step or a wait means: a list is cut by it, and what it counts is read from tallies by status."""

    statuses: frozenset[str]
    is_checked: bool | None = None  # None: either way
    is_doubted: bool = False  # no: either way

    def count(self, tallies: Mapping[str, Tally]) -> int:
        """How many of these there are."""
        return sum(self._of(tally) for status, tally in tallies.items() if status in self.statuses)

    def _of(self, tally: Tally) -> int:
        if self.is_doubted:
            return tally.doubted
        return {None: tally.all, True: tally.checked, False: tally.all - tally.checked}[self.is_checked]


_S = ApplicationStatus
_STANDING = frozenset(_S) - {_S.WITHDRAWN}
MEANT: Mapping[str, Meant] = {
    Step.RECEIVED: Meant(frozenset(_S)),
    Step.CHECKED: Meant(_STANDING, is_checked=True),
    Step.ACCEPTED: Meant(frozenset({_S.ELIGIBLE})),
    Step.REJECTED: Meant(frozenset({_S.REJECTED})),
    Step.WITHDRAWN: Meant(frozenset({_S.WITHDRAWN})),
    Waits.OFFICE: Meant(frozenset({_S.SUBMITTED})),
    Waits.CHECK: Meant(frozenset({_S.SUBMITTED}), is_checked=False),
    Waits.DECISION: Meant(frozenset({_S.SUBMITTED}), is_checked=True),
    Waits.CORRECTION: Meant(frozenset({_S.CORRECTION})),
    Waits.IDENTITY: Meant(_STANDING, is_doubted=True),
}


class Doubt(TextChoices):
    """What makes somebody look twice."""

    DOUBLE = "double", _("support in the same form is held")
    REPEATED = "repeated", _("a further form came")
    DIFFERS = "differs", _("the form differs from the record")


class Order(TextChoices):
    """How the list stands."""

    NEWEST = "", _("the newest first")
    OLDEST = "oldest", _("the oldest first")
    NAME = "name", _("by surname")
    POINTS = "points", _("most points first")
