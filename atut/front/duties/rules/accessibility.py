"""What an accessibility statement may say: the status follows from dated tests and open barriers, nobody writes it.

Act of 4.4.2019 on digital accessibility (Dz.U. 2023 poz. 1440) art. 10-11, model of Decision (EU) 2018/1523.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

YEAR = timedelta(days=365)
REVIEW_BY = (3, 31)  # art. 11


class Kind(TextChoices):
    """How a test was made."""

    MANUAL = "manual", _("by a person, with a keyboard and a screen reader")
    AUTOMATIC = "automatic", _("by a program")


class Outcome(TextChoices):
    """What a test found, as a whole."""

    PASSED = "passed", _("no barriers found")
    BARRIERS = "barriers", _("barriers found, most requirements are met")
    FAILED = "failed", _("most requirements are not met")


class Reason(TextChoices):
    """Why content is not accessible: the three headings of the model."""

    NONCOMPLIANCE = "noncompliance", _("does not meet the requirements, to be mended")
    BURDEN = "burden", _("excessive cost, assessed (art. 8)")
    EXEMPT = "exempt", _("outside the act (art. 3)")


class Status(TextChoices):
    """The three answers of the model."""

    FULL = "full", _("compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


class TesterUnnamed(Refused):
    """A manual test is the word of a person."""

    message = _("A test by a person counts with that person's name. Write who tested.")


class TestedTomorrow(Refused):
    """Nothing is tested in the future."""

    message = _("The day of the test, %(day)s, has not come yet. Write the day on which it was made.")


class BarriersUnnamed(Refused):
    """Found barriers are said."""

    message = _("The test found barriers, so write which: visitors read them in the statement.")


@dataclass(frozen=True, slots=True)
class Tested:
    """One test as the rule sees it."""

    kind: str
    tester: str
    outcome: str
    tested_on: date


def check_test(one: Tested, findings: str, today: date) -> None:
    """Refuse a record that would prove nothing."""
    if one.kind == Kind.MANUAL and not one.tester.strip():
        raise TesterUnnamed
    if one.tested_on > today:
        raise TestedTomorrow(day=one.tested_on)
    if one.outcome != Outcome.PASSED and not findings.strip():
        raise BarriersUnnamed


def proof(tests: Iterable[Tested], today: date) -> Tested | None:
    """The newest test by a named person that is under twelve months old."""
    named = [one for one in tests if one.kind == Kind.MANUAL and one.tester.strip() and today - one.tested_on < YEAR]
    return max(named, key=lambda one: one.tested_on, default=None)


def status(tests: Iterable[Tested], open_barriers: Iterable[str], today: date) -> Status:
    """Compliant only where a named person tested within twelve months and found nothing, and no barrier is open.

    Content outside the act is no barrier. Where nobody ever tested, or the newest test says that most is not met: not compliant.
    """
    known = sorted(tests, key=lambda one: one.tested_on)
    if not known or known[-1].outcome == Outcome.FAILED:
        return Status.NONE
    tested = proof(known, today)
    counted = [reason for reason in open_barriers if reason != Reason.EXEMPT]
    if tested and tested.outcome == known[-1].outcome == Outcome.PASSED and not counted:
        return Status.FULL
    return Status.PARTIAL


def review_due(reviewed_on: date | None, today: date) -> date | None:
    """The day by which the statement must be looked through this year; None when it has been."""
    if reviewed_on is not None and reviewed_on.year == today.year:
        return None
    return date(today.year, *REVIEW_BY)
