"""Scores: what a member may give, when a sheet can be closed, and what the sheets come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules.points import Criterion


class NothingToScore(Refused):
    """The call has no criterion for its committee."""

    message = _("This call gives no points by its committee, so there is nothing to score.")


class OutOfRange(Refused):
    """More than the maximum, or not a criterion."""

    message = _("“%(label)s” takes whole points from 0 to %(most)s. Correct this score.")


class SheetClosed(Refused):
    """What is closed stays."""

    message = _("This score is on a closed sheet, so it stays. The result counts it as it was closed.")


class ClosedAlready(Refused):
    """A second click, or a second tab."""

    message = _("Your sheet was closed already, on %(moment)s. It counts as it was then, so nothing was changed.")


class StillOpenToApply(Refused):
    """The sheet would not be whole."""

    message = _("Applications may still come until %(moment)s. Score what is there; close the sheet after that.")


class NotAllScored(Refused):
    """A gap would count as nought."""

    message = _("Still without your score: %(codes)s. Score every application, so that none is left out by oversight.")


def must_be_in_range(lines: Iterable[Criterion], scores: Mapping[str, int]) -> None:
    """Refuse scores outside the list; a criterion may still be empty."""
    by_code = {line.code: line for line in lines}
    for code, points in scores.items():
        line = by_code.get(code)
        if line is None or not 0 <= points <= line.points:
            label = text_in(line.label) if line else code
            raise OutOfRange(label=label, most=line.points if line else 0)


def is_whole(lines: Iterable[Criterion], scores: Mapping[str, int]) -> bool:
    """Has every criterion a score?"""
    return all(line.code in scores for line in lines)


def must_be_closable(*, closes_at: datetime, unscored: Sequence[str], at: datetime) -> None:
    """Refuse to close a sheet while applications may come, or while some have no score."""
    if at < closes_at:
        raise StillOpenToApply(moment=clock.local(closes_at))
    if unscored:
        raise NotAllScored(codes=", ".join(unscored))


def must_not_be_closed(closings: Sequence[datetime | None]) -> None:
    """Refuse to close what is closed whole. Where an application came back to be judged, the sheet is open again."""
    if closings and all(closings):
        raise ClosedAlready(moment=clock.local(max(moment for moment in closings if moment)))


def points(scores: Sequence[int], weight: int) -> int:
    """The mean of the members' scores times the weight, rounded half up to whole points.

    Counted in whole numbers, so the same on every machine: 7 and 8 give 8; 7, 7 and 8 give 7; with weight 2 the
    mean 7.5 gives 15.
    """
    return (2 * sum(scores) * weight + len(scores)) // (2 * len(scores))


def results(lines: Iterable[Criterion], sheets: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Points per criterion from the closed sheets of one application."""
    return {line.code: points([sheet[line.code] for sheet in sheets], line.weight) for line in lines}


def rule_in_words() -> str:
    """How the committee's points come about: on the sheet, on the committee's page, in the protocol of its work."""
    return gettext(
        "Each member scores alone. The points are the mean of the members' scores times the weight, rounded to whole points,"
        " a half upwards."
    )
