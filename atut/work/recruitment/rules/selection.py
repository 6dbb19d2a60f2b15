"""The ranking and who gets a place: the rule that is published with the call and repeated in the protocol.

**Order.** Applicants who meet the conditions are ranked by points (more first), then by the moment the
application was received (earlier first), then by its number.

**Places.** The ranking is walked from the top. Each person gets the highest own choice that has a free place.

**Lower bound.** A call may reserve a share of its places for people aged 45 or more on its last day: at least
`percent` of all places opened, rounded up to whole places. A person does not get a place whose taking would make
the bound impossible for the people still waiting; then the next choice is tried. Possible means: the waiting people
aged 45+ can be matched to the free places of their choices (maximum bipartite matching, exact). Where the bound is
out of reach from the start, it is lowered to the largest number that can be matched, and the protocol says so.

**Reserve.** Who gets no place waits on the reserve list of every choice, in the order of the ranking.

It follows, and the tests check it against all possible assignments of small calls: the bound is met whenever it can
be met; nobody is left out for a lower-ranked person unless the bound forces it; more points never cost a place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock, identifiers
from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.regulation import Regulation

Reason = dict[str, Any]  # edition, code of Why, and numbers: what JSON keeps

AGE_OF_THE_BOUND = 45  # condition of the programme; the day of measuring is the call's last day


class CallStillOpen(Refused):
    """The list cannot be closed while applications may still come."""

    message = _("This call takes applications until %(moment)s. The list can be closed after that.")


class NotAllAssessed(Refused):
    """Somebody's application has not been looked at."""

    message = _("Still to be assessed: %(count)s. Assess every application first, so that nobody is left out by oversight.")


class Why(TextChoices):
    """Reasons kept in the data with their numbers; the words are made when shown, in the reader's language."""

    SELECTED = "selected", _("Selected")
    FULL = "full", _("All places taken")
    KEPT = "kept", _("Kept for the lower bound")
    HIGHER = "higher", _("Place in an edition wanted more")


