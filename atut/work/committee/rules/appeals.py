"""Appeals: until when, what a decision needs, and the list made again with the change: who would be in or out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.appeals import Outcome
from atut.work.selection.rules.frozen import given, selected

LINK = "link-to-appeal:"


class Status(TextChoices):
    """An appeal, until the list follows it."""

    LODGED = "lodged", _("Waits for the decision")
    DISMISSED = "dismissed", _("Not upheld")
    UPHELD = "upheld", _("Upheld, the list waits for it")
    APPLIED = "applied", _("Upheld, in the list")


class NoAppeals(Refused):
    """The regulation gives none, or the term has not begun."""

    message = _(
        "No appeals are taken in this call now. Its rules say whether and when there are any; the project office knows more."
    )


class TooLate(Refused):
    """After the last moment."""

    message = _("Appeals were taken until %(moment)s, so this one came too late. Call the project office if it was not your fault.")


class NotYetSent(Refused):
    """A paper cannot come from the future, nor before the notice."""

    message = _("An appeal on paper comes after the notice of %(told)s and not in the future. Correct the day and hour.")


class AlreadyLodged(Refused):
    """One waits already."""

    message = _("An appeal about this application waits for the decision already. Nothing was added; the answer will come.")


class NothingToAppeal(Refused):
    """Withdrawn."""

    message = _("This application was withdrawn, so there is nothing to appeal against.")


class ReasonMissing(Refused):
    """A decision is explained."""

    message = _("Write the reason: the person reads it, and an auditor years later.")


class NotNow(Refused):
    """Somebody was faster."""

    message = _("This appeal is already “%(status)s”, so nothing was changed. Open the page again.")


class PointsWrong(Refused):
    """More than the call gives."""

    message = _("After the appeal there can be from 0 to %(most)s points in this call. Correct the number.")


class ScoredBefore(Refused):
    """Another panel, by the rules of the call."""

    message = _(
        "You scored this application, and by the rules of this call nobody who did decides on the appeal. Somebody else of the"
        " committee decides; where everybody scored it, the project office appoints a member for it."
    )


class BelowMinimum(Refused):
    """Not ranked with so few."""

    message = _(
        "With fewer than %(least)s points nobody is ranked in this call. Give at least so many, or do not uphold the appeal."
    )


class EarlierFirst(Refused):
    """One change after another."""

    message = _("The list changed after you saw this page. Look at the difference once more, then confirm.")


def must_be_in_time(until: datetime, *, told_at: datetime, lodged_at: datetime, at: datetime) -> None:
    """Refuse what comes too late, and papers of an impossible day."""
    if not told_at.replace(second=0, microsecond=0) <= lodged_at <= at:
        raise NotYetSent(told=clock.local(told_at))
    if lodged_at >= until:
        raise TooLate(moment=clock.local(until))


def must_be(status: str, wanted: Status) -> None:
    """Refuse a verb out of its turn."""
    if status != wanted:
        raise NotNow(status=Status(status).label)


def must_be_other_panel(*, is_required: bool, has_scored: bool) -> None:
    """Refuse whoever scored the application, where the rules want another panel."""
    if is_required and has_scored:
        raise ScoredBefore


def must_be_points(points: int | None, *, least: int, most: int) -> None:
    """Points of an upheld appeal: at most what the call gives, at least what it requires."""
    if points is not None and not 0 <= points <= most:
        raise PointsWrong(most=most)
    if points is not None and points < least:
        raise BelowMinimum(least=least)


def with_points(data: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen list with one applicant as the appeal leaves them: changed points, or one more who meets the conditions."""
    others = [one for one in data["applicants"] if one["code"] != entry["code"]]
    return {**data, "applicants": sorted([*others, dict(entry)], key=lambda one: str(one["code"]))}


@dataclass(frozen=True, slots=True)
class Difference:
    """Who would be in or out of which edition, by codes, and the new positions of the one who appealed."""

    comes_in: tuple[tuple[str, str], ...]
    goes_out: tuple[tuple[str, str], ...]
    rank: int
    editions: tuple[str, ...]
    reserve: Mapping[str, int]


NO_DIFFERENCE = Difference((), (), 0, (), {})


def difference(before: Mapping[str, Any], after: Mapping[str, Any], code: str, draw: Mapping[str, str] | None = None) -> Difference:
    """The list made twice by the published rule: as it was frozen, and with the change."""
    old, new = (given(selected(data, draw)) for data in (before, after))
    had = {(one, edition) for one, kept in old.items() for edition in kept["editions"]}
    has = {(one, edition) for one, kept in new.items() for edition in kept["editions"]}
    own = new[code]
    return Difference(tuple(sorted(has - had)), tuple(sorted(had - has)), own["rank"], tuple(own["editions"]), own["reserve"])


def told_in_words(outcome: str, edition: str) -> str:
    """What the appeal brought, for the person and for the paper beside the protocol."""
    words = {
        Outcome.OFFERED: gettext("%(edition)s: a place was free, and it is offered."),
        Outcome.ABOVE: gettext("%(edition)s: a place above the number of the call is offered; nobody lost one."),
        Outcome.FIRST: gettext(
            "%(edition)s: first on the reserve list; the next place that comes free is offered before all others."
        ),
        Outcome.MOVED: gettext("%(edition)s: the position on the reserve list follows from the new points."),
        Outcome.LATE: gettext(
            "%(edition)s: on the reserve list, after everybody who applied in time, because the application came after the list."
        ),
        Outcome.KEPT: gettext("%(edition)s: nothing changes; the place stays."),
        Outcome.SAME: gettext("%(edition)s: nothing changes here."),
    }
    return words[Outcome(outcome)] % {"edition": edition}


def rule_in_words() -> list[str]:
    """What happens to places after an appeal: published, so that nobody is surprised."""
    return [
        gettext("The list is made again by the same rule, from the same frozen data, with what the appeal changed."),
        gettext("Nobody loses a place that was offered or confirmed. Who would now be out keeps it."),
        gettext(
            "Who would now be in gets a free place; without one, a place above the number, if the edition has room;"
            " without room, the first position on the reserve list."
        ),
        gettext(
            "Whoever was taken in after the list was made stands after everybody who applied in time, also after an appeal; the"
            " list is not made again then."
        ),
    ]


def day(moment: datetime) -> str:
    """The last day, as people say it."""
    return str(formats.date_format(clock.local(moment - timedelta(microseconds=1)), "j E Y"))
