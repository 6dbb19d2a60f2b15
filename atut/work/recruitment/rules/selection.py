"""Closing the list: when it may be done, and whom a bound by age counts. Who gets in is decided in the room `selection`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock, identifiers
from atut.base.kernel.errors import Refused
from atut.work.selection.rules.terms import Applicant

AGE_OF_THE_BOUND = 45  # condition of the programme; the day of measuring is the call's last day


class CallStillOpen(Refused):
    """The list cannot be closed while applications may still come."""

    message = _("This call takes applications until %(moment)s. The list can be closed after that.")


class NotAllAssessed(Refused):
    """Somebody's application has not been looked at."""

    message = _("Still to be assessed: %(count)s. Assess every application first, so that nobody is left out by oversight.")


def last_day(closes_at: datetime) -> date:
    """The last day on which the call took applications (a call that closes at midnight: the day before)."""
    return clock.local(closes_at - timedelta(microseconds=1)).date()


def counts_for_bound(birth_date: date | None, closes_at: datetime) -> bool:
    """Aged 45 or more on the call's last day. An unknown date of birth does not count."""
    return birth_date is not None and identifiers.age(birth_date, last_day(closes_at)) >= AGE_OF_THE_BOUND


def together(applicants: Iterable[Applicant]) -> list[Applicant]:
    """Whoever came with somebody who is not among these stands alone."""
    here = {one.code: one for one in applicants}
    return [one if one.pair in here else replace(one, pair="") for one in here.values()]


def must_be_closable(*, closes_at: datetime, unassessed: int, at: datetime) -> None:
    """The list is closed once: after the last day, when every application has been assessed."""
    if at < closes_at:
        raise CallStillOpen(moment=clock.local(closes_at))
    if unassessed:
        raise NotAllAssessed(count=unassessed)
