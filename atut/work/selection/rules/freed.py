"""A place that came free: the one next person, by the same rule as the list.

The reserve order decides. Passed over is whoever would make a lower bound harder to meet than those who hold places and
those who wait allow: the bounds are lowered as little as they now must be, and the place goes to the first for whom the
rest is still possible. Each of those who wait counts with one place. Two who want both or none wait for two places at once,
as long as both wait for the same editions. A place kept for an office stays so while its pool does. Where no place is free,
the answer is about the next one that is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from atut.work.selection.rules.completion import Completion
from atut.work.selection.rules.tally import Limits
from atut.work.selection.rules.terms import Applicant, Terms
from atut.work.selection.rules.units import Unit, alone, ranked


def next_of(
    edition: str,
    terms: Terms,
    *,
    held: Iterable[tuple[Applicant, str]],
    waiting: Iterable[Applicant],
    order: Sequence[str] = (),
) -> tuple[str, ...]:
    """The code of the one a free place of this edition goes to, or both codes of a pair; none when nobody may have it.

    `held`: places in somebody's hands. `waiting`: who may get one more, with the editions each still waits for.
    `order`: the codes of the reserve list of this edition as it is published, where an appeal has changed it; otherwise the
    order of the ranking, which is the same.
    """
    limits, units = Limits(replace(terms, most_places=1)), tuple(ranked(_together(waiting), terms))
    taken = [(alone(one, terms).profile, where) for one, where in held if where in terms.openings]
    there = sum(where == edition for _profile, where in taken)
    if there >= terms.openings[edition]:
        limits.open_one_more(edition, beside=there)
    completion = Completion(limits, units, given=taken)
    published = {code: number for number, code in enumerate(order)}

    def position(one: tuple[int, Unit]) -> int:
        return max(published.get(member.code, len(published)) for member in one[1].members)

    for place, unit in sorted(enumerate(units), key=position):
        wanted = edition in unit.choices and completion.decided.fits(unit.profile, edition)
        if wanted and completion.could(place, edition):
            return tuple(member.code for member in unit.members)
    return ()


def _together(waiting: Iterable[Applicant]) -> list[Applicant]:
    """Whose other one waits no more, or for something else, waits alone."""
    people = list(waiting)
    wishes = {one.code: one.choices for one in people}
    return [one if wishes.get(one.pair) == one.choices else replace(one, pair="") for one in people]


def counted(terms: Terms, held: Iterable[tuple[Applicant, str]]) -> tuple[tuple[int, int], ...]:
    """For each bound: places asked for at least, and places now held by those it counts."""
    limits = Limits(terms)
    now = [0] * len(terms.bounds)
    for one, where in held:
        for place, bound in enumerate(terms.bounds):
            now[place] += bound.edition in ("", where) and bound.counts(one)
    return tuple(zip(limits.at_least, now, strict=True))
