"""The order: who stands where. A unit is one person, or a pair of whom each wants a place only together with the other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from atut.work.selection.rules.terms import Applicant, Terms, Ties

Profile = tuple[tuple[int, ...], tuple[str, ...]]  # how often each bound counts the unit; its offices where pools ask


@dataclass(frozen=True, slots=True)
class Unit:
    """Who gets the same places or none: the members in their order, what they may get, what the terms look at."""

    members: tuple[Applicant, ...]
    choices: tuple[str, ...]
    profile: Profile
    is_alone: bool = False  # wants no place without somebody who is not on the list: so gets none

    @property
    def size(self) -> int:
        """Places it takes."""
        return len(self.members)

    @property
    def weights(self) -> tuple[int, ...]:
        """How often each bound counts it, by the place of the bound."""
        return self.profile[0]


def standing(one: Applicant, ties: str) -> tuple[Any, ...]:
    """Where somebody stands: points, then the lot where ties are drawn, then receipt, then number. Less is higher."""
    return (-one.points, *tie(one, ties))


def tie(one: Applicant, ties: str) -> tuple[Any, ...]:
    """What decides between equal points."""
    by_number = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"([0-9]+)", one.number) if part]
    return (one.lot if ties == Ties.DRAW else "", one.received_at, by_number, one.code)


def ranked(applicants: Iterable[Applicant], terms: Terms) -> list[Unit]:
    """The ranking of units; a pair stands at its lower member. The order applicants come in does not matter."""
    order = sorted(applicants, key=lambda one: standing(one, terms.ties))
    known = {one.code: one for one in order}
    units = []
    for one in order:  # a pair is met twice: the second time is its lower member
        other = known.get(one.pair)
        if other is None or other.pair != one.code or other is one:
            units.append(_unit((one,), terms, is_alone=bool(one.pair)))
        elif standing(other, terms.ties) < standing(one, terms.ties):
            units.append(_unit((other, one), terms))
    return units


def alone(one: Applicant, terms: Terms) -> Unit:
    """Somebody by oneself, as bounds and pools count."""
    return _unit((one,), terms)


def _unit(members: tuple[Applicant, ...], terms: Terms, *, is_alone: bool = False) -> Unit:
    shared = set.intersection(*({*one.choices} for one in members))
    choices = tuple(edition for edition in dict.fromkeys(members[-1].choices) if edition in shared and edition in terms.openings)
    pooled = {office for pool in terms.pools for office in pool.offices}
    weights = tuple(sum(bound.counts(one) for one in members) for bound in terms.bounds)
    offices = tuple(sorted(one.office if one.office in pooled else "" for one in members))
    return Unit(members, () if is_alone else choices, (weights, offices), is_alone)
