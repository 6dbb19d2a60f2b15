"""Bounds and pools of a regulation: whom one is about in words, and whether they can hold together for anybody at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.polish import sort_key
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Pool

Thing = TypeVar("Thing")


class BoundEmpty(Fault):
    """Neither end."""

    section, part = Section.BOUNDS, "bounds"
    message = _("“%(whom)s” has neither a lower nor an upper bound. Write one of them, or empty the line.")


class BoundTwice(Fault):
    """Two lines about the same people and places."""

    section, part = Section.BOUNDS, "bounds"
    message = _("“%(whom)s” stands twice among the bounds. Put both ends into one line.")


class BoundUpsideDown(Fault):
    """The lower above the upper."""

    section, part = Section.BOUNDS, "bounds"
    message = _(
        "“%(whom)s”: the lower bound is %(low)s places and the upper one only %(high)s. Lower the first or raise the second."
    )


class BoundTooHigh(Fault):
    """More than there is."""

    section, part = Section.BOUNDS, "bounds"
    message = _("“%(whom)s”: %(wanted)s places are asked for, and there are %(places)s. Lower the bound, or open more places.")


class EachTooHigh(Fault):
    """So many from each office are more than there is."""

    section, part = Section.BOUNDS, "bounds"
    message = _(
        "“%(whom)s”: with %(offices)s offices that is %(wanted)s places, and there are %(places)s. Lower the bound, or open more"
        " places."
    )


class NotOpenedHere(Fault):
    """An edition the call does not open: a draft whose editions were changed later, or a copy."""

    section, part = Section.BOUNDS, "bounds"
    message = _("A bound or a pool names an edition this call does not open. Choose the edition again, or empty the line.")


class NotAnOfficeHere(Fault):
    """An office that is no partner (any more)."""

    section, part = Section.BOUNDS, "bounds"
    message = _(
        "A bound or a pool names an office that is not a partner of the project. Choose the office again, or empty the line."
    )


class OfficeLeftOut(Fault):
    """An office whose people may not take part."""

    section, part = Section.BOUNDS, "bounds"
    message = _(
        "A bound or a pool names an office whose people may not take part in this call. Choose another office, or let it take part."
    )


class PoolTwice(Fault):
    """Two pools of one office in one edition."""

    section, part = Section.BOUNDS, "pools"
    message = _("%(office)s stands in two pools in “%(edition)s”. Put the places into one line.")


class PoolsTooLarge(Fault):
    """More places kept than there are."""

    section, part = Section.BOUNDS, "pools"
    message = _("In “%(edition)s” %(kept)s places are kept for offices, and it has %(places)s. Keep fewer, or open more places.")


class PoolsNeverReturn(Fault):
    """Places kept for ever would stay empty."""

    section, part = Section.BOUNDS, "pools_return_at"
    message = _("Places are kept for offices without a day on which they belong to everybody. Write that day.")


class PoolsReturnTooEarly(Fault):
    """Before the list is made a pool keeps nothing."""

    section, part = Section.BOUNDS, "pools_return_at"
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
    places = min(scopes(bound, terms))
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
    return f"{offices_in_words(pool, terms.names)}, {terms.names.get(pool.edition, '')}: {counted}."


def offices_in_words(pool: Pool, names: Mapping[str, str]) -> str:
    """Whose pool it is: of one office, or of several that share it."""
    named = " + ".join(names.get(office, "") for office in pool.offices)
    return gettext("%(offices)s (shared)") % {"offices": named} if pool.beside else named


def scopes(bound: Bound, terms: Terms) -> list[int]:
    """The places a bound is about: of one edition or of all together; of each edition, one after another."""
    if bound.edition == EACH:
        return list(terms.openings.values()) or [0]
    return [terms.openings.get(bound.edition, 0) if bound.edition else terms.places]


def in_reading_order(things: Iterable[Thing], terms: Terms, line_of: Callable[[Thing], Bound | Pool]) -> list[Thing]:
    """Things about lines, in their published order; lines made from one for each office and edition by name and by date.

    The list itself is made from lines ordered by key, which says nothing to a reader.
    """
    place = {key: number for number, key in enumerate(terms.openings)}

    def origin(thing: Thing) -> tuple[str, str]:
        line = line_of(thing)
        return (line.each, line.fact) if isinstance(line, Bound) and line.each else ("", "")

    def spot(thing: Thing) -> tuple[str, int]:
        line = line_of(thing)
        return sort_key(terms.names.get(line.office, "")), place.get(line.edition, -1)

    parts = ((each, list(some)) for (each, _fact), some in groupby(things, origin))
    return [one for each, some in parts for one in (sorted(some, key=spot) if each else some)]


def offices_of(terms: Terms) -> list[str]:
    """The offices people may apply from, where a bound or a pool names one."""
    return [key for key in terms.names if key not in terms.openings and terms.regulation.access.takes(key)]


def faults(terms: Terms) -> Iterator[Fault]:
    """What cannot stand among bounds and pools, one by one; whether all can hold together is asked in `clashes`."""
    yield from _of_names(terms)
    yield from _of_bounds(terms)
    yield from _of_pools(terms)


def _of_names(terms: Terms) -> Iterator[Fault]:
    regulation = terms.regulation
    bounds = [("bounds", n, one.edition, (one.office,)) for n, one in enumerate(regulation.bounds)]
    pools = [("pools", n, one.edition, one.offices) for n, one in enumerate(regulation.pools)]
    for part, line, edition, offices in (*bounds, *pools):
        if edition not in {"", EACH, *terms.openings}:
            yield NotOpenedHere(part=part, line=line)
        if not {*offices} <= {"", EACH, *terms.names}:
            yield NotAnOfficeHere(part=part, line=line)
        elif not all(one in ("", EACH) or regulation.access.takes(one) for one in offices):
            yield OfficeLeftOut(part=part, line=line)


def _of_bounds(terms: Terms) -> Iterator[Fault]:
    seen: set[tuple[str, str, str]] = set()
    for line, bound in enumerate(terms.regulation.bounds):
        named, about, places = whom(bound, terms.names), (bound.fact, bound.office, bound.edition), min(scopes(bound, terms))
        low = bound.at_least.at_least(places) if bound.at_least else 0
        high = bound.at_most.at_most(places) if bound.at_most else places
        if about in seen:
            yield BoundTwice(whom=named, line=line)
        if bound.at_least is None and bound.at_most is None:
            yield BoundEmpty(whom=named, line=line)
        elif low > places:
            yield BoundTooHigh(whom=named, wanted=low, places=places, line=line)
        elif low > high:
            yield BoundUpsideDown(whom=named, low=low, high=high, line=line)
        elif bound.office == EACH and low * (offices := len(offices_of(terms))) > places:
            yield EachTooHigh(whom=named, offices=offices, wanted=low * offices, places=places, line=line)
        seen.add(about)


def _of_pools(terms: Terms) -> Iterator[Fault]:
    kept: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for line, pool in enumerate(terms.regulation.pools):
        for office in pool.offices:
            if (office, pool.edition) in seen:
                yield PoolTwice(office=terms.names.get(office, ""), edition=terms.names.get(pool.edition, ""), line=line)
            seen.add((office, pool.edition))
        kept[pool.edition] = kept.get(pool.edition, 0) + pool.places
    for edition, places in kept.items():
        if edition in terms.openings and places > terms.openings[edition]:
            line = next(n for n, pool in enumerate(terms.regulation.pools) if pool.edition == edition)
            name = terms.names.get(edition, "")
            yield PoolsTooLarge(edition=name, kept=places, places=terms.openings[edition], line=line)
    returns = terms.regulation.pools_return_at
    if terms.regulation.pools and returns is None:
        yield PoolsNeverReturn()
    if terms.regulation.pools and returns and returns <= terms.closes_at:
        yield PoolsReturnTooEarly()
