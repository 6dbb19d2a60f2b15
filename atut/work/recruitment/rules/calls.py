"""Calls: opening hours, places, the points list, the bound for age 45+, and all of it in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules.points import Criterion, must_stand_once
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.selection import rule_in_words


class Stage(TextChoices):
    """What a call is to somebody who wants to apply, at a moment."""

    DRAFT = "draft", _("Draft, not visible")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Takes applications")
    CLOSED = "closed", _("Closed, list in preparation")
    SELECTED = "selected", _("List closed")


class NotOpenYet(Refused):
    """Before the first moment."""

    message = _("This call opens on %(moment)s. Come back then: nothing can be sent earlier, so nobody gets ahead.")


class CallClosed(Refused):
    """At or after the first moment too late."""

    message = _("This call closed on %(moment)s, so the application was not taken. The project office knows of the next one.")


class NotPublished(Refused):
    """A draft is not a call yet."""

    message = _("This call is not published, so it takes no applications.")


class CallFrozen(Refused):
    """Publication freezes the rules: everybody applies under the same ones."""

    message = _("This call is published, so its rules cannot be changed: people have read them. Make a new call for what differs.")


class NotADraft(Refused):
    """Only what nobody has read can vanish."""

    message = _("This call is published, so it cannot be discarded: people have read it and may have applied.")


class NothingOpened(Refused):
    """No edition, no call."""

    message = _("This call opens no edition yet. Add at least one edition with places.")


class TextsMissing(Refused):
    """People must be able to read what they declare and how their data are used."""

    message = _("These texts are not published in the project yet: %(texts)s. Without them nobody can apply lawfully.")


class ClosesBeforeItOpens(Refused):
    """Hours the wrong way round."""

    message = _("The call would close before it opens. Put the closing later than the opening.")


class ClosesInThePast(Refused):
    """Published too late for anybody to apply."""

    message = _("The call would close in the past, so nobody could apply. Set a later closing.")


class TooManyPlaces(Refused):
    """All calls together may not give more places than an edition has."""

    message = _("%(edition)s has %(left)s places left for calls, and this call wants %(wanted)s. Lower the number of places.")


def stage(status: str, *, opens_at: datetime, closes_at: datetime, at: datetime) -> Stage:
    """What the call is now. Half-open: at the closing moment it is closed."""
    if status in (Stage.DRAFT, Stage.SELECTED):
        return Stage(status)
    if at < opens_at:
        return Stage.COMING
    return Stage.OPEN if at < closes_at else Stage.CLOSED


def must_be_open(status: str, *, opens_at: datetime, closes_at: datetime, at: datetime) -> None:
    """Refuse outside opening hours, with the hour that decides."""
    now = stage(status, opens_at=opens_at, closes_at=closes_at, at=at)
    if now == Stage.DRAFT:
        raise NotPublished
    if now == Stage.COMING:
        raise NotOpenYet(moment=local(opens_at))
    if now != Stage.OPEN:
        raise CallClosed(moment=local(closes_at))


def latest_birth_date(years: int, day: date) -> date:
    """Whoever was born on this day or earlier is `years` old on `day` (Civil Code art. 112, as `identifiers.age`)."""
    ahead = day + timedelta(days=1)  # born on 29 February counts on 28 February of a common year
    if day.month == 2 and ahead.month == 3:
        return date(day.year - years, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - years)


def must_be_a_draft(status: str) -> None:
    """Only a draft may be edited."""
    if status != Stage.DRAFT:
        raise CallFrozen


def must_be_discardable(status: str) -> None:
    """Only a draft may be thrown away; a published call stays, with whatever came of it."""
    if status != Stage.DRAFT:
        raise NotADraft


def must_fit(edition: str, *, wanted: int, capacity: int, given_elsewhere: int) -> None:
    """Places of all calls together stay within the edition's capacity."""
    left = max(capacity - given_elsewhere, 0)
    if wanted > left:
        raise TooManyPlaces(edition=edition, left=left, wanted=wanted)


def must_be_sound(*, opens_at: datetime, closes_at: datetime, lines: Iterable[Criterion]) -> None:
    """A call that can be kept: hours in order, each criterion once."""
    if closes_at <= opens_at:
        raise ClosesBeforeItOpens
    must_stand_once(lines)


@dataclass(frozen=True)
class Terms:
    """The rules of a call as values: what `in_words` tells and the selection keeps."""

    opens_at: datetime
    closes_at: datetime
    places: int
    editions: int
    answer_days: int
    regulation: Regulation


def _moment(moment: datetime) -> str:
    here = local(moment)
    return gettext("%(day)s, %(hour)s") % {"day": formats.date_format(here, "j E Y"), "hour": f"{here:%-H:%M}"}


def _points(line: Criterion) -> str:
    words = ngettext("%(label)s: %(count)s point.", "%(label)s: %(count)s points.", line.points)
    return words % {"label": text_in(line.label), "count": line.points}


def in_words(terms: Terms) -> list[str]:
    """The rules for a person to read, made from the data: on the form, in the receipt, in the protocol.

    People ask to see the rule of the list before they apply, not after (docs/decisions).
    """
    said = [
        gettext("Applications are taken from %(opens)s until %(closes)s. At the closing hour it is too late.")
        % {"opens": _moment(terms.opens_at), "closes": _moment(terms.closes_at)},
        gettext("“Earlier” means received earlier: here, at once; on paper, at the day and hour of the office's stamp."),
        gettext("You may apply if you work in an office of the partnership, are of age and declare that your data are true."),
        ngettext("There is %(count)s place.", "There are %(count)s places.", terms.places) % {"count": terms.places}
        + " "
        + ngettext("The call opens %(count)s edition.", "The call opens %(count)s editions.", terms.editions)
        % {"count": terms.editions},
    ]
    regulation = terms.regulation
    if regulation.has_points:
        said += [gettext("Points are given for:"), *[f"– {_points(line)}" for line in regulation.criteria]]
    said += rule_in_words(regulation)
    said.append(
        ngettext(
            "Whoever is offered a place has %(count)s full day to answer; then it goes to the next person.",
            "Whoever is offered a place has %(count)s full days to answer; then it goes to the next person.",
            terms.answer_days,
        )
        % {"count": terms.answer_days}
    )
    return said
