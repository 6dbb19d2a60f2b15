"""The question put to HiGHS: how many of each group of like people in which edition, so that the lower bounds are met?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from atut.base.kernel.solver import Programme
from atut.work.selection.rules.proofs import Proof
from atut.work.selection.rules.tally import Limits, Tally
from atut.work.selection.rules.units import Profile

Found = list[tuple[Sequence[int], dict[str, int]]]  # for each group its members, and numbers by edition


@dataclass(frozen=True, slots=True)
class Group:
    """Units that are the same to bounds, pools and editions; how many places each may have."""

    profile: Profile
    editions: tuple[str, ...]
    members: tuple[int, ...]
    most: int


class Asked:
    """The programme for what has been decided and those who wait."""

    def __init__(self, limits: Limits, decided: Tally, targets: tuple[int, ...], groups: Sequence[Group]) -> None:
        """Only places that help a bound that needs somebody are columns: the others only take room."""
        self.limits, self.decided, self.targets = limits, decided, targets
        self.needs = decided.needs(targets)
        self.programme = Programme()
        self.columns: list[dict[str, int]] = []
        self.of_edition: dict[str, list[tuple[Group, int]]] = {}
        self.short: dict[int, int] = {}
        self.row_of: dict[str, dict[Any, int]] = {"needs": {}, "tops": {}, "places": {}, "common": {}, "pools": {}}
        self.useful: dict[tuple[Profile, str], bool] = {}
        self.groups = self._merged(groups)
        for group in self.groups:
            self._columns_of(group)
        for edition, columns in self.of_edition.items():
            self._limit(edition, columns)
        self._bounds()

    def _merged(self, groups: Sequence[Group]) -> list[Group]:
        """Groups that differ only in what no longer matters are one.

        That is: in editions that are of no use to them, and in bounds that have no upper end and need nobody any more.
        Near the end of the places few groups are left.
        """
        matter = [place in self.needs or top is not None for place, top in enumerate(self.limits.at_most)]
        found: dict[tuple[Profile, tuple[str, ...], int], list[int]] = {}
        for group in groups:
            weights, offices = group.profile
            useful = tuple(one for one in group.editions if self._is_useful(group.profile, one)) if group.most > 0 else ()
            if useful:
                kept = tuple(weight if matters else 0 for weight, matters in zip(weights, matter, strict=True))
                found.setdefault(((kept, offices), useful, group.most), []).extend(group.members)
        return [Group(profile, editions, tuple(members), most) for (profile, editions, most), members in found.items()]

    def _columns_of(self, group: Group) -> None:
        known = {}
        for edition in group.editions:
            known[edition] = self.programme.column(len(group.members))
            self.of_edition.setdefault(edition, []).append((group, known[edition]))
        self.columns.append(known)
        if len(known) > group.most:
            self.programme.row(dict.fromkeys(known.values(), 1), at_most=group.most * len(group.members))
        forms: dict[str, list[int]] = {}
        for edition, column in known.items():
            if group.most > 1 and (form := self.limits.terms.forms.get(edition)) is not None:
                forms.setdefault(form, []).append(column)
        for columns in forms.values():
            if len(columns) > 1:
                self.programme.row(dict.fromkeys(columns, 1), at_most=len(group.members))

    def _is_useful(self, profile: Profile, edition: str) -> bool:
        known = self.useful.get((profile, edition))
        if known is None:
            helps = any(profile[0][place] and place in self.needs for place in self.limits.bounds_of[edition])
            known = self.useful[profile, edition] = helps and self.decided.fits(profile, edition)
        return known

    def _limit(self, edition: str, columns: Sequence[tuple[Group, int]]) -> None:
        """Places, and the places that pools leave to all."""
        size = {column: len(group.profile[1]) for group, column in columns}
        self.row_of["places"][edition] = self.programme.row(size, at_most=self.decided.free(edition))
        if pools := self.limits.pools.get(edition):
            beyond: dict[int, int] = {}
            of_pool = [(tuple(self.limits.pool_of(edition, one) for one in group.profile[1]), column) for group, column in columns]
            for office in sorted({office for offices, _column in of_pool for office in offices}):
                own = {column: offices.count(office) for offices, column in of_pool if office in offices}
                if office not in pools:
                    beyond = {**beyond, **{column: beyond.get(column, 0) + count for column, count in own.items()}}
                    continue
                over = self.programme.column(self.decided.free(edition))
                left = max(pools[office] - self.decided.of_office[edition, office], 0)
                self.row_of["pools"][edition, office] = self.programme.row({**own, over: -1}, at_most=left)
                beyond[over] = 1
            left = self.limits.common[edition] - self.decided.beyond[edition]
            self.row_of["common"][edition] = self.programme.row(beyond, at_most=left)

    def _bounds(self) -> None:
        for place, top in enumerate(self.limits.at_most):
            counts = {
                column: group.profile[0][place]
                for edition, columns in self.of_edition.items()
                if place in self.limits.bounds_of[edition]
                for group, column in columns
                if group.profile[0][place]
            }
            if top is not None and counts:
                self.row_of["tops"][place] = self.programme.row(counts, at_most=top - self.decided.counted[place])
            if place in self.needs:
                self.short[place] = self.programme.column(0)
                self.row_of["needs"][place] = self.programme.row({**counts, self.short[place]: 1}, at_least=self.needs[place])

    def answer(self) -> Found | None:
        """A completion that meets every bound; None where there is none.

        With few people if that is easy: so there is room in it for those whose turn comes next.
        """
        people = [column for columns in self.columns for column in columns.values()]
        values = self.programme.solve(people, is_smallest=False)
        return None if values is None else self._found(values)

    def proof(self) -> Proof | None:
        """Why the answer was None, as prices; None where only whole numbers stand in the way.

        What is used up has no row, or none that says much: it may cost any price, so it costs more than anybody brings.
        """
        if not (found := self.programme.proof):
            return None
        prices: dict[str, dict[Any, int]] = {
            kind: {what: found[row] for what, row in rows.items()} for kind, rows in self.row_of.items()
        }
        dear = 2 * sum(prices["needs"].values())
        limits, decided = self.limits, self.decided
        for place, top in enumerate(limits.at_most):
            if top is not None and decided.counted[place] >= top:
                prices["tops"][place] = dear
        for edition in limits.terms.openings:
            if not decided.free(edition):
                prices["places"][edition] = dear
            pools = limits.pools.get(edition, {})
            if pools and decided.beyond[edition] >= limits.common[edition]:
                prices["common"][edition] = dear
            for office, places in pools.items():
                common = prices["common"].get(edition, 0)
                own = common if decided.of_office[edition, office] >= places else prices["pools"].get((edition, office), 0)
                prices["pools"][edition, office] = min(own, common)  # a pool's people may take common places as well
        return Proof(limits, prices["needs"], prices["tops"], prices["places"], prices["common"], prices["pools"])

    def lowered(self) -> tuple[tuple[int, ...], Found]:
        """The lower bounds lowered by the smallest sum, sparing them in their order, and how they can be met."""
        programme, columns = self.programme, self.short
        for place, column in columns.items():
            programme.limits[column] = self.needs[place]
        values = programme.solve(columns.values()) or []
        programme.row(dict.fromkeys(columns.values(), 1), at_most=sum(values[column] for column in columns.values()))
        for column in columns.values():
            values = programme.solve([column]) or []
            programme.limits[column] = values[column]
        lack = {place: values[column] for place, column in columns.items()}
        return tuple(target - lack.get(place, 0) for place, target in enumerate(self.targets)), self._found(values)

    def _found(self, values: list[int]) -> Found:
        known = zip(self.groups, self.columns, strict=True)
        return [(group.members, {one: values[column] for one, column in own.items() if values[column]}) for group, own in known]
