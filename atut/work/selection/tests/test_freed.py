"""Who gets a place that came free."""

from atut.work.selection.rules.freed import counted, next_of
from atut.work.selection.rules.terms import Amount, Bound, Pool, Terms
from atut.work.selection.tests.factories import one, share

HALF = Terms({"a": 2}, (Bound("age_45", at_least=share(50)),))
OLD, YOUNG = one("held-old", facts={"age_45"}), one("held-young")
WAITING = [one("young", 9), one("old", 8, facts={"age_45"})]


def test_the_reserve_order_decides_while_the_bounds_are_kept():
    assert next_of("a", HALF, held=[(OLD, "a")], waiting=WAITING) == ("young",)


def test_the_first_whom_the_bound_counts_goes_before_while_it_needs_somebody():
    assert next_of("a", HALF, held=[(YOUNG, "a")], waiting=WAITING) == ("old",)
    assert next_of("a", HALF, held=[(YOUNG, "a")], waiting=WAITING[:1]) == ("young",)


def test_any_bound_counts_and_another_free_place_may_do():
    terms = Terms({"a": 1, "b": 1}, (Bound("woman", at_least=Amount(1)),))
    waiting = [one("man", 9), one("woman", 8, facts={"woman"}, choices="ab")]
    assert next_of("a", terms, held=[], waiting=waiting) == ("man",)
    assert next_of("a", terms, held=[(YOUNG, "b")], waiting=waiting) == ("woman",)


def test_a_pool_keeps_its_place_until_it_returns():
    kept = Terms({"a": 1}, pools=(Pool("north", "a", 1),))
    waiting = [one("s", 9), one("n", 1, office="north")]
    assert next_of("a", kept, held=[], waiting=waiting) == ("n",)
    assert next_of("a", kept, held=[], waiting=waiting[:1]) == ()
    assert next_of("a", Terms({"a": 1}), held=[], waiting=waiting) == ("s",)


def test_nobody_waits_for_it():
    assert next_of("a", HALF, held=[], waiting=[one("x", choices="b")]) == ()


def test_without_a_free_place_the_answer_is_about_the_next_one():
    assert next_of("a", HALF, held=[(OLD, "a"), (YOUNG, "a")], waiting=WAITING) == ("young",)


def test_how_each_bound_stands():
    terms = Terms({"a": 2, "b": 1}, (Bound("age_45", at_least=share(50)), Bound("age_45", edition="b", at_least=Amount(1))))
    assert counted(terms, [(OLD, "a"), (YOUNG, "b")]) == ((2, 1), (1, 0))


def test_two_who_want_both_or_none_wait_for_two_places_at_once():
    both = [one("x", 9, pair="y"), one("y", 8, pair="x"), one("z", 1)]
    assert next_of("a", Terms({"a": 2}), held=[], waiting=both) == ("x", "y")
    assert next_of("a", Terms({"a": 2}), held=[(OLD, "a")], waiting=both) == ("z",)


def test_whose_other_one_waits_no_more_waits_alone():
    gone = [one("x", 9, pair="y"), one("z", 1)]
    assert next_of("a", Terms({"a": 1}), held=[], waiting=gone) == ("x",)
    other_wishes = [one("x", 9, pair="y"), one("y", 8, pair="x", choices="ab")]
    assert next_of("a", Terms({"a": 1, "b": 1}), held=[], waiting=other_wishes) == ("x",)


def test_the_published_reserve_order_decides_where_an_appeal_has_changed_it():
    assert next_of("a", Terms({"a": 1}), held=[], waiting=WAITING, order=["old", "young"]) == ("old",)
    assert next_of("a", HALF, held=[(YOUNG, "a")], waiting=WAITING, order=["young", "old"]) == ("old",)
