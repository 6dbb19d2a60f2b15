"""Bounds and pools of a regulation: whom one is about in words, and whether they can hold together for anybody at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.solver import Programme
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Pool

OTHER = ""  # an office, or nothing known of somebody, that no bound names


class BoundEmpty(Fault):
    """Neither end."""

    section = Section.BOUNDS
    message = _("“%(whom)s” has neither a lower nor an upper bound. Write one of them, or empty the line.")


class BoundTwice(Fault):
    """Two lines about the same people and places."""

    section = Section.BOUNDS
    message = _("“%(whom)s” stands twice among the bounds. Put both ends into one line.")


class BoundUpsideDown(Fault):
    """The lower above the upper."""

    section = Section.BOUNDS
    message = _(
        "“%(whom)s”: the lower bound is %(low)s places and the upper one only %(high)s. Lower the first or raise the second."
    )


class BoundTooHigh(Fault):
    """More than there is."""

    section = Section.BOUNDS
    message = _("“%(whom)s”: %(wanted)s places are asked for, and there are %(places)s. Lower the bound, or open more places.")


class EachTooHigh(Fault):
    """So many from each office are more than there is."""

    section = Section.BOUNDS
    message = _(
        "“%(whom)s”: with %(offices)s offices that is %(wanted)s places, and there are %(places)s. Lower the bound, or open more"
        " places."
    )


class NotOpenedHere(Fault):
    """An edition the call does not open: a draft whose editions were changed later, or a copy."""

    section = Section.BOUNDS
    message = _("A bound or a pool names an edition this call does not open. Choose the edition again, or empty the line.")


class NotAnOfficeHere(Fault):
    """An office that is no partner (any more)."""

    section = Section.BOUNDS
    message = _(
        "A bound or a pool names an office that is not a partner of the project. Choose the office again, or empty the line."
    )


class BoundsContradict(Fault):
    """Each could be met, all together never."""

    section = Section.BOUNDS
    message = _("These cannot all be met, whoever applies: %(bounds)s Change one of them.")


class PoolTwice(Fault):
    """Two pools of one office in one edition."""

    section = Section.BOUNDS
    message = _("%(office)s has two pools in “%(edition)s”. Put the places into one line.")


class PoolsTooLarge(Fault):
    """More places kept than there are."""

    section = Section.BOUNDS
    message = _("In “%(edition)s” %(kept)s places are kept for offices, and it has %(places)s. Keep fewer, or open more places.")


class PoolsNeverReturn(Fault):
    """Places kept for ever would stay empty."""

    section = Section.BOUNDS
    message = _("Places are kept for offices without a day on which they belong to everybody. Write that day.")


class PoolsReturnTooEarly(Fault):
    """Before the list is made a pool keeps nothing."""

    section = Section.BOUNDS
    message = _(
        "Places kept for offices would belong to everybody before the call closes, so nothing would be kept. Set a later day."
    )


def whom(bound: Bound, names: Mapping[str, str]) -> str:
    """Whom and which places a bound is about: "Women, Urząd Gminy Sabnie, edition 1"."""
    office = gettext("from each office") if bound.office == EACH else names.get(bound.office, "")
    edition = gettext("in each edition") if bound.edition == EACH else names.get(bound.edition, "")
    about = [str(Fact(bound.fact).label) if bound.fact else "", office, edition]
    said = ", ".join(part for part in about if part) or gettext("all applicants")
    return said[0].upper() + said[1:]


def in_words(bound: Bound, terms: Terms) -> str:
    """A bound as a sentence with whole places, such as: Women: at least 50 % of places, which is 6 places."""
    places = min(_scopes(bound, terms))
    ends: list[tuple[Amount | None, int, str | Promise]] = [
        (bound.at_least, bound.at_least.at_least(places) if bound.at_least else 0, _("at least %(amount)s")),
        (bound.at_most, bound.at_most.at_most(places) if bound.at_most else 0, _("at most %(amount)s")),
    ]
    said = [str(words) % {"amount": _amount(amount, whole, bound, terms)} for amount, whole, words in ends if amount]
    return f"{whom(bound, terms.names)}: {', '.join(said)}."


def _amount(amount: Amount, whole: int, bound: Bound, terms: Terms) -> str:
    """Of which places a share is, is always said: of one edition, of each, or of all together."""
    counted = ngettext("%(count)s place", "%(count)s places", whole) % {"count": whole}
    if not amount.is_percent:
        return counted
    known = {"percent": amount.value, "counted": counted}
    if bound.edition == EACH and len(terms.openings) > 1:
        return gettext("%(percent)s %% of the places of that edition") % known
    if not bound.edition and len(terms.openings) > 1:
        return gettext("%(percent)s %% of the places of all editions together, which is %(counted)s") % known
    return gettext("%(percent)s %% of places, which is %(counted)s") % known


def pool_in_words(pool: Pool, terms: Terms) -> str:
    """A pool as a sentence."""
    counted = ngettext("%(count)s place", "%(count)s places", pool.places) % {"count": pool.places}
    return f"{terms.names.get(pool.office, '')}, {terms.names.get(pool.edition, '')}: {counted}."


def _scopes(bound: Bound, terms: Terms) -> list[int]:
    """The places a bound is about: of one edition or of all together; of each edition, one after another."""
    if bound.edition == EACH:
        return list(terms.openings.values()) or [0]
    return [terms.openings.get(bound.edition, 0) if bound.edition else terms.places]


def _offices(terms: Terms) -> list[str]:
    return [key for key in terms.names if key not in terms.openings]


def faults(terms: Terms) -> Iterator[Fault]:
    """What cannot stand among bounds and pools. The last question, all together, is asked only when each can stand."""
    each = [*_of_names(terms), *_of_bounds(terms), *_of_pools(terms)]
    yield from each
    if not each and (together := contradiction(terms)):
        yield BoundsContradict(bounds=" ".join(together))


def _of_names(terms: Terms) -> Iterator[Fault]:
    lines: list[Bound | Pool] = [*terms.regulation.bounds, *terms.regulation.pools]
    if any(line.edition not in {"", EACH, *terms.openings} for line in lines):
        yield NotOpenedHere()
    if any(line.office not in {"", EACH, *terms.names} for line in lines):
        yield NotAnOfficeHere()


def _of_bounds(terms: Terms) -> Iterator[Fault]:
    seen: set[tuple[str, str, str]] = set()
    for bound in terms.regulation.bounds:
        named, about, places = whom(bound, terms.names), (bound.fact, bound.office, bound.edition), min(_scopes(bound, terms))
        low = bound.at_least.at_least(places) if bound.at_least else 0
        high = bound.at_most.at_most(places) if bound.at_most else places
        if about in seen:
            yield BoundTwice(whom=named)
        if bound.at_least is None and bound.at_most is None:
            yield BoundEmpty(whom=named)
        elif low > places:
            yield BoundTooHigh(whom=named, wanted=low, places=places)
        elif low > high:
            yield BoundUpsideDown(whom=named, low=low, high=high)
        elif bound.office == EACH and low * (offices := len(_offices(terms))) > places:
            yield EachTooHigh(whom=named, offices=offices, wanted=low * offices, places=places)
        seen.add(about)


def _of_pools(terms: Terms) -> Iterator[Fault]:
    kept: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for pool in terms.regulation.pools:
        if (pool.office, pool.edition) in seen:
            yield PoolTwice(office=terms.names.get(pool.office, ""), edition=terms.names.get(pool.edition, ""))
        seen.add((pool.office, pool.edition))
        kept[pool.edition] = kept.get(pool.edition, 0) + pool.places
    for edition, places in kept.items():
        if edition in terms.openings and places > terms.openings[edition]:
            yield PoolsTooLarge(edition=terms.names.get(edition, ""), kept=places, places=terms.openings[edition])
    returns = terms.regulation.pools_return_at
    if terms.regulation.pools and returns is None:
        yield PoolsNeverReturn()
    if terms.regulation.pools and returns and returns <= terms.closes_at:
        yield PoolsReturnTooEarly()


def contradiction(terms: Terms) -> list[str]:
    """The fewest bounds and pools that nobody's applications could meet together, in words; empty: all can be met.

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
    return [in_words(one, terms) if isinstance(one, Bound) else pool_in_words(one, terms) for one in needed]


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
        return [OTHER, *sorted({line.office for line in self.lines} - {"", EACH})]


