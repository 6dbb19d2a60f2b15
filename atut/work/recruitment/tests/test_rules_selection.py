"""The ranking and the walk, compared with every possible assignment of small calls."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from atut.base.kernel import clock
from atut.work.recruitment.rules import selection
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation, for_people_of_45
from atut.work.recruitment.rules.selection import Applicant, Why, most_matched, select

NOON = clock.at(date(2026, 12, 1), 12)

HALF = for_people_of_45(50)
POINTS_ONLY = Regulation((Criterion("a", {"pl": "A"}, 1),))


def one(code, points=10, *, is_45=False, choices=("a",), minute=0, number=None):
    return Applicant(code, number or f"T/2026/{code}", points, NOON + timedelta(minutes=minute), is_45, tuple(choices))


def assignments(people, openings):
    """Every way to give each person one of the own choices or nothing, within the places."""
    for way in itertools.product(*[(*person.choices, None) for person in people]):
        if all(way.count(edition) <= places for edition, places in openings.items()):
            yield way


def best_by_trying_everything(people, openings, percent):
    ranking = selection.rank(people)
    ways = list(assignments(ranking, openings))
    older = [sum(p.is_45 and e is not None for p, e in zip(ranking, way, strict=True)) for way in ways]
    target = min(selection.places_for_bound(percent, sum(openings.values())), max(older))
    allowed = [way for way, count in zip(ways, older, strict=True) if count >= target]

    def wishes(way):
        return [p.choices.index(e) if e else 9 for p, e in zip(ranking, way, strict=True)]

    return ranking, min(allowed, key=wishes), target


EDITIONS = ("a", "b", "c")
small_calls = st.builds(
    lambda people, places, percent: (
        [
            one(f"{i:04}", points, is_45=is_45, choices=choices, minute=minute)
            for i, (points, is_45, choices, minute) in enumerate(people)
        ],
        dict(zip(EDITIONS, places, strict=True)),
        percent,
    ),
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.booleans(),
            st.lists(st.sampled_from(EDITIONS), min_size=1, max_size=3, unique=True),
            st.integers(0, 1),
        ),
        max_size=6,
    ),
    st.tuples(*[st.integers(0, 3)] * 3),
    st.sampled_from([0, 10, 34, 50, 67, 100]),
)


@settings(max_examples=400, deadline=None)
@given(small_calls)
def test_the_walk_gives_what_trying_everything_gives(call):
    people, openings, percent = call
    outcome = select(people, openings, percent)
    ranking, best, target = best_by_trying_everything(people, openings, percent)
    assert [d.edition for d in outcome.decisions.values()] == list(best)
    assert list(outcome.decisions) == [p.code for p in ranking]
    assert outcome.bound.target == target
    assert outcome.bound.given >= target


def test_every_call_of_three_people_and_two_editions():
    kinds = list(itertools.product((False, True), (("a",), ("b",), ("a", "b"), ("b", "a"))))
    for three in itertools.product(kinds, repeat=3):
        people = [one(f"{i:04}", 9 - i, is_45=k[0], choices=k[1]) for i, k in enumerate(three)]
        for places in itertools.product(range(3), repeat=2):
            for percent in (0, 50, 100):
                openings = dict(zip("ab", places, strict=True))
                decided = [d.edition for d in select(people, openings, percent).decisions.values()]
                assert decided == list(best_by_trying_everything(people, openings, percent)[1])


@given(small_calls)
def test_nobody_is_left_out_for_a_lower_ranked_person_unless_the_bound_forces_it(call):
    people, openings, percent = call
    outcome = select(people, openings, percent)
    by_code = {p.code: p for p in people}
    for left_out in (c for c, d in outcome.decisions.items() if d.edition is None):
        for edition in by_code[left_out].choices:
            lower = [c for c, d in outcome.decisions.items() if d.edition == edition and d.rank > outcome.decisions[left_out].rank]
            if lower:
                assert not by_code[left_out].is_45
                assert (edition, Why.KEPT) in outcome.decisions[left_out].passed


@given(small_calls)
def test_a_free_place_is_left_only_where_nobody_waits_for_it(call):
    people, openings, percent = call
    outcome = select(people, openings, percent)
    for edition, places in openings.items():
        given_there = sum(d.edition == edition for d in outcome.decisions.values())
        assert given_there <= places
        waits = any(edition in d.reserve for d in outcome.decisions.values())
        assert given_there == places or not waits


@given(small_calls, st.randoms())
def test_the_order_applications_come_in_does_not_matter(call, chance):
    people, openings, percent = call
    shuffled = people[:]
    chance.shuffle(shuffled)
    turned = dict(reversed(openings.items()))
    assert select(shuffled, turned, percent) == select(people, openings, percent)


@given(small_calls, st.integers(0, 5), st.integers(1, 4))
def test_more_points_never_cost_a_place(call, who, more):
    people, openings, percent = call
    before = select(people, openings, percent).decisions
    if who < len(people) and before[people[who].code].edition:
        raised = [replace(p, points=p.points + more) if i == who else p for i, p in enumerate(people)]
        assert select(raised, openings, percent).decisions[people[who].code].edition


@given(small_calls)
def test_reserve_positions_count_from_one_in_the_order_of_the_ranking(call):
    people, openings, percent = call
    decisions = select(people, openings, percent).decisions
    for edition in openings:
        positions = [d.reserve[edition] for d in decisions.values() if edition in d.reserve]
        assert positions == list(range(1, len(positions) + 1))


def test_points_then_received_then_number_decide():
    people = [
        one("later", 10, minute=5),
        one("tenth", 10, number="T/2026/0010"),
        one("ninth", 10, number="T/2026/9"),
        one("best", 11, minute=9),
    ]
    assert [p.code for p in selection.rank(people)] == ["best", "ninth", "tenth", "later"]


def test_a_place_is_kept_and_everyone_is_told_why():
    people = [one("young", 30, choices=("a", "b")), one("other", 20), one("older", 10, is_45=True)]
    outcome = select(people, {"a": 1, "b": 1}, 50)
    assert outcome.decisions["young"].edition == "b"
    assert outcome.decisions["young"].passed == (("a", Why.KEPT),)
    assert outcome.decisions["other"].passed == (("a", Why.KEPT),)
    assert outcome.decisions["other"].reserve == {"a": 1}
    assert outcome.decisions["older"].edition == "a"


def test_a_person_counted_by_the_bound_may_be_moved_to_a_lower_choice_but_not_left_out():
    people = [one("x", 30, is_45=True, choices=("a", "b")), one("y", 10, is_45=True, choices=("a",))]
    outcome = select(people, {"a": 1, "b": 1}, 100)
    assert [d.edition for d in outcome.decisions.values()] == ["b", "a"]
    assert outcome.decisions["x"].passed == (("a", Why.KEPT),)


def test_what_is_below_the_choice_given_is_named():
    outcome = select([one("x", choices=("a", "b"))], {"a": 1, "b": 1}, 0)
    assert outcome.decisions["x"].passed == (("b", Why.HIGHER),)


def test_a_bound_out_of_reach_is_lowered_by_the_least_and_said():
    outcome = select([one("x", is_45=True), one("y")], {"a": 4}, 50)
    assert (outcome.bound.asked, outcome.bound.possible, outcome.bound.given) == (2, 1, 1)
    assert outcome.bound.lowered_by == 1
    with translation.override("en"):
        assert "lowered" in selection.bound_in_words(outcome.bound)
        kept = select([one("x", is_45=True)], {"a": 1}, 50).bound
        assert selection.bound_in_words(kept) == "1 place went to a person aged 45 or more; the call asked for 1."
        assert "no lower bound" in selection.bound_in_words(select([], {"a": 1}, 0).bound)


@pytest.mark.parametrize(("percent", "places", "needed"), [(0, 9, 0), (50, 117, 59), (51, 100, 51), (34, 3, 2), (100, 7, 7)])
def test_the_share_is_rounded_up_to_whole_places(percent, places, needed):
    assert selection.places_for_bound(percent, places) == needed


def test_age_is_measured_on_the_last_day_of_the_call():
    midnight, afternoon = clock.at(date(2026, 12, 12)), clock.at(date(2026, 12, 11), 16)
    assert selection.last_day(midnight) == selection.last_day(afternoon) == date(2026, 12, 11)
    assert selection.counts_for_bound(date(1981, 12, 11), midnight)
    assert not selection.counts_for_bound(date(1981, 12, 12), midnight)
    assert not selection.counts_for_bound(None, midnight)


def test_the_list_is_closed_after_the_last_moment_and_with_nobody_left_to_assess():
    with pytest.raises(selection.CallStillOpen):
        selection.must_be_closable(closes_at=NOON, unassessed=0, at=NOON - timedelta(microseconds=1))
    with pytest.raises(selection.NotAllAssessed) as refusal:
        selection.must_be_closable(closes_at=NOON, unassessed=3, at=NOON)
    assert "3" in str(refusal.value)
    selection.must_be_closable(closes_at=NOON, unassessed=0, at=NOON)


def test_matching_finds_the_long_way_round():
    people = [one("1", choices=("a", "b")), one("2", choices=("a",)), one("3", choices=("b", "c")), one("4", choices=("b",))]
    assert most_matched(people, {"a": 1, "b": 1, "c": 1}) == 3
    assert most_matched(people, {"a": 0, "b": 2}) == 2
    assert most_matched([], {}) == 0


def test_reasons_and_rule_have_words():
    with translation.override("en"):
        people = [one("first", 50, choices=("a",)), one("then", 41, choices=("b", "a")), one("old", 1, is_45=True, choices=("b",))]
        openings = {"a": 1, "b": 1}
        kept = selection.reasons(select(people, openings, 50), people, openings)
        assert selection.in_words(kept["first"][0]) == "Position 1 in the ranking with 50 points: a place was free."
        assert [reason["code"] for reason in kept["then"]] == ["kept", "full"]
        assert "All 1 places" in selection.in_words(kept["then"][1])
        assert "position 1 and 50 points" in selection.in_words(kept["then"][1])
        assert len(selection.rule_in_words(POINTS_ONLY)) == 3
        assert "50 %" in str(selection.rule_in_words(replace(POINTS_ONLY, bounds=HALF))[2])
        assert selection.rule_in_words(POINTS_ONLY)[0].startswith("More points go first")


def test_a_call_without_points_does_not_speak_of_points():
    with translation.override("en"):
        assert not any("points" in sentence for sentence in selection.rule_in_words(Regulation(bounds=HALF)))


def test_a_big_call_is_decided_in_a_moment():
    chance = random.Random(7)
    people = [
        one(f"{i:04}", chance.randint(0, 60), is_45=chance.random() < 0.4, choices=chance.sample("abcdefgh", 3)) for i in range(300)
    ]
    begun = clock.now()
    outcome = select(people, dict.fromkeys("abcdefgh", 15), 50)
    assert clock.now() - begun < timedelta(seconds=5)
    assert outcome.bound.given >= 60


def test_the_preview_says_what_would_come_of_the_bound():
    with translation.override("en"):
        assert selection.bound_expected(selection.BoundKept(0, 0, 0, 0)) == "This call has no lower bound."
        kept = selection.bound_expected(selection.BoundKept(50, 2, 3, 3))
        assert kept == "People aged 45 or more would get: 3. The call asks for: 2."
        assert "More than 1 is not possible" in selection.bound_expected(selection.BoundKept(50, 2, 1, 1))
