"""What would have changed it, for everyone without a place: exact, and true when it is tried.

**Points.** More points never cost a place (`walk`), so there is one position in the ranking from which on somebody gets
a place. Above it the decisions stay as they are; the question “still possible?” is asked there, by halves. The fewest
points that lead there are named, with the edition. Where equal points would do and only the tie decided, that is said.

**Another wish.** An edition that was not named, and in which a place was still possible at the own position. Named as a
last wish it leads to a place: where the decisions above stay as they are, it is possible; where somebody above would
now get more, that is so only because this person can take that place, and then gets it.

People who count for no lower bound are the same to the question in one edition, so it is asked once for all of them. Those
whom a bound counts are asked about by their wishes, so a long list is explained piece by piece, after it was closed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.work.selection.rules.completion import Completion
from atut.work.selection.rules.tally import Limits
from atut.work.selection.rules.terms import Applicant, Terms, Ties
from atut.work.selection.rules.units import Unit, standing, tie
from atut.work.selection.rules.walk import Outcome

AT_ONCE = 200  # people on a list that is explained while it is closed; a longer one takes minutes, so a job does it


class What(TextChoices):
    """What would have led to a place."""

    POINTS = "points", _("More points")
    TIE = "tie", _("The tie")
    PAIR = "pair", _("More points for the other one of the pair too")
    NOTHING = "nothing", _("Nothing in points alone")


@dataclass(frozen=True, slots=True)
class Change:
    """So many points more would have led to a place in this edition; so would the named editions, had they been wished."""

    what: What
    edition: str = ""
    points: int = 0
    before: datetime | None = None  # a receipt earlier than this would have done
    elsewhere: tuple[str, ...] = ()


@dataclass(slots=True)
class _Search:
    """Up to which position is this place possible? `last_yes` and `first_no` close in on it."""

    who: int
    edition: str
    first_no: int
    last_yes: int = -1

    @property
    def middle(self) -> int:
        return (self.last_yes + self.first_no) // 2


def to_explain(outcome: Outcome) -> list[str]:
    """The codes of those who got no place and whom something would have changed it for, in the order of the ranking."""
    return [one.code for place in _without(outcome) for one in outcome.units[place].members]


def is_short(outcome: Outcome) -> bool:
    """Can it be explained while it is closed?"""
    return len(outcome.units) <= AT_ONCE


def _without(outcome: Outcome) -> list[int]:
    return [place for place, unit in enumerate(outcome.units) if not unit.is_alone and not outcome.first_of(unit).editions]


def changes(outcome: Outcome, terms: Terms, only: Container[str] | None = None) -> dict[str, Change]:
    """What would have changed it, by code, for everyone who got no place; for a piece of them, where `only` names it."""
    limits, out = Limits(terms), _without(outcome)
    if only is not None:
        out = [place for place in out if any(one.code in only for one in outcome.units[place].members)]
    targets = tuple(bound.target for bound in outcome.bounds)
    first = Completion(limits, outcome.units, targets)
    counting = {place for place in out if first.counts(outcome.units[place])}
    searches = _searches(out, counting, outcome.units, terms)
    _close_in(list(searches.values()), limits, outcome)
    unnamed = _unnamed(counting, limits, outcome)
    found = {}
    for place in out:
        unit = outcome.units[place]
        own = {edition: searches[_key(unit, edition, counts=place in counting)].last_yes for edition in unit.choices}
        if place not in counting:
            others = (edition for edition in sorted(terms.openings) if edition not in unit.choices)
            unnamed[place] = tuple(one for one in others if searches[_key(unit, one, counts=False)].last_yes >= place)
        for member in unit.members:
            found[member.code] = _change(member, unit, own, unnamed[place], outcome.units, terms.ties)
    return found


def _key(unit: Unit, edition: str, *, counts: bool) -> object:
    return (unit.profile, edition, frozenset(unit.choices) if counts else None)


def _searches(out: Sequence[int], counting: set[int], units: Sequence[Unit], terms: Terms) -> dict[object, _Search]:
    """One search for all who are the same to it; the lowest of them waits the longest, so it stands for them."""
    found: dict[object, _Search] = {}
    for place in reversed(out):
        unit, counts = units[place], place in counting
        for edition in unit.choices if counts else terms.openings:
            key = _key(unit, edition, counts=counts)
            if key not in found:
                found[key] = _Search(place, edition, place + (edition not in unit.choices))
    return found


def _replayed(limits: Limits, outcome: Outcome) -> Iterator[Completion]:
    """The walk once more, with the decisions known: before each unit's turn."""
    completion = Completion(limits, outcome.units, tuple(bound.target for bound in outcome.bounds))
    for unit in outcome.units:
        yield completion
        for edition in outcome.first_of(unit).editions:
            completion.can(edition)
            completion.take(edition)
        completion.pass_on()


def _close_in(searches: Sequence[_Search], limits: Limits, outcome: Outcome) -> None:
    """Halve every search in one replay, until each stands between a yes and a no."""
    while open_ones := [one for one in searches if one.first_no - one.last_yes > 1]:
        at: defaultdict[int, list[_Search]] = defaultdict(list)
        for one in open_ones:
            at[one.middle].append(one)
        last = max(at)
        for place, completion in enumerate(_replayed(limits, outcome)):
            for one in at[place]:
                profile = outcome.units[one.who].profile
                if completion.decided.fits(profile, one.edition) and completion.could(one.who, one.edition):
                    one.last_yes = place
                else:
                    one.first_no = place
            if place == last:
                break


def _unnamed(counting: set[int], limits: Limits, outcome: Outcome) -> dict[int, tuple[str, ...]]:
    """For those whom a lower bound counts: editions not named, with a place at the own position."""
    found: dict[int, tuple[str, ...]] = {}
    for place, completion in enumerate(_replayed(limits, outcome)) if counting else ():
        unit = outcome.units[place]
        if place in counting:
            others = (edition for edition in sorted(limits.terms.openings) if edition not in unit.choices)
            fitting = (edition for edition in others if completion.decided.fits(unit.profile, edition))
            found[place] = tuple(edition for edition in fitting if completion.could_if_wanted(place, edition))
    return found


def _change(
    one: Applicant, unit: Unit, own: dict[str, int], elsewhere: tuple[str, ...], units: Sequence[Unit], ties: str
) -> Change:
    """From the last position that would have done to the points that lead there."""
    last = max(own.values(), default=-1)
    if last < 0:
        return Change(What.NOTHING, elsewhere=elsewhere)
    above = units[last].members[-1]
    ahead = [standing(member, ties) < standing(above, ties) for member in unit.members if member is not one]
    if not all(ahead) or standing(one, ties) < standing(above, ties):
        return Change(What.PAIR, _highest(own, last), elsewhere=elsewhere)
    more = above.points - one.points + (tie(one, ties) > tie(above, ties))
    raised = [standing(replace(member, points=member.points + more) if member is one else member, ties) for member in unit.members]
    position = bisect_right(units, max(raised), key=lambda other: standing(other.members[-1], ties))
    edition = _highest(own, position)
    if above.points > one.points:
        return Change(What.POINTS, edition, more, elsewhere=elsewhere)
    return Change(What.TIE, edition, more, above.received_at if ties == Ties.RECEIPT else None, elsewhere)


def _highest(own: dict[str, int], position: int) -> str:
    """The edition wanted most of those possible at this position."""
    return next(edition for edition, last in own.items() if last >= position)
