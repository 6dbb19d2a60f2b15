"""What an earlier no is said to show, compared with HiGHS asked again."""

import random

import pytest

from atut.work.selection.rules.completion import Completion
from atut.work.selection.rules.tally import Limits
from atut.work.selection.rules.terms import Amount, Bound, Pool, Terms
from atut.work.selection.rules.units import ranked
from atut.work.selection.rules.walk import in_the_way
from atut.work.selection.tests.factories import one, paired, share

EDITIONS = "abcdef"


class Asking(Completion):
    """Asks HiGHS again wherever a proof says no."""

    shown = 0

    def _is_disproved(self, who, edition):
        is_shown = super()._is_disproved(who, edition)
        if is_shown:
            self.shown += 1
            assert not self._solved(who, edition)
        return is_shown


def a_crowd(chance, pairs, likely):
    people = [
        one(
            f"{number:03}", chance.randint(0, 9), choices=chance.sample(EDITIONS, 3), office=chance.choice(("", "n", "s", "w")),
            facts={fact for fact in ("woman", "age_45", "gops") if chance.random() < likely},
        )
        for number in range(70)
    ]  # fmt: skip
    return paired(people, pairs)


@pytest.mark.parametrize(("most_places", "pairs"), [(1, 0), (2, 4)])
def test_whatever_a_proof_shows_is_so(most_places, pairs):
    chance, shown = random.Random(5 * pairs + most_places), 0
    for likely in (0.2, 0.35):
        rules = Terms(
            dict.fromkeys(EDITIONS, 5),
            (
                Bound("woman", at_least=share(50)), Bound("age_45", at_least=share(45)), Bound(office="n", at_least=Amount(8)),
                Bound("gops", at_most=share(40)), Bound("woman", edition="a", at_least=Amount(2), at_most=Amount(4)),
            ),
            pools=(Pool("s", "a", 2), Pool("w", "b", 2), Pool("s", "c", 3, ("w",))),
            most_places=most_places,
            forms={"a": "f", "b": "f"},
        )  # fmt: skip
        units = ranked(a_crowd(chance, pairs, likely), rules)
        completion = Asking(Limits(rules), units)
        for turn, unit in enumerate(units):
            for later in range(turn, len(units), 20):
                for edition in units[later].choices:
                    if completion.decided.fits(units[later].profile, edition):
                        completion.could(later, edition)
            for edition in unit.choices:
                if in_the_way(completion, unit, edition) is None:
                    completion.take(edition)
            completion.pass_on()
        shown += completion.shown
        assert not completion.decided.needs(completion.targets)
    assert shown, "no proof was of any use: then this shows nothing"
