"""Somebody who applies when the list is made: judged by the same regulation, and after everybody who is on it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus


class NoListYet(Refused):
    """Before the list is made everybody applies in time, or not at all."""

    message = _("The list of this call is not made yet, so nobody can be put after it. Close the list first.")


class LateAlone(Refused):
    """Two who want both or none are ranked together; after the list there is no ranking."""

    message = _("Somebody who is taken in after the list comes alone: leave the code of the other person empty.")


class LateForEnded(Refused):
    """No waiting for what has ended."""

    message = _("An edition on the form ended on %(day)s. Leave it out.")


def must_have_a_list(call_status: str) -> None:
    """Late is who comes after the list; before it there is only in time."""
    if call_status != CallStatus.SELECTED:
        raise NoListYet


def must_come_alone(pair: str) -> None:
    """No pair after the list."""
    if pair:
        raise LateAlone


def must_not_have_ended(last_days: list[date], *, today: date) -> None:
    """Whoever waits, waits for something to come."""
    for day in last_days:
        if day < today:
            raise LateForEnded(day=day)


def may_still_be_judged(*, is_late: bool, status: str) -> bool:
    """A late application is judged after the list, until it has been put on it."""
    return is_late and status != ApplicationStatus.ELIGIBLE
