"""The witness: one way to complete what has been decided, moved about so that HiGHS need not be asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.units import Profile, Unit


class Witness:
    """Places planned for those who wait, beside those that are decided. Units are named by their position.

    What it says of a unit is only ever a yes: where no move is found, nothing is known.
    """

    def __init__(self, limits: Limits, units: Sequence[Unit]) -> None:
        """Nobody has a place; the first unit's turn."""
        self.limits, self.units, self.planned = limits, units, Tally(limits)
        self.most, self.forms = limits.terms.most_places, limits.terms.forms
        self.targets = limits.at_least
        self.at = 0
        self.held: list[str] = []  # what the unit whose turn it is has got
        self.of: defaultdict[int, set[str]] = defaultdict(set)
        self.placed: defaultdict[str, set[int]] = defaultdict(set)
        self.wanting: defaultdict[str, defaultdict[Profile, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, unit in enumerate(units):
            for edition in unit.choices:
                self.wanting[edition][unit.profile].append(place)

    def take(self, edition: str) -> None:
        """The unit whose turn it is has been given this place."""
        self.held.append(edition)
        if edition in self.of[self.at]:
            self.forget(self.at, edition)
        else:  # the bounds need nobody any more
            self.planned.add(self.units[self.at].profile, edition)

    def pass_on(self) -> None:
        """The next unit's turn."""
        for edition in list(self.of.pop(self.at, ())):  # only where the bounds need nobody any more
            self.placed[edition].discard(self.at)
            self.planned.remove(self.units[self.at].profile, edition)
        self.at, self.held = self.at + 1, []

    def stands_in_the_way(self, edition: str) -> bool:
        """Has the unit whose turn it is what excludes this edition: as many places as one may have, or one of the same form?"""
        form = self.forms.get(edition)
        return len(self.held) >= self.most or any(form is not None and self.forms.get(one) == form for one in self.held)

    def rearrange(self, who: int, edition: str) -> bool:
        """Put the unit into the witness, for one other at most; others fill what that leaves. Unchanged where it fails."""
        profile = self.units[who].profile
        dropped = self._excluded(who, edition)
        for one in dropped:
            self.forget(who, one, also_planned=True)
        if self.planned.fits(profile, edition):
            self.plan(who, edition)
            if self._filled():
                return True
            self.forget(who, edition, also_planned=True)
        elif any(self._instead_of(other, who, edition) for other in self._one_of_each_kind(edition, who)):
            return True
        for one in dropped:
            self.plan(who, one)
        return False

    def _excluded(self, who: int, edition: str) -> list[str]:
        """What the unit cannot have in the witness beside this edition."""
        form, own = self.forms.get(edition), sorted(self.of[who])
        out = [one for one in own if form is not None and self.forms.get(one) == form]
        kept = [one for one in own if one not in out]
        room = self.most - 1 - (len(self.held) if who == self.at else 0)
        return out + kept[max(room, 0) :]

    def _one_of_each_kind(self, edition: str, who: int) -> Iterator[int]:
        seen = set()
        for other in sorted(self.placed[edition]):
            unit = self.units[other]
            kind = (unit.profile, unit.choices, frozenset(self.of[other]))
            if other != who and kind not in seen:
                seen.add(kind)
                yield other

    def _instead_of(self, other: int, who: int, edition: str) -> bool:
        unit = self.units[who]
        self.forget(other, edition, also_planned=True)
        if self.planned.fits(unit.profile, edition):
            self.plan(who, edition)
            if self._filled():
                return True
            self.forget(who, edition, also_planned=True)
        self.plan(other, edition)
        return False

    def _filled(self) -> bool:
        """Free places of the witness for others who wait, until every bound is met; unchanged where that fails."""
        added: list[tuple[int, str]] = []
        while needs := self.planned.needs(self.targets):
            helper = self._helper(needs)
            if helper is None:
                for one in added:
                    self.forget(*one, also_planned=True)
                return False
            self.plan(*helper)
            added.append(helper)
        return True

    def _helper(self, needs: Mapping[int, int]) -> tuple[int, str] | None:
        """Who waits outside the witness and, with a free place, helps the bounds most."""
        best, most = None, 0
        for edition, kinds in self.wanting.items():
            bounds = [place for place in self.limits.bounds_of[edition] if place in needs]
            if not bounds or self.planned.free(edition) <= 0:
                continue
            for profile, places in kinds.items():
                helps = sum(min(profile[0][place], needs[place]) for place in bounds)
                if helps > most and self.planned.fits(profile, edition):
                    found = self._outside(places)
                    if found is not None:
                        best, most = (found, edition), helps
        return best

    def _outside(self, places: Sequence[int]) -> int | None:
        """The last of them who still waits and is not in the witness: the first ones are dealt out first."""
        later = (one for one in reversed(places) if not self.of.get(one))
        found = next(later, self.at)
        return found if found > self.at else None

    def plan(self, who: int, edition: str) -> None:
        """Put a unit into it."""
        self.of[who].add(edition)
        self.placed[edition].add(who)
        self.planned.add(self.units[who].profile, edition)

    def forget(self, who: int, edition: str, *, also_planned: bool = False) -> None:
        """Take a unit out; `also_planned`: its place is free again."""
        self.of[who].discard(edition)
        self.placed[edition].discard(who)
        if also_planned:
            self.planned.remove(self.units[who].profile, edition)

    def clear(self) -> None:
        """Nobody is in it."""
        for who, editions in list(self.of.items()):
            for edition in list(editions):
                self.forget(who, edition, also_planned=True)

    def fill_greedily(self) -> bool:
        """Everybody who counts for what is needed takes the first place that fits: often enough for all bounds."""
        needs = self.planned.needs(self.targets)
        for who, unit in enumerate(self.units):
            if not needs:
                return True
            for edition in unit.choices:
                helps = any(unit.weights[place] and place in needs for place in self.limits.bounds_of[edition])
                if helps and not self._excluded(who, edition) and self.planned.fits(unit.profile, edition):
                    self.plan(who, edition)
                    needs = self.planned.needs(self.targets)
        return not needs

    def replan(self, found: Iterable[tuple[Sequence[int], Mapping[str, int]]]) -> None:
        """A new witness from numbers by group. Dealt out in turn, form after form, nobody gets two of one form."""
        self.clear()
        for members, numbers in found:
            in_order = sorted(numbers, key=lambda one: (self.forms.get(one, ""), one))
            dealt = [edition for edition in in_order for _unused in range(numbers[edition])]
            for turn, edition in enumerate(dealt):
                self.plan(members[turn % len(members)], edition)
