"""“Still possible?”: can what has been decided be completed by those who wait so that every lower bound is met?

One question with a yes or a no, and the answer is exact whichever way it is found:

- **yes** where no bound needs anybody any more; where the *witness* (a completion at hand) has the unit in that edition
  already; or where moving a few places of the witness makes it so (`witness`);
- **no** where the free places, or those who wait for them, are fewer than a bound needs; where the *proof* of an earlier no
  shows this one too (`proofs`); or where the same was a no before: what could not be completed cannot be completed later
  by fewer people. That holds for a unit that counts for no bound (whoever is in its place may as well be left out), for
  one that was left out in the end (it may change places with the other), and for one with the same wishes;
- otherwise **HiGHS** is asked. People who are the same to bounds, pools and editions are one column with a number.

A yes of HiGHS is checked by counting, and becomes the next witness.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from atut.work.selection.rules.programme import Asked, Group
from atut.work.selection.rules.proofs import Proof
from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.units import Profile, Unit
from atut.work.selection.rules.witness import Witness

PROOFS = 8  # of earlier no's, tried before HiGHS is asked
Key = tuple[Profile, frozenset[str]]


class Completion:
    """What has been decided, walking along the units, and one way to complete it."""

    def __init__(
        self,
        limits: Limits,
        units: Sequence[Unit],
        targets: tuple[int, ...] | None = None,
        given: Iterable[tuple[Profile, str]] = (),
    ) -> None:
        """Nobody walked past. `targets`: the lower bounds as they were lowered before; otherwise as little as is possible.

        `given`: places that others hold already.
        """
        self.limits, self.units = limits, units
        self.most, self.forms = limits.terms.most_places, limits.terms.forms
        self.decided, self.witness = Tally(limits), Witness(limits, units)
        for profile, edition in given:
            self.decided.add(profile, edition)
            self.witness.planned.add(profile, edition)
        self.refused: set[object] = set()
        self.proofs: deque[Proof] = deque(maxlen=PROOFS)
        self.alike: defaultdict[Key, list[int]] = defaultdict(list)
        self.supply: Counter[tuple[int, str]] = Counter()  # who waits for an edition, by the bound that counts them
        for place, unit in enumerate(units):
            self.alike[unit.profile, frozenset(unit.choices)].append(place)
            self._wait(unit, 1)
        self.witness.targets = limits.at_least if targets is None else targets
        self._lower()

    # -- walking ---------------------------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """Whose turn it is."""
        return self.witness.at

    @property
    def held(self) -> list[str]:
        """What the unit whose turn it is has got."""
        return self.witness.held

    @property
    def targets(self) -> tuple[int, ...]:
        """The lower bounds, lowered where they cannot all be met."""
        return self.witness.targets

    def stands_in_the_way(self, edition: str) -> bool:
        """Has the unit whose turn it is what excludes this edition: as many places as one may have, or one of the same form?"""
        return self.witness.stands_in_the_way(edition)

    def can(self, edition: str) -> bool:
        """Is this place still possible for the unit whose turn it is? The place must fit."""
        return self.could(self.at, edition)

    def take(self, edition: str) -> None:
        """Give the unit whose turn it is a place that is possible."""
        self.decided.add(self.units[self.at].profile, edition)
        self.witness.take(edition)

    def pass_on(self) -> None:
        """The next unit's turn."""
        unit = self.units[self.at]
        if not self.held and self.most == 1:
            self.refused |= {(unit.profile, edition) for edition in unit.choices}
        self._wait(unit, -1)
        for proof in self.proofs:
            proof.waiting -= proof.worth(unit.profile, unit.choices, self.most)
        self.witness.pass_on()

    def counts(self, unit: Unit) -> bool:
        """Does any lower bound count it?"""
        return any(self.targets[place] and weight for place, weight in enumerate(unit.weights))

    # -- the question ----------------------------------------------------------------------------------------

    def could(self, who: int, edition: str) -> bool:
        """The same for any unit that is undecided: could it have this place before everybody else who waits?"""
        unit = self.units[who]
        needs = self.needs_after(unit, edition)
        if not needs or edition in self.witness.of[who] or self.witness.rearrange(who, edition):
            return True
        held = frozenset(self.held) if who == self.at else frozenset()
        wide, narrow = (unit.profile, edition), (unit.profile, frozenset(unit.choices), held, edition)
        is_turn = who == self.at
        if is_turn and (wide in self.refused or narrow in self.refused):
            return False
        if not self._is_supplied(unit, edition, needs) or self._is_disproved(who, edition):
            return False
        if self._solved(who, edition):
            return True
        if is_turn:
            self.refused.add(narrow if self.counts(unit) else wide)
        return False

    def could_if_wanted(self, who: int, edition: str) -> bool:
        """The same for an edition the unit did not name; the witness is left as it was."""
        kept = [(one, edition) for one, editions in self.witness.of.items() for edition in editions]
        possible = self.could(who, edition)
        self.witness.clear()
        for one, place in kept:
            self.witness.plan(one, place)
        return possible

    def needs_after(self, unit: Unit, edition: str) -> dict[int, int]:
        """What each lower bound would still ask for."""
        bounds = self.limits.bounds_of[edition]
        lacks = self.decided.needs(self.targets)
        after = {place: lack - unit.weights[place] if place in bounds else lack for place, lack in lacks.items()}
        return {place: lack for place, lack in after.items() if lack > 0}

    def _is_supplied(self, unit: Unit, edition: str, needs: Mapping[int, int]) -> bool:
        """Are there, bound by bound, as many free places as are needed, and people who wait for them?"""
        for place, lack in needs.items():
            own = self.limits.terms.bounds[place].edition
            editions = [own] if own else self.limits.terms.openings
            free = ((one, self.decided.free(one) - (unit.size if one == edition else 0)) for one in editions)
            if sum(min(count, self.supply[place, one]) for one, count in free) < lack:
                return False
        return True

    def _is_disproved(self, who: int, edition: str) -> bool:
        """Does a proof of an earlier no show this one too? The one that did comes first next time."""
        unit = self.units[who]
        group = self._rest(who, edition)
        self.decided.add(unit.profile, edition)
        shows = None
        for proof in self.proofs:
            more = proof.worth(group.profile, group.editions, group.most) - proof.worth(unit.profile, unit.choices, self.most)
            if proof.shows_no(self.decided, self.targets, more):
                shows = proof
                break
        self.decided.remove(unit.profile, edition)
        if shows:
            self.proofs.remove(shows)
            self.proofs.appendleft(shows)
        return shows is not None

    def _wait(self, unit: Unit, sign: int) -> None:
        for edition in unit.choices:
            for place in self.limits.bounds_of[edition]:
                self.supply[place, edition] += sign * unit.weights[place]

    # -- HiGHS -----------------------------------------------------------------------------------------------

    def _solved(self, who: int, edition: str) -> bool:
        self.decided.add(self.units[who].profile, edition)
        asked = Asked(self.limits, self.decided, self.targets, self._groups(who, edition))
        found = asked.answer()
        self.decided.remove(self.units[who].profile, edition)
        if found is None:
            if proof := asked.proof():
                waiting = ((*key, places) for key, places in self.alike.items())
                proof.wait((one, wanted, self.most, len(places) - bisect_left(places, self.at)) for one, wanted, places in waiting)
                self.proofs.appendleft(proof)
            return False
        self.witness.replan([*found, ((who,), {edition: 1})])
        return True

    def _lower(self) -> None:
        """The lower bounds as they are, or lowered by the smallest sum: then bound by bound in their order."""
        if self.decided.needs(self.targets) and not self.witness.fill_greedily():
            self.witness.targets, found = Asked(self.limits, self.decided, self.targets, self._groups(None, "")).lowered()
            self.witness.replan(found)

    def _groups(self, who: int | None, edition: str) -> list[Group]:
        """Those who wait, the same to the terms together; apart from them the unit that is asked about."""
        begin = self.at if who == self.at else self.at - 1
        groups = []
        for (profile, choices), places in self.alike.items():
            members = [place for place in places[bisect_right(places, begin) :] if place != who]
            if members:
                groups.append(Group(profile, tuple(sorted(choices)), tuple(members), self.most))
        if who is not None:
            groups.append(self._rest(who, edition))
        return groups

    def _rest(self, who: int, edition: str) -> Group:
        """What the unit that is asked about may have beside this edition."""
        unit = self.units[who]
        has = [*(self.held if who == self.at else ()), edition]
        forms = {self.forms.get(one) for one in has} - {None}
        left = (one for one in unit.choices if one not in has and self.forms.get(one) not in forms)
        if who == self.at:  # wishes above this one have their answer, as all have before one that was not named
            below = unit.choices[unit.choices.index(edition) + 1 :] if edition in unit.choices else ()
            left = (one for one in left if one in below)
        return Group(unit.profile, tuple(left), (who,), self.most - len(has))
