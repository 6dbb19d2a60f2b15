"""The regulation of a call ("regulamin rekrutacji") as data: frozen at publication, read by form, selection and protocol."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from atut.work.recruitment.rules.points import Criterion, criterion_from
from atut.work.selection.rules.terms import Amount, Bound, Fact, Pool, Ties, bound_from, pool_from

VERSION = 1


@dataclass(frozen=True)
class Regulation:
    """Everything a call decides by, beside its hours and places."""

    criteria: tuple[Criterion, ...] = ()
    bounds: tuple[Bound, ...] = ()
    pools: tuple[Pool, ...] = ()
    ties: str = Ties.RECEIPT
    most_places: int = 1

    @property
    def has_points(self) -> bool:
        """Does it give points at all?"""
        return bool(self.criteria)

    @property
    def share_of_45(self) -> int:
        """At least this share of all places for people aged 45 or more, in per cent; nought without such a bound."""
        wanted = (one.at_least for one in self.bounds if one.fact == Fact.AGE_45 and not one.office and not one.edition)
        return next((amount.value for amount in wanted if amount and amount.is_percent), 0)

    def as_data(self) -> dict[str, Any]:
        """As it is kept with the call."""
        return {
            "version": VERSION,
            "criteria": [line.as_data() for line in self.criteria],
            "bounds": [bound.as_data() for bound in self.bounds],
            "pools": [pool.as_data() for pool in self.pools],
            "ties": str(self.ties),
            "most_places": self.most_places,
        }


def regulation_from(data: Mapping[str, Any]) -> Regulation:
    """A regulation as kept."""
    return Regulation(
        criteria=tuple(criterion_from(line) for line in data.get("criteria", ())),
        bounds=tuple(bound_from(bound) for bound in data.get("bounds", ())),
        pools=tuple(pool_from(pool) for pool in data.get("pools", ())),
        ties=data.get("ties", Ties.RECEIPT),
        most_places=data.get("most_places", 1),
    )


def for_people_of_45(percent: int) -> tuple[Bound, ...]:
    """The bound most calls have: a share of all places for people aged 45 or more. None for nought."""
    return (Bound(fact=Fact.AGE_45, at_least=Amount(percent, is_percent=True)),) if percent else ()
