"""Counting: what the terms allow in whole places, and what has been given."""

from collections import Counter
from dataclasses import replace

from atut.work.selection.rules.terms import Terms
from atut.work.selection.rules.units import Profile


class Limits:
    """The terms in whole places: bounds by edition, pools by edition and office, what is left for everybody."""

    def __init__(self, terms: Terms) -> None:
        """Shares are of the places of the edition, or of the call."""
        self.terms = terms
        whole = sum(terms.openings.values())
        shared = [(one, terms.openings.get(one.edition, 0) if one.edition else whole) for one in terms.bounds]
        self.at_least = tuple(one.at_least.at_least(places) if one.at_least else 0 for one, places in shared)
        self.at_most = tuple(one.at_most.at_most(places) if one.at_most else None for one, places in shared)
        self.bounds_of = {
            edition: tuple(place for place, one in enumerate(terms.bounds) if one.edition in ("", edition))
            for edition in terms.openings
        }
        self.pools: dict[str, dict[str, int]] = {}
        self.sharing: dict[str, dict[str, str]] = {}  # by edition and office: under which office its pool stands
        for pool in terms.pools:
            of_edition = self.pools.setdefault(pool.edition, {})
            of_edition[pool.office] = of_edition.get(pool.office, 0) + pool.places
            shared_by = self.sharing.setdefault(pool.edition, {})
            for office in pool.offices:
                shared_by.setdefault(office, pool.office)
        self.common = {
            edition: max(places - sum(self.pools.get(edition, {}).values()), 0) for edition, places in terms.openings.items()
        }

    def pool_of(self, edition: str, office: str) -> str:
        """Under which office the pool of this office stands in an edition; itself where it shares none."""
        return self.sharing.get(edition, {}).get(office, office)

    def open_one_more(self, edition: str, *, beside: int) -> None:
        """As if one place more than those held there came free. The bounds stay as they are."""
        self.common[edition] += beside + 1 - self.terms.openings[edition]
        self.terms = replace(self.terms, openings={**self.terms.openings, edition: beside + 1})


class Tally:
    """Places given so far, by edition, by office where pools ask, and by bound."""

    def __init__(self, limits: Limits) -> None:
        """Nothing given yet."""
        self.limits = limits
        self.given: Counter[str] = Counter()
        self.of_office: Counter[tuple[str, str]] = Counter()
        self.beyond: Counter[str] = Counter()  # places of the common part: of other offices, or beyond the own pool
        self.counted = [0] * len(limits.terms.bounds)

    def free(self, edition: str) -> int:
        """Places nobody has."""
        return self.limits.terms.openings[edition] - self.given[edition]

    def has_room(self, profile: Profile, edition: str) -> bool:
        """As many free places as the unit takes."""
        return len(profile[1]) <= self.free(edition)

    def has_common_room(self, profile: Profile, edition: str) -> bool:
        """Are they places the unit may take, by the pools of offices?"""
        pools = self.limits.pools.get(edition)
        if not pools:
            return True
        wanted = Counter(self.limits.pool_of(edition, office) for office in profile[1])
        beyond = sum(max(count - self._left(edition, office), 0) for office, count in wanted.items())
        return self.beyond[edition] + beyond <= self.limits.common[edition]

    def _left(self, edition: str, office: str) -> int:
        pool = self.limits.pools[edition].get(office, 0)
        return max(pool - self.of_office[edition, office], 0)

    def too_many(self, profile: Profile, edition: str) -> tuple[int, ...]:
        """The upper bounds that one more such unit would break."""
        most, weights = self.limits.at_most, profile[0]
        return tuple(
            place
            for place in self.limits.bounds_of[edition]
            if weights[place] and (top := most[place]) is not None and self.counted[place] + weights[place] > top
        )

    def fits(self, profile: Profile, edition: str) -> bool:
        """Nothing but the lower bounds may be in the way."""
        room = self.has_room(profile, edition) and self.has_common_room(profile, edition)
        return room and not self.too_many(profile, edition)

    def add(self, profile: Profile, edition: str) -> None:
        """Give the unit its places."""
        weights, offices = profile
        self.given[edition] += len(offices)
        if edition in self.limits.pools:
            for office in offices:
                pool = self.limits.pool_of(edition, office)
                self.beyond[edition] += self._left(edition, pool) == 0
                self.of_office[edition, pool] += 1
        for place in self.limits.bounds_of[edition]:
            self.counted[place] += weights[place]

    def remove(self, profile: Profile, edition: str) -> None:
        """Take them back."""
        weights, offices = profile
        self.given[edition] -= len(offices)
        if edition in self.limits.pools:
            for office in offices:
                pool = self.limits.pool_of(edition, office)
                self.of_office[edition, pool] -= 1
                self.beyond[edition] -= self._left(edition, pool) == 0
        for place in self.limits.bounds_of[edition]:
            self.counted[place] -= weights[place]

    def needs(self, targets: tuple[int, ...]) -> dict[int, int]:
        """How many places each lower bound still asks for; met ones are left out."""
        return {place: lack for place, least in enumerate(targets) if (lack := least - self.counted[place]) > 0}
