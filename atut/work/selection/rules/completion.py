"""“Still possible?”: can what has been decided be completed by those who wait so that every lower bound is met?

One question with a yes or a no, and the answer is exact whichever way it is found:

- **yes** where no bound needs anybody any more; where the *witness* (a completion at hand) has the unit in that edition
  already; or where moving a few places of the witness makes it so;
- **no** where the free places, or those who wait for them, are fewer than a bound needs; or where the same was a no before:
  what could not be completed cannot be completed later by fewer people. That holds for a unit that counts for no bound
  (whoever is in its place may as well be left out), for one that was left out in the end (it may change places with the
  other), and for one with the same wishes;
- otherwise **HiGHS** is asked. People who are the same to bounds, pools and editions are one column with a number.

A yes of HiGHS is checked by counting, and becomes the next witness.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from atut.work.selection.rules.programme import Asked, Group
from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.units import Profile, Unit

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
        self.decided, self.planned = Tally(limits), Tally(limits)
        for profile, edition in given:
            self.decided.add(profile, edition)
            self.planned.add(profile, edition)
        self.at = 0
        self.held: list[str] = []
        self.witness: defaultdict[int, set[str]] = defaultdict(set)
        self.placed: defaultdict[str, set[int]] = defaultdict(set)  # the witness by edition
        self.refused: set[object] = set()
        self.alike: defaultdict[Key, list[int]] = defaultdict(list)
        self.supply: Counter[tuple[int, str]] = Counter()  # who waits for an edition, by the bound that counts them
        for place, unit in enumerate(units):
            self.alike[unit.profile, frozenset(unit.choices)].append(place)
            self._wait(unit, 1)
        self.targets = limits.at_least if targets is None else targets
        self.targets = self._lowered()

    # -- walking ---------------------------------------------------------------------------------------------

    def stands_in_the_way(self, edition: str) -> bool:
        """Has the unit what excludes this edition: as many places as one may have, or one of the same form?"""
        form = self.forms.get(edition)
        return len(self.held) >= self.most or any(form is not None and self.forms.get(one) == form for one in self.held)

    def can(self, edition: str) -> bool:
        """Is this place still possible for the unit whose turn it is? The place must fit."""
        return self.could(self.at, edition)

    def take(self, edition: str) -> None:
        """Give the unit whose turn it is a place that is possible."""
        unit = self.units[self.at]
        self.decided.add(unit.profile, edition)
        self.held.append(edition)
        if edition in self.witness[self.at]:
            self._forget(self.at, edition)
        else:  # the bounds need nobody any more
            self.planned.add(unit.profile, edition)

    def pass_on(self) -> None:
        """The next unit's turn."""
        unit = self.units[self.at]
        if not self.held and self.most == 1:
            self.refused |= {(unit.profile, edition) for edition in unit.choices}
        for edition in list(self.witness.pop(self.at, ())):  # only where the bounds need nobody any more
            self.placed[edition].discard(self.at)
            self.planned.remove(unit.profile, edition)
        self._wait(unit, -1)
        self.at, self.held = self.at + 1, []

    def counts(self, unit: Unit) -> bool:
        """Does any lower bound count it?"""
        return any(self.targets[place] and weight for place, weight in enumerate(unit.weights))

    # -- the question ----------------------------------------------------------------------------------------

    def could(self, who: int, edition: str) -> bool:
        """The same for any unit that is undecided: could it have this place before everybody else who waits?"""
        unit = self.units[who]
        needs = self.needs_after(unit, edition)
        if not needs or edition in self.witness[who] or self._rearranged(who, edition):
            return True
        held = frozenset(self.held) if who == self.at else frozenset()
        wide, narrow = (unit.profile, edition), (unit.profile, frozenset(unit.choices), held, edition)
        is_turn = who == self.at
        if is_turn and (wide in self.refused or narrow in self.refused):
            return False
        if not self._is_supplied(unit, edition, needs):
            return False
        if self._solved(who, edition):
            return True
        if is_turn:
            self.refused.add(narrow if self.counts(unit) else wide)
        return False

    def could_if_wanted(self, who: int, edition: str) -> bool:
        """The same for an edition the unit did not name; the witness is left as it was."""
        kept = [(one, edition) for one, editions in self.witness.items() for edition in editions]
        possible = self.could(who, edition)
        self._clear()
        for one, place in kept:
            self._plan(one, place)
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

    # -- the witness -----------------------------------------------------------------------------------------

    def _rearranged(self, who: int, edition: str) -> bool:
        """Put the unit into the witness, moving at most one other; unchanged where that is not enough."""
        profile = self.units[who].profile
        dropped = self._excluded(who, edition)
        for one in dropped:
            self._forget(who, one, also_planned=True)
        if self.planned.fits(profile, edition):
            self._plan(who, edition)
            if not self.planned.needs(self.targets):
                return True
            self._forget(who, edition, also_planned=True)
        elif any(self._instead_of(other, who, edition) for other in self._one_of_each_kind(edition, who)):
            return True
        for one in dropped:
            self._plan(who, one)
        return False

    def _excluded(self, who: int, edition: str) -> list[str]:
        """What the unit cannot have in the witness beside this edition."""
        form, own = self.forms.get(edition), sorted(self.witness[who])
        out = [one for one in own if form is not None and self.forms.get(one) == form]
        kept = [one for one in own if one not in out]
        room = self.most - 1 - (len(self.held) if who == self.at else 0)
        return out + kept[max(room, 0) :]

    def _one_of_each_kind(self, edition: str, who: int) -> Iterator[int]:
        seen = set()
        for other in sorted(self.placed[edition]):
            unit = self.units[other]
            kind = (unit.profile, unit.choices, frozenset(self.witness[other]))
            if other != who and kind not in seen:
                seen.add(kind)
                yield other

    def _instead_of(self, other: int, who: int, edition: str) -> bool:
        unit, mover = self.units[who], self.units[other]
        self._forget(other, edition, also_planned=True)
        if self.planned.fits(unit.profile, edition):
            self._plan(who, edition)
            if not self.planned.needs(self.targets):
                return True
            free = (one for one in mover.choices if one != edition and self._may_move(other, one))
            for one in free:
                self._plan(other, one)
                if not self.planned.needs(self.targets):
                    return True
                self._forget(other, one, also_planned=True)
            self._forget(who, edition, also_planned=True)
        self._plan(other, edition)
        return False

    def _may_move(self, other: int, edition: str) -> bool:
        if other == self.at and (edition in self.held or self.stands_in_the_way(edition)):
            return False
        taken = self.witness[other]
        return edition not in taken and not self._excluded(other, edition) and self.planned.fits(self.units[other].profile, edition)

    def _plan(self, who: int, edition: str) -> None:
        self.witness[who].add(edition)
        self.placed[edition].add(who)
        self.planned.add(self.units[who].profile, edition)

    def _forget(self, who: int, edition: str, *, also_planned: bool = False) -> None:
        self.witness[who].discard(edition)
        self.placed[edition].discard(who)
        if also_planned:
            self.planned.remove(self.units[who].profile, edition)

    def _clear(self) -> None:
        for who, editions in list(self.witness.items()):
            for edition in list(editions):
                self._forget(who, edition, also_planned=True)

    def _wait(self, unit: Unit, sign: int) -> None:
        for edition in unit.choices:
            for place in self.limits.bounds_of[edition]:
                self.supply[place, edition] += sign * unit.weights[place]

    # -- HiGHS -----------------------------------------------------------------------------------------------

    def _solved(self, who: int, edition: str) -> bool:
        self.decided.add(self.units[who].profile, edition)
        found = Asked(self.limits, self.decided, self.targets, self._groups(who, edition)).answer()
        self.decided.remove(self.units[who].profile, edition)
        if found is None:
            return False
        self._replan([*found, ((who,), {edition: 1})])
        return True

    def _lowered(self) -> tuple[int, ...]:
        """The lower bounds as they are, or lowered by the smallest sum: then bound by bound in their order."""
        if not self.decided.needs(self.targets) or self._replan_greedily():
            return self.targets
        asked = Asked(self.limits, self.decided, self.targets, self._groups(None, ""))
        targets, found = asked.lowered()
        self._replan(found)
        return targets

    def _replan_greedily(self) -> bool:
        """Everybody who counts for what is needed takes the first place that fits: often enough for all bounds."""
        needs = self.planned.needs(self.targets)
        for who, unit in enumerate(self.units):
            if not needs:
                return True
            for edition in unit.choices:
                helps = any(unit.weights[place] and place in needs for place in self.limits.bounds_of[edition])
                if helps and not self._excluded(who, edition) and self.planned.fits(unit.profile, edition):
                    self._plan(who, edition)
                    needs = self.planned.needs(self.targets)
        return not needs

    def _groups(self, who: int | None, edition: str) -> list[Group]:
        """Those who wait, the same to the terms together; apart from them the unit that is asked about."""
        begin = self.at if who == self.at else self.at - 1
        groups = []
        for (profile, choices), places in self.alike.items():
            members = [place for place in places[bisect_right(places, begin) :] if place != who]
            if members:
                groups.append(Group(profile, tuple(sorted(choices)), tuple(members), self.most))
        if who is not None:
            has = [*(self.held if who == self.at else ()), edition]
            forms = {self.forms.get(one) for one in has} - {None}
            left = (one for one in self.units[who].choices if one not in has and self.forms.get(one) not in forms)
            if who == self.at:  # wishes above this one have their answer, as all have before one that was not named
                wishes = self.units[who].choices
                below = wishes[wishes.index(edition) + 1 :] if edition in wishes else ()
                left = (one for one in left if one in below)
            groups.append(Group(self.units[who].profile, tuple(left), (who,), self.most - len(has)))
        return groups

    def _replan(self, found: Iterable[tuple[Sequence[int], Mapping[str, int]]]) -> None:
        """A new witness from numbers by group. Dealt out in turn, form after form, nobody gets two of one form."""
        self._clear()
        for members, numbers in found:
            in_order = sorted(numbers, key=lambda one: (self.forms.get(one, ""), one))
            dealt = [edition for edition in in_order for _unused in range(numbers[edition])]
            for turn, edition in enumerate(dealt):
                self._plan(members[turn % len(members)], edition)
