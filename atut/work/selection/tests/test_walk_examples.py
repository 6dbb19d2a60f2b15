"""What the walk says in plain cases: bounds, pools, pairs, limits."""

import pytest

from atut.work.selection.rules.terms import Amount, Bound, Pool, Terms
from atut.work.selection.rules.units import ranked
from atut.work.selection.rules.walk import Passed, Why, select
from atut.work.selection.tests.factories import one, share

OLDER = Bound("age_45", at_least=share(50))
BOTH = {"woman", "age_45"}


def decided(people, terms):
    return {code: (d.editions, [(p.edition, p.why) for p in d.passed]) for code, d in select(people, terms).decisions.items()}


def test_points_then_receipt_then_number_decide():
    people = [
        one("later", minute=5),
        one("tenth", number="T/2026/0010"),
        one("ninth", number="T/2026/9"),
        one("best", 11, minute=9),
    ]
    assert [unit.members[0].code for unit in ranked(people, Terms({"a": 1}))] == ["best", "ninth", "tenth", "later"]


def test_the_lot_decides_where_ties_are_drawn():
    people = [one("early", lot="b"), one("late", minute=9, lot="a")]
    assert list(select(people, Terms({"a": 1}, ties="draw")).decisions) == ["late", "early"]
    assert list(select(people, Terms({"a": 1})).decisions) == ["early", "late"]


def test_a_place_is_kept_and_the_bound_is_named():
    people = [one("young", 30, choices="ab"), one("other", 20), one("older", 10, facts={"age_45"})]
    decisions = select(people, Terms({"a": 1, "b": 1}, (OLDER,))).decisions
    assert decisions["young"].editions == ("b",)
    assert decisions["young"].passed == (Passed("a", Why.KEPT, (0,)),)
    assert decisions["other"].passed == (Passed("a", Why.KEPT, (0,)),)
    assert decisions["other"].reserve == {"a": 1}
    assert decisions["older"].editions == ("a",)


def test_whom_a_bound_counts_may_be_moved_to_a_lower_choice_but_not_left_out():
    people = [one("x", 30, facts={"age_45"}, choices="ab"), one("y", 10, facts={"age_45"})]
    bound = Bound("age_45", at_least=share(100))
    assert decided(people, Terms({"a": 1, "b": 1}, (bound,))) == {"x": (("b",), [("a", Why.KEPT)]), "y": (("a",), [])}


def test_overlapping_bounds_are_met_by_who_counts_for_both():
    terms = Terms({"a": 4}, (Bound("woman", at_least=share(50)), OLDER, Bound(office="north", at_least=Amount(2))))
    people = [one(str(i), 30 - i) for i in range(4)]
    people += [one("w", 9, facts={"woman"}), one("both", 8, facts=BOTH), one("o", 7, facts={"age_45"}), one("n", 6, office="north")]
    people += [one("all", 5, facts=BOTH, office="north")]
    outcome = select(people, terms)
    assert [code for code, d in outcome.decisions.items() if d.editions] == ["0", "both", "n", "all"]
    assert [(b.asked, b.target, b.given) for b in outcome.bounds] == [(2, 2, 2), (2, 2, 2), (2, 2, 2)]


def test_bounds_that_cannot_all_be_met_are_lowered_by_the_least_sparing_the_first():
    women, older = Bound("woman", at_least=Amount(1)), Bound("age_45", at_least=Amount(1))
    people = [one("w", 1, facts={"woman"}), one("o", 9, facts={"age_45"})]
    assert [b.lowered_by for b in select(people, Terms({"a": 1}, (women, older))).bounds] == [0, 1]
    outcome = select(people, Terms({"a": 1}, (older, women)))
    assert [b.lowered_by for b in outcome.bounds] == [0, 1]
    assert outcome.decisions["o"].editions == ("a",)


def test_an_upper_bound_stops_who_it_counts():
    terms = Terms({"a": 2}, (Bound("man", at_most=share(50)),))
    people = [one("1", 9, facts={"man"}), one("2", 8, facts={"man"}), one("3", 7)]
    assert decided(people, terms) == {"1": (("a",), []), "2": ((), [("a", Why.MOST)]), "3": (("a",), [])}


def test_a_pool_keeps_places_for_an_office_which_takes_its_own_first():
    terms = Terms({"a": 3}, pools=(Pool("north", "a", 1),))
    people = [one("n1", 9, office="north"), one("s1", 8), one("n2", 7, office="north"), one("n3", 6, office="north")]
    assert [bool(d.editions) for d in select(people, terms).decisions.values()] == [True, True, True, False]
    others = [one("s1", 9), one("s2", 8), one("s3", 7), one("n1", 1, office="north")]
    assert decided(others, terms)["s3"] == ((), [("a", Why.POOL)])
    assert decided(others, terms)["n1"] == (("a",), [])


def test_a_pair_stands_at_its_lower_member_and_gets_both_or_none():
    people = [one("top", 9, pair="low"), one("mid", 5), one("low", 1, pair="top")]
    assert list(select(people, Terms({"a": 2})).decisions) == ["mid", "top", "low"]
    assert decided(people, Terms({"a": 2})) == {"mid": (("a",), []), "top": ((), [("a", Why.FULL)]), "low": ((), [("a", Why.FULL)])}
    assert all(d.editions == ("a",) for d in select(people, Terms({"a": 3})).decisions.values())


def test_whoever_names_somebody_not_on_the_list_gets_no_place():
    people = [one("x", 9, pair="gone"), one("y", 8, pair="z"), one("z", 7)]
    assert decided(people, Terms({"a": 3})) == {"x": ((), [("a", Why.ALONE)]), "y": ((), [("a", Why.ALONE)]), "z": (("a",), [])}
    assert not select(people, Terms({"a": 3})).decisions["x"].reserve


def test_up_to_the_limit_and_one_of_a_form():
    terms = Terms({"a": 2, "b": 2, "c": 2, "d": 2}, forms={"a": "f", "b": "f"}, most_places=2)
    decision = select([one("x", choices="abcd")], terms).decisions["x"]
    assert decision.editions == ("a", "c")
    assert decision.passed == (Passed("b", Why.FORM), Passed("d", Why.HIGHER))


def test_who_has_fewer_places_than_one_may_have_waits_for_another():
    terms = Terms({"a": 1, "b": 1}, most_places=2)
    decision = select([one("x", 9), one("y", 8, choices="ab")], terms).decisions["y"]
    assert (decision.editions, decision.reserve) == (("b",), {"a": 1})


def test_nobody_applied():
    outcome = select([], Terms({"a": 2}, (OLDER,)))
    assert not outcome.decisions
    assert outcome.bounds[0].lowered_by == 1


@pytest.mark.parametrize(("percent", "places", "needed"), [(0, 9, 0), (50, 117, 59), (51, 100, 51), (34, 3, 2), (100, 7, 7)])
def test_a_share_is_rounded_up_as_a_lower_bound_and_down_as_an_upper_one(percent, places, needed):
    assert share(percent).at_least(places) == needed
    assert share(percent).at_most(places) == percent * places // 100
