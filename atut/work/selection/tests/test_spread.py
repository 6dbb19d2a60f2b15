"""A bound for each office or each edition by itself: spread out into plain lines, from which the list is made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atut.work.selection.rules.frozen import freeze, terms_of
from atut.work.selection.rules.reasons import bounds_in_words, kept_bounds
from atut.work.selection.rules.terms import EACH, Amount, Bound, Pool, Terms, bound_from, pool_from, spread
from atut.work.selection.rules.walk import Why, select
from atut.work.selection.tests.factories import one, people

BOTH = Bound(office=EACH, edition=EACH, at_most=Amount(2))
ONE = Bound("woman", office=EACH, at_least=Amount(1))
PLACES = {"offices": ("north", "south"), "applying": {"south"}, "editions": ("b", "a")}


def test_a_line_for_each_office_and_each_edition():
    lines = spread((BOTH,), **PLACES)
    assert [(line.office, line.edition, line.each) for line in lines] == [
        ("north", "a", "office edition"), ("north", "b", "office edition"),
        ("south", "a", "office edition"), ("south", "b", "office edition"),
    ]  # fmt: skip
    assert [line.edition for line in spread((Bound("woman", edition=EACH, at_least=Amount(1)),), **PLACES)] == ["a", "b"]


def test_at_least_one_is_asked_only_of_offices_from_which_somebody_applies():
    assert [(line.office, line.at_least) for line in spread((ONE,), **PLACES)] == [("south", Amount(1))]


def test_other_bounds_stay_as_they_are():
    plain = Bound("woman", at_least=Amount(3))
    assert spread((plain,), **PLACES) == (plain,)
    assert "each" not in plain.as_data()
    assert bound_from(plain.as_data()) == plain


@settings(max_examples=60, deadline=None)
@given(people(most=9), st.integers(1, 2))
def test_no_office_gets_more_than_so_many_in_any_edition(applicants, most):
    offices = {applicant.office for applicant in applicants}
    bounds = spread((Bound(office=EACH, edition=EACH, at_most=Amount(most)),), offices=(), applying=offices, editions="abc")
    terms = Terms(dict.fromkeys("abc", 9), bounds)
    assert terms_of(freeze(applicants, terms)) == terms
    outcome = select(applicants, terms)
    office_of = {applicant.code: applicant.office for applicant in applicants}
    for edition in "abc":
        got = [office_of[code] for code, decision in outcome.decisions.items() if edition in decision.editions]
        assert all(got.count(office) <= most for office in offices)
    for decision in outcome.decisions.values():
        assert all(passed.why in (Why.MOST, Why.HIGHER) for passed in decision.passed)


@pytest.mark.parametrize(("south", "said"), [(3, 2), (1, 1)])
def test_only_lines_that_decided_something_are_said(south, said):
    applicants = [one(f"s{n}", office="south") for n in range(south)]
    bounds = spread((BOTH,), offices=("north", "south"), applying={"south"}, editions=("a",))
    kept = kept_bounds(select(applicants, Terms({"a": 5}, bounds)), {"south": {"en": "South"}})
    words = bounds_in_words(kept, is_committee=True)
    assert len(words) == said
    assert words[-1].startswith("Innych progów")


def test_a_pool_shared_by_two_offices_is_kept_for_both_and_for_nobody_else():
    pool = Pool("south", "a", 2, ("west",))
    assert pool_from(pool.as_data()) == pool
    assert "beside" not in Pool("south", "a", 2).as_data()
    terms = Terms({"a": 3}, pools=(pool,))
    applicants = [
        one("n1", 9, office="north"), one("n2", 8, office="north"), one("w", 3, office="west"), one("s", 2, office="south"),
    ]  # fmt: skip
    assert {code for code, decision in select(applicants, terms).decisions.items() if decision.editions} == {"n1", "w", "s"}
    assert terms_of(freeze(applicants, terms)) == terms
