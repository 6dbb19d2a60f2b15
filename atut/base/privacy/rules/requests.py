"""Kinds of texts and of requests; the closed words of the register of personal data."""

import calendar
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class TextKind(TextChoices):
    """What people declare or are told.

    Two clauses, because each beneficiary and the minister are separate controllers
    (act of 28.4.2022, Dz.U. 2022 poz. 1079, art. 88).
    """

    RULES = "rules", _("I know the rules of recruitment")
    TRUE_DATA = "true_data", _("My data are true")
    CLAUSE_BENEFICIARY = "clause_beneficiary", _("Information clause of the beneficiary")
    CLAUSE_MINISTER = "clause_minister", _("Information clause of the minister")
    PARTICIPATION = "participation", _("Declaration of participation")
    STATEMENT = "statement", _("Participant's statement")


class TextOfAnotherProject(Refused):
    """Texts are declared in their own project."""

    message = _("These declarations belong to another project. Open the form again and send it once more.")


def check_texts_belong(text_projects: Iterable[int], project_id: int | None) -> None:
    """Nobody declares another project's texts."""
    if any(owner != project_id for owner in text_projects):
        raise TextOfAnotherProject


class PersonUnknown(Refused):
    """Nobody with this key here."""

    message = _("Nobody in this project has the key %(key)s. Open the person's page and start the request from there.")


class RequestAnswered(Refused):
    """Answered before."""

    message = _("This request was answered on %(answered_at)s. Enter a new one if the person asked again.")


class WrongKind(Refused):
    """A copy is not an erasure."""

    message = _("This request asks for something else: “%(kind)s”. Nothing was changed.")


class ReceivedLater(Refused):
    """Not yet received."""

    message = _("The request cannot have been received in the future. Check the day.")


def answer_by(received_at: datetime) -> date:
    """One month to answer (GDPR art. 12(3)); the last day of a shorter month where the day is missing."""
    year, month = divmod(received_at.month, 12)
    year += received_at.year
    day = min(received_at.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


class HoldUnexplained(Refused):
    """A hold is explained."""

    message = _("Write why nothing may be deleted: which dispute, control or proceedings, with its number.")


class RecordsStay(Refused):
    """Not yet."""

    message = _("The years of keeping this project's records are not over, or somebody holds them. Nothing was deleted.")


class HoldLifted(Refused):
    """Lifted before."""

    message = _("This hold was lifted on %(lifted_at)s. Nothing was changed.")


YEAR_DAYS = 365.25


def kept_until(last_payment_on: date | None, days: int | None) -> date | None:
    """The last day on which a project's records stay; None: not known, nothing is deleted.

    The time runs from 31 December of the year of the last payment (Regulation (EU) 2021/1060 art. 82). A profile writes
    five years as 1826 days; whole years end on a 31 December however many leap years they hold.
    """
    if last_payment_on is None or days is None:
        return None
    years = round(days / YEAR_DAYS)
    if abs(days - years * YEAR_DAYS) < 1:
        return date(last_payment_on.year + years, 12, 31)
    return date(last_payment_on.year, 12, 31) + timedelta(days=days)


def check_request(*, kind: str, wanted: str, answered_at: datetime | None) -> None:
    """May this request be answered now, in this way?"""
    if answered_at is not None:
        raise RequestAnswered(answered_at=answered_at)
    if kind != wanted:
        raise WrongKind(kind=RequestKind(kind).label)


class RequestKind(TextChoices):
    """GDPR art. 15 and art. 17."""

    ACCESS = "access", _("Copy of the data")
    ERASURE = "erasure", _("Erasure")
