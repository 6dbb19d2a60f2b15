"""The ledger of places: seats, the time to answer, and who is next when a place comes free.

Offered + taken + free = capacity, after any sequence of events. Taken: confirmed, or used by a group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.days import end_of
from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.moves import PlaceStatus
from atut.work.recruitment.rules.regulation import Regulation

REMIND_BEFORE = timedelta(days=1)
LINK_WAIT = timedelta(minutes=10)
MOST_LINKS = 6


class AnswerTooLate(Refused):
    """The answer came after the last moment: the place may already be somebody else's."""

    message = _("The time to answer ended on %(moment)s, and the place goes to the next person. Call the project office.")


class StillInTime(Refused):
    """An offer lapses at its last moment, not before."""

    message = _("This offer can be answered until %(moment)s, so it cannot lapse yet.")


class ToldOutOfTime(Refused):
    """The day of a telephone call cannot be before the offer or after now."""

    message = _("The answer cannot be given before the offer (%(offered)s) or in the future. Correct the day and hour.")


class NoFreePlace(Refused):
    """Every place is offered or taken."""

    message = _("All %(capacity)s places are offered or taken. When one comes free, the next person gets an offer.")


class NobodyNext(Refused):
    """Nobody on the reserve list may have it."""

    message = _("Nobody waits for this place: everyone on the reserve list has a place or has given this one back.")


class EditionOver(Refused):
    """No offers for what has ended."""

    message = _("This edition ends on %(day)s, so places in it are no longer offered.")


class LinkTooSoon(Refused):
    """A new link was asked for a moment ago, or too often."""

    message = _("A link was sent a short while ago. Look in your mailbox, also among unwanted mail, or call the project office.")


class How(TextChoices):
    """How an answer reached us."""

    LINK = "link", _("by the link from the e-mail")
    ACCOUNT = "account", _("in the person’s own account")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("on paper")
    PERSON = "person", _("in person, at the office")


class Passed(TextChoices):
    """Why somebody on the reserve list was not the one to get a freed place."""

    HOLDS = "holds", _("Has a place in another edition of this call.")
    HAD = "had", _("Had a place in this edition already and gave it back or let the time pass.")
    WITHDREW = "withdrew", _("Withdrew the application.")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer taken by the office: how it came and when it was given, which is what counts."""

    how: How
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody on a reserve list: position, why passed over."""

    code: str
    position: int
    passed: Passed | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The places of one edition. Every one of them is in exactly one column."""

    capacity: int
    offered: int
    taken: int
    free_seats: tuple[int, ...]

    @property
    def free(self) -> int:
        """Seats in nobody's hands."""
        return len(self.free_seats)

    @property
    def is_balanced(self) -> bool:
        """The invariant."""
        return self.offered + self.taken + self.free == self.capacity


def ledger(capacity: int, held: Iterable[tuple[int, str]]) -> Ledger:
    """Count an edition's places from the seats held and their status. A seat held twice, or beyond the capacity, shows."""
    held = list(held)
    offered = sum(status == PlaceStatus.OFFERED for _seat, status in held)
    seats = {seat for seat, _status in held}
    free = tuple(seat for seat in range(1, capacity + 1) if seat not in seats)
    return Ledger(capacity, offered, len(held) - offered, free)


def answer_by(offered_at: datetime, *, days: int, starts_on: date, working: bool = False) -> datetime:
    """The first moment too late: midnight in Warsaw after `days` full days, or working days.

    An offer of Monday noon with three days is open Tuesday, Wednesday and Thursday, to the end. It never
    outlasts the eve of the first meeting, unless the edition has begun.
    """
    end = end_of(offered_at, days, working=working)
    start = clock.at(starts_on)
    return min(end, start) if offered_at < start else end


def last_moment_day(answer_by: datetime) -> date:
    """The last day to answer, as people say it: an offer open until Friday 0:00 can be answered until Thursday."""
    return clock.local(answer_by - timedelta(microseconds=1)).date()


def must_be_in_time(answer_by: datetime, *, at: datetime) -> None:
    """Refuse an answer given at or after the first moment too late."""
    if at >= answer_by:
        raise AnswerTooLate(moment=clock.local(answer_by))


def must_have_lapsed(answer_by: datetime, *, at: datetime) -> None:
    """Refuse to let an offer lapse while it can be answered."""
    if at < answer_by:
        raise StillInTime(moment=clock.local(answer_by))


def must_be_told_between(offered_at: datetime, told_at: datetime, *, at: datetime) -> None:
    """Refuse a telephone call before the offer or in the future. The office tells minutes, so the offer's own minute counts."""
    if not offered_at.replace(second=0, microsecond=0) <= told_at <= at:
        raise ToldOutOfTime(offered=clock.local(offered_at))


def is_reminder_due(answer_by: datetime, *, offered_at: datetime, at: datetime) -> bool:
    """One day before the end, for offers that had more than that day."""
    from_moment = answer_by - REMIND_BEFORE
    return offered_at < from_moment <= at < answer_by


def must_wait_for_link(link_version: int, last_sent_at: datetime, *, at: datetime) -> None:
    """A new link each ten minutes, six in all: nobody's mailbox is flooded by a stranger with an old link."""
    if link_version >= MOST_LINKS or at < last_sent_at + LINK_WAIT:
        raise LinkTooSoon


def is_offered_by_itself(starts_on: date, *, is_planned: bool, today: date) -> bool:
    """A freed place goes on by itself until the day before the first meeting; later the office decides."""
    return is_planned and today < starts_on


def must_not_be_over(ends_on: date, *, today: date) -> None:
    """Refuse offers for an edition whose last day has passed."""
    if today > ends_on:
        raise EditionOver(day=ends_on)


def passed_over(*, is_withdrawn: bool, holds: bool, had: bool) -> Passed | None:
    """Why somebody on the reserve list cannot get the place now; None when nothing is in the way."""
    if is_withdrawn:
        return Passed.WITHDREW
    if holds:
        return Passed.HOLDS
    return Passed.HAD if had else None


def order_in_words(regulation: Regulation) -> list[str]:
    """How a freed place is given: shown with the reserve list and in the mail about it."""
    first = gettext("A place that comes free goes to the first person on this list who has no place in this call.")
    if regulation.most_places > 1:
        first = gettext("A place that comes free goes to the first person on this list who may have one more in this call.")
    sentences: list[str] = [first]
    if any(bound.at_least for bound in regulation.bounds):
        sentences.append(gettext("While a lower bound needs it, the first person whom that bound counts goes before."))
    if any(bound.at_most for bound in regulation.bounds):
        sentences.append(gettext("Whoever would break an upper bound is passed over."))
    if regulation.pairs:
        sentences.append(gettext("Two who want both or none wait for two places at once; one place goes past them."))
    if regulation.pools:
        sentences.append(gettext("Places kept for an office go to its people until the day on which they return to everybody."))
    return sentences
