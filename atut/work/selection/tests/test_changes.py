"""What would have changed it is tried: with it the person is in, with one point fewer not."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atut.work.selection.rules.changes import AT_ONCE, Change, What, changes, is_short, to_explain
from atut.work.selection.rules.reasons import reasons
from atut.work.selection.rules.terms import Bound, Terms
from atut.work.selection.rules.walk import select
from atut.work.selection.tests.factories import NOON, one, one_changed, people, share, terms


def again(applicants, rules, code, **fields):
    """What this person gets when something had been otherwise."""
    changed = [one_changed(p, **fields) if p.code == code else p for p in applicants]
    return select(changed, rules).decisions[code].editions


def all_wishing(applicants, rules, person, edition):
    """What this person gets had this been a last wish, of both where two want a place together."""
    codes = (person.code, person.pair) if any(p.code == person.pair for p in applicants) else (person.code,)
    changed = [one_changed(p, choices=(*p.choices, edition)) if p.code in codes else p for p in applicants]
    return select(changed, rules).decisions[person.code].editions


def must_be_true(applicants, rules):
    outcome = select(applicants, rules)
    found = changes(outcome, rules)
    for person in applicants:
        decision, change = outcome.decisions[person.code], found.get(person.code)
        assert (change is None) == bool(decision.editions)
        if change is None:
            continue
        if change.what in (What.POINTS, What.TIE):
            assert again(applicants, rules, person.code, points=person.points + change.points)[0] == change.edition
            assert not again(applicants, rules, person.code, points=person.points + change.points - 1)
        else:
            assert not again(applicants, rules, person.code, points=1000) or change.what == What.PAIR
        if change.before:
            assert again(applicants, rules, person.code, received_at=change.before - timedelta(microseconds=1))
        for edition in rules.openings:
            if edition not in person.choices:
                assert edition not in change.elsewhere or all_wishing(applicants, rules, person, edition)


@settings(max_examples=400, deadline=None)
@given(people(most=8), terms)
def test_every_change_named_is_true_when_tried(applicants, rules):
    must_be_true(applicants, rules)


@settings(max_examples=60, deadline=None)
@given(people(most=25), st.integers(1, 2))
def test_also_with_bounds_that_overlap(applicants, places):
    must_be_true(
        applicants,
        Terms(dict.fromkeys("abc", 2 * places), (Bound("woman", at_least=share(60)), Bound("age_45", at_least=share(50)))),
    )


@pytest.mark.parametrize(
    ("person", "change"),
    [
        (one("x", 7, minute=9), Change(What.POINTS, "a", 3)),
        (one("x", 8), Change(What.POINTS, "a", 1)),
        (one("x", 9, minute=9), Change(What.TIE, "a", 1, NOON + timedelta(minutes=5))),
    ],
)
def test_the_fewest_points_or_the_tie(person, change):
    people = [one("first", 9), one("last", 9, minute=5), person]
    assert changes(select(people, Terms({"a": 2})), Terms({"a": 2})) == {"x": change}


def test_where_lots_were_drawn_no_moment_is_named():
    rules = Terms({"a": 1}, ties="draw")
    people = [one("x", lot="b"), one("y", lot="a")]
    assert changes(select(people, rules), rules) == {"x": Change(What.TIE, "a", 1)}


def test_an_edition_not_named_that_had_a_place():
    rules = Terms({"a": 1, "b": 1})
    assert changes(select([one("x", 9), one("y", 3)], rules), rules)["y"] == Change(What.POINTS, "a", 7, elsewhere=("b",))


def test_nothing_in_points_alone_where_there_is_no_place_at_all():
    rules = Terms({"a": 1}, (Bound("age_45", at_least=share(100)),))
    people = [one("x", 9), one("o", 1, facts={"age_45"})]
    assert changes(select(people, rules), rules) == {"x": Change(What.NOTHING)}


def test_of_a_pair_one_alone_may_not_be_enough():
    rules = Terms({"a": 2})
    people = [one("x", 5, pair="y"), one("y", 4, pair="x"), one("1", 9, minute=-1), one("2", 8)]
    assert {code: change.what for code, change in changes(select(people, rules), rules).items()} == {
        "x": What.PAIR,
        "y": What.PAIR,
    }
    high = [one("x", 20, pair="y"), *people[1:]]
    found = changes(select(high, rules), rules)
    assert (found["x"].what, found["y"]) == (What.PAIR, Change(What.POINTS, "a", 6))


def test_a_long_list_is_explained_piece_by_piece_and_in_the_same_words():
    rules = Terms({"a": 20, "b": 20}, (Bound("woman", at_least=share(60)),))
    crowd = [one(f"{n:03}", n % 37, choices="ab" if n % 2 else "b", facts={"woman"} if n % 3 else ()) for n in range(AT_ONCE + 20)]
    outcome = select(crowd, rules)
    assert not is_short(outcome)
    assert not any(kept["code"] in What.values for why in reasons(outcome, rules, {}).values() for kept in why)
    waiting, whole = to_explain(outcome), changes(outcome, rules)
    pieces = [changes(outcome, rules, frozenset(waiting[start : start + 70])) for start in range(0, len(waiting), 70)]
    assert {code: change for piece in pieces for code, change in piece.items()} == whole
    assert set(whole) == set(waiting)
