"""The walk compared with the same rule written a second time, and with every possible assignment of small calls."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from atut.work.selection.rules.terms import Amount, Bound, Pool, Terms
from atut.work.selection.rules.walk import Why, select
from atut.work.selection.tests import naive
from atut.work.selection.tests.factories import one, one_changed, paired, people, share, terms

WOMEN, OLDER = Bound("woman", at_least=share(50)), Bound("age_45", at_least=share(50))


def given_of(outcome):
    return {code: frozenset(decision.editions) for code, decision in outcome.decisions.items()}


@settings(max_examples=600, deadline=None)
@given(people(), terms)
def test_the_walk_gives_what_trying_everything_gives(applicants, rules):
    outcome = select(applicants, rules)
    order, best, short = naive.by_trying_everything(applicants, rules)
    assert list(outcome.decisions) == [p.code for p in order]
    assert list(given_of(outcome).values()) == list(best)
    assert [bound.lowered_by for bound in outcome.bounds] == short
    assert all(bound.given >= bound.target for bound in outcome.bounds)


@settings(max_examples=100, deadline=None)
@given(people(most=14), terms)
def test_the_walk_gives_what_a_plain_programme_gives(applicants, rules):
    assert given_of(select(applicants, rules)) == {code: set(got) for code, got in naive.Plain(applicants, rules).solve().items()}


@settings(max_examples=200, deadline=None)
@given(people(most=8), terms, st.randoms())
def test_the_order_applications_come_in_does_not_matter(applicants, rules, chance):
    shuffled = applicants[:]
    chance.shuffle(shuffled)
    turned = replace(rules, openings=dict(reversed(rules.openings.items())))
    assert select(shuffled, turned) == select(applicants, rules)


@settings(max_examples=300, deadline=None)
@given(people(most=8), terms, st.integers(0, 7), st.integers(1, 4))
def test_more_points_never_cost_a_place_nor_the_choice_given(applicants, rules, who, more):
    before = select(applicants, rules).decisions
    if who < len(applicants) and before[applicants[who].code].editions:
        raised = [one_changed(p, points=p.points + more) if i == who else p for i, p in enumerate(applicants)]
        after = select(raised, rules).decisions[applicants[who].code].editions
        old = before[applicants[who].code].editions
        own = applicants[who].choices
        assert [e not in after for e in own] <= [e not in old for e in own]
        assert after


@settings(max_examples=200, deadline=None)
@given(people(most=8), terms)
def test_a_free_place_is_left_only_where_nobody_waits_for_it_or_a_rule_forbids_it(applicants, rules):
    outcome = select(applicants, rules)
    for edition, places in rules.openings.items():
        taken = sum(edition in d.editions for d in outcome.decisions.values())
        refused = [p.why for d in outcome.decisions.values() for p in d.passed if p.edition == edition]
        assert taken <= places
        assert taken == places or Why.FULL not in refused or any(p.pair for p in applicants)


@settings(max_examples=200, deadline=None)
@given(people(most=8), terms)
def test_reserve_positions_count_from_one_in_the_order_of_the_ranking(applicants, rules):
    decisions = select(applicants, rules).decisions.values()
    for edition in rules.openings:
        positions = [d.reserve[edition] for d in decisions if edition in d.reserve]
        assert positions == list(range(1, len(positions) + 1))
        assert not any(edition in d.reserve and edition in d.editions for d in decisions)


def test_bigger_calls_come_out_as_in_a_plain_programme():
    chance = random.Random(4)
    for _round in range(4):
        everybody = paired(
            [
                one(
                    f"{i:03}", chance.randint(0, 9), choices=chance.sample("abcd", 2), office=chance.choice(["", "n", "s"]),
                    facts={fact for fact in ("woman", "age_45") if chance.random() < 0.4},
                )
                for i in range(40)
            ],
            3,
        )  # fmt: skip
        rules = Terms(
            dict.fromkeys("abcd", 5), (WOMEN, OLDER, Bound(office="n", at_least=Amount(9))),
            pools=(Pool("s", "a", 2),), most_places=chance.choice([1, 2]), forms={"a": "f", "b": "f"},
        )  # fmt: skip
        assert given_of(select(everybody, rules)) == naive.Plain(everybody, rules).solve()
