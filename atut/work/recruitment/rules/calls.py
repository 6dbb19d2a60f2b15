"""Calls: opening hours, places, publication, and the terms people apply under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Fault


class Stage(TextChoices):
    """What a call is to somebody who wants to apply, at a moment."""

    DRAFT = "draft", _("Draft, not visible")
    COMING = "coming", _("Opens soon")
    OPEN = "open", _("Takes applications")
    CLOSED = "closed", _("Closed, list in preparation")
    SELECTED = "selected", _("List closed")
    WITHDRAWN = "withdrawn", _("Called off")


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


class CallWithdrawn(Refused):
    """Called off: nobody can apply."""

    message = _("This call was called off, so the application was not taken. The project office knows of the next one.")


class PeopleApplied(Refused):
    """Whoever applied has a claim to an answer by the published rules."""

    message = _(
        "%(count)s people have applied, and each has to be answered by the rules they read, so the call cannot be called off. Close"
        " its list, or let those withdraw who wish to."
    )


class SectionChanged(Refused):
    """Two tabs, or two people, in one section."""

    message = _(
        "Somebody saved this section after you had opened it, so yours was not saved. What you typed stands below. Compare it with"
        " what is saved now; if yours is right, save once more."
    )


class NotADraft(Refused):
    """Only what nobody has read can vanish."""

    message = _("This call is published, so it cannot be discarded: people have read it and may have applied.")


class NothingOpened(Fault):
    """No edition, no call."""

    message = _("This call opens no edition yet. Add at least one edition with places.")


class TextsMissing(Fault):
    """People must be able to read what they declare and how their data are used."""

    message = _("These texts are not published in the project yet: %(texts)s. Without them nobody can apply lawfully.")


class ClosesBeforeItOpens(Fault):
    """Hours the wrong way round."""

    message = _("The call would close before it opens. Put the closing later than the opening.")


class ClosesInThePast(Fault):
    """Published too late for anybody to apply."""

    message = _("The call would close in the past, so nobody could apply. Set a later closing.")


class TooManyPlaces(Fault):
    """All calls together may not give more places than an edition has."""

    message = _("%(edition)s has %(left)s places left for calls, and this call wants %(wanted)s. Lower the number of places.")


def stage(status: str, *, opens_at: datetime, closes_at: datetime, at: datetime) -> Stage:
    """What the call is now. Half-open: at the closing moment it is closed."""
    if status in (Stage.DRAFT, Stage.SELECTED, Stage.WITHDRAWN):
        return Stage(status)
    if status == CallStatus.FROZEN:
        return Stage.CLOSED
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
    if now == Stage.WITHDRAWN:
        raise CallWithdrawn
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


def must_be_as_seen(mark: str, seen: str) -> None:
    """Refuse to write over what the writer has not seen."""
    if mark != seen:
        raise SectionChanged


def must_be_discardable(status: str) -> None:
    """Only a draft may be thrown away; a published call stays, with whatever came of it."""
    if status != Stage.DRAFT:
        raise NotADraft


def must_have_no_applicants(count: int) -> None:
    """A published call may be called off until somebody has applied."""
    if count:
        raise PeopleApplied(count=count)


def must_fit(edition: str, *, wanted: int, capacity: int, given_elsewhere: int) -> None:
    """Places of all calls together stay within the edition's capacity."""
    left = max(capacity - given_elsewhere, 0)
    if wanted > left:
        raise TooManyPlaces(edition=edition, left=left, wanted=wanted)


@dataclass(frozen=True)
class Terms:
    """The rules of a call as values. `openings` are places by the key of the edition; `names` say which edition or office."""

    opens_at: datetime
    closes_at: datetime
    openings: Mapping[str, int]
    answer_days: int
    regulation: Regulation
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> int:
        """Places of all editions together."""
        return sum(self.openings.values())
