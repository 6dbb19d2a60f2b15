"""Why a completion is impossible, kept so that the next question need not be put to HiGHS again.

A *proof* gives every place and every bound a price in whole numbers. Whoever waits is worth at most what the dearest
allowed choices bring to the bounds less what the places cost; the free places are worth their prices. Where all that
together is less than what the bounds still need is worth, no selection whatever can meet them (weak duality of linear
programming; Chvátal, *Linear Programming*, 1983, ch. 5). Any prices prove what they prove: they come from HiGHS, and
the counting here is exact.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.units import Profile

Kind = tuple[Profile, frozenset[str], int]


@dataclass
class Proof:
    """Prices, and what all who wait are worth by them.

    By bound: `needs` (what a place that counts brings), `tops` (what it costs at an upper bound). By edition: `places`,
    `common` (beyond pools), and `pools` by office too.
    """

    limits: Limits
    needs: Mapping[int, int]
    tops: Mapping[int, int]
    places: Mapping[str, int]
    common: Mapping[str, int]
    pools: Mapping[tuple[str, str], int]
    waiting: int = 0
    known: dict[Kind, int] = field(default_factory=dict)

    def worth(self, profile: Profile, editions: Collection[str], most: int) -> int:
        """The most that a unit can bring with so many of these editions, one of a form of support."""
        kind = profile, frozenset(editions), most
        if kind not in self.known:
            best: dict[str, int] = {}
            for edition in kind[1]:
                form = self.limits.terms.forms.get(edition, f"{edition} by itself")
                best[form] = max(best.get(form, 0), self._brings(profile, edition))
            self.known[kind] = sum(sorted(best.values(), reverse=True)[: max(most, 0)])
        return self.known[kind]

    def wait(self, kinds: Iterable[tuple[Profile, Collection[str], int, int]]) -> None:
        """Count those who wait: profile, editions, places each may have, how many they are."""
        self.waiting += sum(number * self.worth(profile, editions, most) for profile, editions, most, number in kinds)

    def shows_no(self, decided: Tally, targets: tuple[int, ...], more: int) -> bool:
        """Is it impossible after what has been decided? `more`: what others than those counted are worth."""
        needed = sum(price * (targets[place] - decided.counted[place]) for place, price in self.needs.items())
        return needed > self.waiting + more + self._room(decided)

    def _brings(self, profile: Profile, edition: str) -> int:
        weights, offices = profile
        counted = self.limits.bounds_of[edition]
        brought = sum((self.needs.get(place, 0) - self.tops.get(place, 0)) * weights[place] for place in counted)
        return brought - sum(self._costs(edition, office) for office in offices)

    def _costs(self, edition: str, office: str) -> int:
        pool = self.limits.pool_of(edition, office)
        beside = self.pools.get((edition, pool), 0) if pool in self.limits.pools.get(edition, ()) else self.common.get(edition, 0)
        return self.places.get(edition, 0) + beside

    def _room(self, decided: Tally) -> int:
        """What the free places are worth, and what upper bounds leave."""
        room = sum(price * decided.free(edition) for edition, price in self.places.items())
        room += sum(price * (self.limits.common[edition] - decided.beyond[edition]) for edition, price in self.common.items())
        for (edition, office), price in self.pools.items():
            room += price * max(self.limits.pools[edition][office] - decided.of_office[edition, office], 0)
        for place, price in self.tops.items():
            room += price * ((self.limits.at_most[place] or 0) - decided.counted[place])
        return room
