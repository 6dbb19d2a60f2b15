"""Kinds of support, states of an edition and the moves between them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text


class SupportKind(TextChoices):
    """The five forms of support of both founding projects."""

    TRAINING = "training", _("Training")
    COURSE = "course", _("Course")
    WORKSHOP = "workshop", _("Workshop")
    ADVISORY = "advisory", _("Advisory")
    POSTGRADUATE = "postgraduate", _("Postgraduate studies")


class EditionStatus(TextChoices):
    """A run of a form of support. The words are stored: never change them."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


E = EditionStatus
MOVES: dict[str, tuple[set[str], str]] = {
    "start_edition": ({E.PLANNED}, E.RUNNING),
    "finish_edition": ({E.RUNNING}, E.FINISHED),
    "cancel_edition": ({E.PLANNED}, E.CANCELLED),
}


class NotNow(Refused):
    """The edition's state does not allow this verb."""

    message = _("This edition is “%(status)s”, so this cannot be done. Open the edition to see what can.")


def after(verb: str, status: str) -> str:
    """The state after a verb; NotNow where it is not allowed."""
    allowed, target = MOVES[verb]
    if status not in allowed:
        raise NotNow(status=EditionStatus(status).label)
    return target


class PolishMissing(Refused):
    """Texts may be translated, never without Polish."""

    message = _("Write the title and every translated text in Polish too: other languages fall back on it.")


class CodeTaken(Refused):
    """One form of support per code and project."""

    message = _("The code “%(code)s” belongs to another form of support. Choose another one.")


class NumberTaken(Refused):
    """One edition per number and form."""

    message = _("Edition %(number)s of this form exists already. Choose another number.")


class FormInUse(Refused):
    """What a certificate rests on cannot change once somebody is being trained by it."""

    message = _(
        "An edition of this form has started, so its kind, hours, attendance and certificate stay as they are."
        " Add a new form of support for the new conditions."
    )


class NumbersWrong(Refused):
    """Minutes, percent and places have their bounds."""

    message = _("Give at least one hour of support and an attendance between 1 and 100 percent.")


class EndsBeforeStart(Refused):
    """The last day is before the first."""

    message = _("The edition cannot end on %(ends)s, before it starts on %(starts)s. Correct one of the days.")


class OutsideProject(Refused):
    """An edition lies within the project's period, or its cost is not eligible."""

    message = _("The edition must lie within the project: from %(first)s to %(last)s. Correct the days.")


class NoPlaces(Refused):
    """An edition needs at least one place."""

    message = _("An edition has at least one place. Correct the number.")


class PlacesInUse(Refused):
    """Capacity below the places that are offered, confirmed or used."""

    message = _("%(seats)s places of this edition are already offered or taken, so it cannot have fewer. Release places first.")


class PlacesPromised(Refused):
    """Capacity below what an announced call offers."""

    message = _(
        "An announced call offers %(seats)s places of this edition, and people read it, so the edition cannot have fewer until the"
        " list is made. If nobody has applied yet, call off the call and announce another one."
    )


class StillOffered(Refused):
    """An announced call still offers the edition that somebody wants to cancel."""

    message = _(
        "An announced call still offers %(seats)s places of this edition. If nobody has applied yet, call off the call first;"
        " otherwise close its list, then release the places, so that each person is told."
    )


class StillHeld(Refused):
    """People hold places in an edition that somebody wants to cancel."""

    message = _("%(seats)s people hold a place in this edition. Release their places first, so that each of them is told.")


class TooEarlyToStart(Refused):
    """Before the first day."""

    message = _("This edition starts on %(starts)s. If it really starts earlier, change the days first.")


class TooEarlyToFinish(Refused):
    """Before the last day."""

    message = _("This edition lasts until %(ends)s. If it really ended earlier, change the days first.")


class DatesFixed(Refused):
    """A finished or cancelled edition is history."""

    message = _("This edition is over, so it cannot be changed: certificates and reports rest on it.")


@dataclass(frozen=True)
class FormDetails:
    """What is typed about a form of support."""

    kind: str
    code: str
    title: Text
    planned_minutes: int
    subject_area: str = ""
    description: Text = field(default_factory=dict)
    outcomes: tuple[Text, ...] = ()
    required_percent: int = 80
    has_certificate: bool = True


@dataclass(frozen=True)
class EditionDetails:
    """What is typed about an edition. Without a number it gets the next one."""

    starts_on: date
    ends_on: date
    place: str
    capacity: int
    provider: str = ""
    number: int | None = None


FIXED_ONCE_STARTED = ("kind", "planned_minutes", "required_percent", "has_certificate")


def must_be_a_form(details: FormDetails) -> None:
    """Polish title; hours and attendance that make sense."""
    if not details.title.get("pl", "").strip():
        raise PolishMissing
    for text in (details.description, *details.outcomes):
        if any(text.values()) and not text.get("pl", "").strip():
            raise PolishMissing
    if details.planned_minutes < 60 or not 1 <= details.required_percent <= 100:
        raise NumbersWrong


def must_keep_what_was_promised(changed: set[str], *, has_started: bool) -> None:
    """Once an edition started, what its certificate rests on is fixed."""
    if has_started and changed & set(FIXED_ONCE_STARTED):
        raise FormInUse


def must_be_an_edition(details: EditionDetails, *, first: date, last: date) -> None:
    """Days in order and within the project (cost after its end is not eligible); at least one place."""
    if details.ends_on < details.starts_on:
        raise EndsBeforeStart(starts=details.starts_on, ends=details.ends_on)
    if details.starts_on < first or details.ends_on > last:
        raise OutsideProject(first=first, last=last)
    if details.capacity < 1:
        raise NoPlaces


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of an edition that somebody counts on: `held` are offered, confirmed or used, `promised` offered by announced calls."""

    held: int = 0
    promised: int = 0


def must_hold_everybody(capacity: int, seats: Seats) -> None:
    """Capacity never falls below the seats somebody counts on."""
    if capacity < seats.held:
        raise PlacesInUse(seats=seats.held)
    if capacity < seats.held + seats.promised:
        raise PlacesPromised(seats=seats.promised)


def must_be_empty(seats: Seats) -> None:
    """Nobody holds a place, and no announced call offers one."""
    if seats.held:
        raise StillHeld(seats=seats.held)
    if seats.promised:
        raise StillOffered(seats=seats.promised)


def must_be_changeable(status: str) -> None:
    """Planned and running editions may change."""
    if status in {E.FINISHED, E.CANCELLED}:
        raise DatesFixed


def must_have_begun(starts_on: date, *, today: date) -> None:
    """Not before its first day."""
    if today < starts_on:
        raise TooEarlyToStart(starts=starts_on)


def must_be_over(ends_on: date, *, today: date) -> None:
    """Not before its last day."""
    if today < ends_on:
        raise TooEarlyToFinish(ends=ends_on)


class Dated(Protocol):
    """What an edition tells of its state and days."""

    status: str
    starts_on: date
    ends_on: date


def is_due(edition: Dated, *, today: date) -> str:
    """The verb that its days ask for: start a planned one, finish a running one; "" while nothing is due."""
    if edition.status == E.PLANNED and edition.starts_on <= today:
        return "start_edition"
    if edition.status == E.RUNNING and edition.ends_on < today:
        return "finish_edition"
    return ""


def open_moves(edition: Dated, *, today: date) -> list[str]:
    """The verbs that the state and the days allow: the buttons of the screen."""
    early = {"start_edition": today < edition.starts_on, "finish_edition": today < edition.ends_on}
    return [verb for verb, (allowed, _target) in MOVES.items() if edition.status in allowed and not early.get(verb)]