WORDS = {
    Why.SELECTED: _("Position %(rank)s in the ranking with %(points)s points: a place was free."),
    Why.FULL: _(
        "All %(places)s places went to people higher in the ranking. The last of them has position %(last_rank)s and"
        " %(last_points)s points; here it is position %(rank)s and %(points)s points."
    ),
    Why.KEPT: _(
        "The places still free at position %(rank)s (%(points)s points) were kept for people aged 45 or more: the call gives"
        " them at least %(asked)s places."
    ),
    Why.HIGHER: _("There is a place in an edition that was wanted more."),
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the ranking knows about a person: nothing else may count."""

    code: str
    number: str
    points: int
    received_at: datetime
    is_45: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rule says for one person, and why: `passed` names each wanted edition that was not given."""

    rank: int
    edition: str | None
    passed: tuple[tuple[str, Why], ...] = ()
    reserve: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundKept:
    """The lower bound: asked for by the call, what could be reached at all, what was reached."""

    percent: int
    asked: int
    possible: int
    given: int

    @property
    def target(self) -> int:
        """What the walk had to reach: the bound, or the smallest lowering of it."""
        return min(self.asked, self.possible)

    @property
    def lowered_by(self) -> int:
        """How many places short of the bound any selection would be."""
        return self.asked - self.target


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole selection: a decision per code, in the order of the ranking."""

    decisions: Mapping[str, Decision]
    bound: BoundKept


def last_day(closes_at: datetime) -> date:
    """The last day on which the call took applications (a call that closes at midnight: the day before)."""
    return clock.local(closes_at - timedelta(microseconds=1)).date()


def counts_for_bound(birth_date: date | None, closes_at: datetime) -> bool:
    """Aged 45 or more on the call's last day. An unknown date of birth does not count."""
    return birth_date is not None and identifiers.age(birth_date, last_day(closes_at)) >= AGE_OF_THE_BOUND


def places_for_bound(percent: int, places: int) -> int:
    """So many places at least: the share of all places opened, rounded up."""
    return -(-percent * places // 100)


def must_be_closable(*, closes_at: datetime, unassessed: int, at: datetime) -> None:
    """The list is closed once: after the last day, when every application has been assessed."""
    if at < closes_at:
        raise CallStillOpen(moment=clock.local(closes_at))
    if unassessed:
        raise NotAllAssessed(count=unassessed)


def rank(applicants: Iterable[Applicant]) -> list[Applicant]:
    """The ranking: points, then received, then number. The order they come in does not matter."""
    return sorted(applicants, key=lambda a: (-a.points, a.received_at, _by_number(a.number)))


def _by_number(number: str) -> list[str | int]:
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", number)]


def most_matched(waiting: Sequence[Applicant], free: Mapping[str, int]) -> int:
    """How many of these people can have a free place of their choices at the same time (augmenting paths)."""
    holders: dict[str, list[Applicant]] = {edition: [] for edition in free}

    def seat(person: Applicant, tried: set[str]) -> bool:
        for edition in person.choices:
            if edition in tried or not free.get(edition):
                continue
            tried.add(edition)
            if len(holders[edition]) < free[edition]:
                holders[edition].append(person)
                return True
            for place, holder in enumerate(holders[edition]):
                if seat(holder, tried):
                    holders[edition][place] = person
                    return True
        return False

    return sum(seat(person, set()) for person in waiting)


@dataclass(slots=True)
class _Walk:
    """The state while the ranking is walked."""

    free: dict[str, int]
    waiting: dict[str, Applicant]  # aged 45+, without a place so far
    left: int  # places the bound still needs

    def leaves_bound_possible(self, person: Applicant, edition: str) -> bool:
        left = self.left - person.is_45
        if left <= 0:
            return True
        others = [one for one in self.waiting.values() if one.code != person.code]
        return most_matched(others, self.free | {edition: self.free[edition] - 1}) >= left

    def give(self, person: Applicant) -> tuple[str | None, tuple[tuple[str, Why], ...]]:
        """The highest choice that may be had, and why not each one above it."""
        passed: list[tuple[str, Why]] = []
        for edition in person.choices:
            if not self.free.get(edition):
                passed.append((edition, Why.FULL))
            elif not self.leaves_bound_possible(person, edition):
                passed.append((edition, Why.KEPT))
            else:
                self.free[edition] -= 1
                self.left -= person.is_45
                self.waiting.pop(person.code, None)
                return edition, tuple(passed)
        return None, tuple(passed)


def select(applicants: Iterable[Applicant], openings: Mapping[str, int], percent: int) -> Outcome:
    """Who gets which place and why, by the rule at the top of this file. `openings`: places by edition."""
    ranking = rank(applicants)
    waiting = {person.code: person for person in ranking if person.is_45}
    asked = places_for_bound(percent, sum(openings.values()))
    possible = most_matched(list(waiting.values()), openings)
    walk = _Walk(dict(openings), waiting, min(asked, possible))
    decisions: dict[str, Decision] = {}
    queues: dict[str, int] = dict.fromkeys(openings, 0)
    given = 0
    for position, person in enumerate(ranking, start=1):
        edition, passed = walk.give(person)
        reserve: dict[str, int] = {}
        if edition is None:
            for wanted in person.choices:
                queues[wanted] = queues.get(wanted, 0) + 1
                reserve[wanted] = queues[wanted]
        else:
            lower = person.choices[person.choices.index(edition) + 1 :]
            passed += tuple((other, Why.HIGHER) for other in lower)
            given += person.is_45
        decisions[person.code] = Decision(position, edition, passed, reserve)
    return Outcome(decisions, BoundKept(percent, asked, possible, given))


def reasons(outcome: Outcome, applicants: Iterable[Applicant], openings: Mapping[str, int]) -> dict[str, list[Reason]]:
    """For everyone and each wanted edition, in the order of wishes: the reason with the numbers behind it, as kept."""
    by_code = {one.code: one for one in applicants}
    last = {d.edition: (d.rank, by_code[code].points) for code, d in outcome.decisions.items() if d.edition}
    found = {}
    for code, decision in outcome.decisions.items():
        passed = dict(decision.passed)
        found[code] = [
            {
                "edition": edition,
                "code": passed.get(edition, Why.SELECTED).value,
                "rank": decision.rank,
                "points": by_code[code].points,
                "places": openings[edition],
                "last_rank": last.get(edition, (0, 0))[0],
                "last_points": last.get(edition, (0, 0))[1],
                "asked": outcome.bound.target,
            }
            for edition in by_code[code].choices
        ]
    return found


def in_words(kept: Mapping[str, Any]) -> str:
    """A kept reason as a sentence for its reader."""
    return str(WORDS[Why(kept["code"])] % kept)


def rule_in_words(regulation: Regulation) -> list[str]:
    """The rule as people read it: on the form, in mails, on lists and in the protocol. A call may give no points."""
    percent = regulation.share_of_45
    order = gettext("More points go first; with equal points, who applied earlier; then the lower application number.")
    if not regulation.has_points:
        order = gettext("Who applied earlier goes first; with the same moment, the lower application number.")
    sentences: list[str] = [
        order,
        gettext("Going down that order, everyone gets the highest own choice that still has a place."),
    ]
    if percent:
        kept = gettext("At least %(percent)s %% of all places are for people aged 45 or more on the call’s last day.")
        sentences.append(kept % {"percent": percent})
    sentences.append(gettext("Whoever gets no place waits on the reserve list of every choice, in the same order."))
    return sentences


def bound_expected(bound: BoundKept) -> str:
    """What would come of the lower bound if the list were closed now."""
    if not bound.asked:
        return gettext("This call has no lower bound.")
    words = gettext("People aged 45 or more would get: %(given)s. The call asks for: %(asked)s.")
    if bound.lowered_by:
        words += " " + gettext("More than %(possible)s is not possible: too few of them applied. The bound would be lowered.")
    return words % {"given": bound.given, "asked": bound.asked, "possible": bound.possible}


def bound_in_words(bound: BoundKept) -> str:
    """What the protocol says about the lower bound."""
    if not bound.asked:
        return gettext("This call has no lower bound.")
    kept = ngettext(
        "%(given)s place went to a person aged 45 or more; the call asked for %(asked)s.",
        "%(given)s places went to people aged 45 or more; the call asked for %(asked)s.",
        bound.given,
    ) % {"given": bound.given, "asked": bound.asked}
    if not bound.lowered_by:
        return kept
    why = gettext("More than %(possible)s was not possible: too few of them applied for these editions, so the bound was lowered.")
    return f"{kept} {why % {'possible': bound.possible}}"