def _every(count: int) -> Iterable[tuple[bool, ...]]:
    return product((False, True), repeat=count)


def _can_hold(lines: Sequence[Bound | Pool], terms: Terms) -> bool:
    kinds, programme = _Kinds(lines), Programme()
    pools = {(line.office, line.edition): line.places for line in lines if isinstance(line, Pool)}
    people: dict[tuple[frozenset[str], str, str], int] = {}
    for edition, places in terms.openings.items():
        common = {}
        for office in kinds.offices:
            seats = {programme.column(places): 1 for _unused in kinds.facts}
            people |= {(facts, office, edition): column for facts, column in zip(kinds.facts, seats, strict=True)}
            common[office] = programme.column(places)
            programme.row(seats | {common[office]: -1}, at_most=pools.get((office, edition), 0))
        kept = sum(number for (_unused, where), number in pools.items() if where == edition)
        programme.row(dict.fromkeys(common.values(), 1), at_most=places - kept)
    for line in lines:
        for bound in _each(line, kinds.offices, terms) if isinstance(line, Bound) else ():
            others = len(_offices(terms)) - len(kinds.offices) + 1  # the offices no line names, which stand as one
            times = others if line.office == EACH and bound.office == OTHER else 1
            _add(programme, bound, people, is_other=line.office == EACH, places=_scopes(bound, terms)[0], times=times)
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
