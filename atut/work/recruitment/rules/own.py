"""The applicant's one page: where an application stands, what is to be done next, and which days count."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus, PlaceStatus
from atut.work.recruitment.rules.places import last_moment_day


class Stage(TextChoices):
    """Where an application stands, in the words of the answer to “how does it stand?”."""

    WITHDRAWN = "withdrawn", _("This application has been withdrawn")
    REJECTED = "rejected", _("The conditions are not met")
    COMPLETE = "complete", _("Please complete your application")
    LATE = "late", _("The time to complete your application has passed")
    RECEIVED = "received", _("We have your application")
    CHECKED = "checked", _("You meet the conditions")
    DRAW = "draw", _("The draw comes next")
    OFFERED = "offered", _("There is a place for you")
    HELD = "held", _("The place is yours")
    ENROLLED = "enrolled", _("You are enrolled")
    RESERVE = "reserve", _("You are on the reserve list")
    GIVEN_UP = "given_up", _("You have no place any more")
    OUT = "out", _("There is no place for you in this call")


NEXT = {
    Stage.WITHDRAWN: _("Nothing is left to do. While the call is open you may apply again."),
    Stage.REJECTED: _("Do you see it otherwise? Phone the project office: it can look again until the list is closed."),
    Stage.COMPLETE: _("Send what is missing. It can be sent once."),
    Stage.LATE: _("The project office decides on the application as it is. You need not do anything."),
    Stage.RECEIVED: _("You need not do anything now. The office checks whether the conditions are met."),
    Stage.CHECKED: _("You need not do anything now. After the call closes we make the list and write to you, whatever the result."),
    Stage.DRAW: _("The list is frozen. A draw parts people with equal points; then we write to you, whatever the result."),
    Stage.OFFERED: _("Say whether you take the place. Without an answer it goes to somebody who waits for it."),
    Stage.HELD: _("You need not do anything now. The project office will write to you about the first meeting."),
    Stage.ENROLLED: _("You need not do anything here. Meetings stand in the message about your group and on your own page."),
    Stage.RESERVE: _("You need not do anything now. When a place comes free for you, we write at once."),
    Stage.GIVEN_UP: _("Nothing is left to do in this call."),
    Stage.OUT: _("Nothing is left to do in this call. Below you read why."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a stage follows from. `places`: status and first moment too late of each place had on this application."""

    application: str
    call: str
    places: Collection[tuple[str, datetime]] = ()
    has_reserve: bool = False
    complete_by: datetime | None = None


def stage(known: Known, *, at: datetime) -> Stage:
    """Where it stands. What asks for an answer goes before what is settled."""
    if known.application == ApplicationStatus.WITHDRAWN:
        return Stage.WITHDRAWN
    if known.application == ApplicationStatus.REJECTED:
        return Stage.REJECTED
    if known.application == ApplicationStatus.CORRECTION:
        is_late = known.complete_by is not None and at >= known.complete_by
        return Stage.LATE if is_late else Stage.COMPLETE
    if known.call == CallStatus.SELECTED and known.application == ApplicationStatus.ELIGIBLE:
        return _after_the_list(known, at)
    if known.call == CallStatus.FROZEN:
        return Stage.DRAW
    return Stage.CHECKED if known.application == ApplicationStatus.ELIGIBLE else Stage.RECEIVED


def _after_the_list(known: Known, at: datetime) -> Stage:
    had = {status for status, _answer_by in known.places}
    if any(status == PlaceStatus.OFFERED and at < answer_by for status, answer_by in known.places):
        return Stage.OFFERED
    if PlaceStatus.USED in had:
        return Stage.ENROLLED
    if PlaceStatus.CONFIRMED in had:
        return Stage.HELD
    if known.has_reserve:
        return Stage.RESERVE
    return Stage.GIVEN_UP if had else Stage.OUT


class Event(TextChoices):
    """What happens on a day that counts."""

    RECEIVED = "received", _("Application received")
    COMPLETE = "complete", _("To be completed until the end of")
    COMPLETED = "completed", _("Missing things supplied")
    CHECKED = "checked", _("Conditions checked and met")
    CLOSES = "closes", _("The call closes")
    DRAW = "draw", _("The public value of the draw is made")
    LISTED = "listed", _("The list was closed")
    ANSWER = "answer", _("Answer the offer until the end of")
    LAPSE = "lapse", _("The last open offers lapse at the end of")
    POOLS = "pools", _("Places kept for offices return to everybody")
    BEGINS = "begins", _("First day")
    APPEAL = "appeal", _("Appeals are taken until the end of")


UNTIL = frozenset({Event.COMPLETE, Event.ANSWER, Event.LAPSE, Event.APPEAL})  # half-open: the last day is what people ask for


@dataclass(frozen=True, slots=True)
class Day:
    """A day that counts, and of which edition where that is not plain."""

    event: Event
    when: datetime
    edition: str = ""

    @property
    def label(self) -> str:
        """What happens."""
        return f"{self.event.label} ({self.edition})" if self.edition else str(self.event.label)

    @property
    def in_words(self) -> str:
        """The last day of a term; the day and hour of anything else; the day alone where it begins at midnight."""
        if self.event in UNTIL:
            return _day(last_moment_day(self.when))
        local = clock.local(self.when)
        has_hour = self.event != Event.BEGINS and (local.hour or local.minute)
        return f"{_day(local.date())}, {local:%-H:%M}" if has_hour else _day(local.date())


def _day(day: date) -> str:
    return formats.date_format(day, "j E Y")


def position_in_words(position: int, ahead: int) -> str:
    """The published position, and how many of those before it still wait."""
    if ahead == 0:
        return gettext("Position %(position)s on the reserve list; nobody before you still waits.") % {"position": position}
    words = gettext("Position %(position)s on the reserve list; before you still wait: %(ahead)s.")
    return words % {"position": position, "ahead": ahead}
