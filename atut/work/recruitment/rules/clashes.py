"""Whether the bounds and pools of a regulation can hold together for anybody at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.solver import Programme
from atut.work.recruitment.rules import bounds
from atut.work.recruitment.rules.bounds import in_words, offices_of, pool_in_words, scopes
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.terms import EACH, Bound, Fact, Pool

OTHER = ""  # an office, or nothing known of somebody, that no bound names


class BoundsContradict(Fault):
    """Each could be met, all together never."""

    section, part = Section.BOUNDS, "bounds"
    message = _("These cannot all be met, whoever applies: %(bounds)s Change one of them.")


def faults(terms: Terms) -> Iterator[Fault]:
    """What cannot stand among bounds and pools. The last question, all together, is asked only when each can stand."""
    each = list(bounds.faults(terms))
    yield from each
    if not each and (lines := clash(terms)):
        number = terms.regulation.bounds.index(lines[0]) if isinstance(lines[0], Bound) else 0
        yield BoundsContradict(bounds=" ".join(_said(one, terms) for one in lines), line=number)


def _said(line: Bound | Pool, terms: Terms) -> str:
    return in_words(line, terms) if isinstance(line, Bound) else pool_in_words(line, terms)


def clash(terms: Terms) -> list[Bound | Pool]:
    """The fewest bounds and pools that nobody's applications could meet together; empty: all can be met.

    Asked in whole numbers of imagined people: as many of every kind as there are places. What is found cannot spare one.
    """
    lines: list[Bound | Pool] = [*terms.regulation.bounds, *terms.regulation.pools]
    if len(lines) < 2 or _can_hold(lines, terms):
        return []
    needed = list(lines)
    for line in lines:
        others = [one for one in needed if one is not line]
        if not _can_hold(others, terms):
            needed = others
    return needed


@dataclass(frozen=True)
class _Kinds:
    """The kinds of people that bounds and pools can tell apart: facts they name, offices they name and any other one."""

    lines: Sequence[Bound | Pool]

    @cached_property
    def facts(self) -> list[frozenset[str]]:
        """Every set of facts a person may have; nobody is a woman and a man."""
        named = sorted({str(line.fact) for line in self.lines if isinstance(line, Bound) and line.fact})
        sets = (frozenset(fact for fact, has in zip(named, chosen, strict=True) if has) for chosen in _every(len(named)))
        return [one for one in sets if not {Fact.WOMAN, Fact.MAN} <= one]

    @cached_property
    def offices(self) -> list[str]:
        """Offices that are named, and one that is not."""
        named = {office for line in self.lines for office in (line.offices if isinstance(line, Pool) else (line.office,))}
        return [OTHER, *sorted(named - {"", EACH})]


def _every(count: int) -> Iterable[tuple[bool, ...]]:
    return product((False, True), repeat=count)


def _can_hold(lines: Sequence[Bound | Pool], terms: Terms) -> bool:
    kinds, programme = _Kinds(lines), Programme()
    pools = {(office, line.edition): line for line in lines if isinstance(line, Pool) for office in line.offices}
    people: dict[tuple[frozenset[str], str, str], int] = {}
    for edition, places in terms.openings.items():
        groups: dict[Pool | str, dict[int, int]] = {}  # those of one pool together
        for office in kinds.offices:
            seats = {facts: programme.column(places) for facts in kinds.facts}
            people |= {(facts, office, edition): column for facts, column in seats.items()}
            groups.setdefault(pools.get((office, edition), office), {}).update(dict.fromkeys(seats.values(), 1))
        common = {programme.column(places): group for group in groups}
        for over, group in common.items():
            programme.row(groups[group] | {over: -1}, at_most=group.places if isinstance(group, Pool) else 0)
        kept = sum(line.places for line in lines if isinstance(line, Pool) and line.edition == edition)
        programme.row(dict.fromkeys(common, 1), at_most=places - kept)
    for line in lines:
        for bound in _each(line, kinds.offices, terms) if isinstance(line, Bound) else ():
            others = len(offices_of(terms)) - len(kinds.offices) + 1  # the offices no line names, which stand as one
            times = others if line.office == EACH and bound.office == OTHER else 1
            _add(programme, bound, people, is_other=line.office == EACH, places=scopes(bound, terms)[0], times=times)
    return programme.solve() is not None


def _each(bound: Bound, offices: Iterable[str], terms: Terms) -> Iterator[Bound]:
    for office in offices if bound.office == EACH else (bound.office,):
        for edition in terms.openings if bound.edition == EACH else (bound.edition,):
            yield replace(bound, office=office, edition=edition)


def _add(
    programme: Programme,
    bound: Bound,
    people: Mapping[tuple[frozenset[str], str, str], int],
    *,
    is_other: bool,
    places: int,
    times: int,
) -> None:
    counted = {
        column: 1
        for (facts, office, edition), column in people.items()
        if (not bound.fact or bound.fact in facts)
        and (bound.office == office or not (bound.office or is_other))
        and bound.edition in ("", edition)
    }
    low = bound.at_least.at_least(places) * times if bound.at_least else None
    high = bound.at_most.at_most(places) * times if bound.at_most else None
    programme.row(counted, at_least=low, at_most=high)
