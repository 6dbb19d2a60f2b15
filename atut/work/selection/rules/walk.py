"""Who gets which place and why: the rule that is published with the call and repeated in the protocol.

**Order.** Points (more first), then what the call says about ties: the earlier receipt, or the lower lot of a draw;
then the number. A pair that wants both places or none stands at its lower member.

**Lower bounds.** If all of them can be met together, they are; otherwise they are lowered by the smallest number of
places in all, and among those ways the one that spares the bounds in their published order. The protocol names it.

**Places.** The ranking is walked from the top. Each takes the highest own choices, up to the number one may have, that
are *still possible*: within places, pools of offices, upper bounds and one edition of a form of support, and so that
those who wait can still complete it with every lower bound met (`completion`).

**Reserve.** Whoever has fewer places than one may have waits on the reserve list of every choice not given, in the
order of the ranking.

It follows, and the tests check it against all possible assignments of small calls:

- Bounds are met whenever they can be met.
- Nobody is left out for somebody lower unless taking them would make a bound impossible.
- The order in which applications come in does not matter.
- More points never cost a place, nor the choice given: which assignments are allowed does not depend on the ranking, so
  whoever moves up finds the same decisions above the new position, and the old list is still one way to complete them
  with the old choice. A pair only moves up if its lower member does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.work.selection.rules.completion import Completion
from atut.work.selection.rules.tally import Limits
from atut.work.selection.rules.terms import Applicant, Bound, Terms
from atut.work.selection.rules.units import Unit, ranked


class Why(TextChoices):
    """Reasons kept in the data with their numbers; the words are made when shown, in the reader's language."""

    SELECTED = "selected", _("Selected")
    FULL = "full", _("All places taken")
    POOL = "pool", _("Kept for the pools of offices")
    MOST = "most", _("An upper bound is reached")
    KEPT = "kept", _("Kept for the lower bounds")
    HIGHER = "higher", _("Place in an edition wanted more")
    FORM = "form", _("Place in another edition of the same form of support")
    ALONE = "alone", _("The other one of the pair is not on the list")
    LATE = "late", _("Taken in after the list was made")


@dataclass(frozen=True, slots=True)
class Passed:
    """A wanted edition that was not given, and why; `bounds` are the places in the terms of the bounds in question."""

    edition: str
    why: Why
    bounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rule says for one person, and why: `passed` names each wanted edition that was not given."""

    rank: int
    editions: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    reserve: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundKept:
    """A bound: what the call asks for, what any selection could reach at most of it, what was given."""

    bound: Bound
    asked: int
    target: int
    most: int | None
    given: int

    @property
    def lowered_by(self) -> int:
        """How many places short of the lower bound any selection would be."""
        return self.asked - self.target

    @property
    def is_binding(self) -> bool:
        """Did it decide something: an upper bound that is reached, a lower one that is only just met or not met?"""
        return (self.most is not None and self.given >= self.most) or 0 < self.asked >= self.given


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole selection: a decision per code, in the order of the ranking."""

    decisions: Mapping[str, Decision]
    bounds: tuple[BoundKept, ...]
    units: tuple[Unit, ...]

    def first_of(self, unit: Unit) -> Decision:
        """The decision about a unit: the same for both of a pair but for their positions."""
        return self.decisions[unit.members[0].code]


def select(applicants: Iterable[Applicant], terms: Terms) -> Outcome:
    """Who gets which places and why, by the rule at the top of this file."""
    limits, units = Limits(terms), tuple(ranked(applicants, terms))
    completion = Completion(limits, units)
    decisions: dict[str, Decision] = {}
    queues = dict.fromkeys(terms.openings, 0)
    for unit in units:
        passed = _walked(completion, unit)
        held = tuple(completion.held)
        completion.pass_on()
        for member in unit.members:
            reserve = {}
            for one in passed if len(held) < terms.most_places else ():
                if one.why not in (Why.FORM, Why.ALONE):
                    queues[one.edition] += 1
                    reserve[one.edition] = queues[one.edition]
            decisions[member.code] = Decision(len(decisions) + 1, held, passed, reserve)
    ends = zip(terms.bounds, limits.at_least, completion.targets, limits.at_most, completion.decided.counted, strict=True)
    return Outcome(decisions, tuple(BoundKept(*end) for end in ends), units)


def _walked(completion: Completion, unit: Unit) -> tuple[Passed, ...]:
    """Give the unit what is possible; why not the rest."""
    if unit.is_alone:
        return tuple(Passed(edition, Why.ALONE) for edition in unit.members[0].choices)
    passed = []
    for edition in unit.choices:
        refusal = in_the_way(completion, unit, edition)
        if refusal:
            passed.append(refusal)
        else:
            completion.take(edition)
    return tuple(passed)


def in_the_way(completion: Completion, unit: Unit, edition: str) -> Passed | None:
    """Why the unit whose turn it is cannot have this place; None when it can."""
    if completion.stands_in_the_way(edition):
        is_form = len(completion.held) < completion.most
        return Passed(edition, Why.FORM if is_form else Why.HIGHER)
    decided = completion.decided
    if not decided.has_room(unit.profile, edition):
        return Passed(edition, Why.FULL)
    if not decided.has_common_room(unit.profile, edition):
        return Passed(edition, Why.POOL)
    if broken := decided.too_many(unit.profile, edition):
        return Passed(edition, Why.MOST, broken)
    if not completion.can(edition):
        return Passed(edition, Why.KEPT, tuple(sorted(completion.needs_after(unit, edition))))
    return None
