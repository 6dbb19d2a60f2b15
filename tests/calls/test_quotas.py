"""Quotas: women and men, people of 45 and more, an office, a part of them in one edition; one that cannot be met."""

from datetime import timedelta

import pytest

from atut.work.recruitment import actions
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.terms import Amount, Bound, Fact, Terms
from tests.calls import field, papers, truth
from tests.calls.life import Life

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POINTS = (
    Criterion("residents", {"pl": "Obsługuję mieszkańców", "en": "I serve residents"}, 5),
    Criterion("first", {"pl": "Pierwsze wsparcie", "en": "First support"}, 3, "first_support"),
    Criterion("gops", {"pl": "Praca w GOPS", "en": "Works in a GOPS"}, 2, "gops"),
)
DISABLED = (12, 60, 100)  # three say yes; five places are wished for


def percent(value):
    return Amount(value, is_percent=True)


@pytest.fixture
def where(project):
    return field.offices(project)


@pytest.fixture
def opened(project, at):
    found = field.editions(project, at.date() + timedelta(days=40), capacity=20)
    return dict.fromkeys(found, 20)


@pytest.fixture
def bounds(where, opened):
    first = next(iter(opened))
    return (
        Bound(Fact.WOMAN, at_least=percent(50)),
        Bound(Fact.MAN, at_least=percent(40)),
        Bound(Fact.AGE_45, at_least=percent(45), at_most=percent(55)),
        Bound(Fact.AGE_45, edition=first.key, at_most=Amount(8)),
        Bound(office=where[-1].key, at_least=Amount(14)),
        Bound(Fact.DISABILITY, at_least=Amount(5)),
    )


@pytest.fixture
def call(project, opened, bounds, coordinator, at):
    regulation = Regulation(criteria=POINTS, bounds=bounds)
    return field.published(project, opened, coordinator, opens_at=at, days=10, regulation=regulation)


def facts_of(one, last_day):
    told = {
        Fact.WOMAN: one.sex == "f",
        Fact.MAN: one.sex == "m",
        Fact.AGE_45: one.years_on(last_day) >= 45,
        Fact.DISABILITY: one.confided.get("disability"),
    }
    return {fact.value for fact, is_so in told.items() if is_so}


def points_of(one):
    return 5 * one.answers["residents"] + 3 + 2 * (one.office.kind == "gops")


def test_lower_and_upper_bounds_are_kept_and_the_smallest_relaxation_is_named(call, where, opened, bounds, coordinator, elsewhere):
    people = field.people(call, where, seed=3)
    for number, one in enumerate(people):
        one.answers = {"residents": number % 3 == 0}
        one.confided = {"disability": number in DISABLED} if number % 4 == 0 else {}
        field.sent(call, one)
    at = call.closes_at + timedelta(hours=1)
    field.assessed(call, coordinator, at)
    actions.close_selection(call, actor=coordinator, at=at)

    last_day = field.last_day_of(call)
    applicants = [truth.as_applicant(one, points=points_of(one), facts=facts_of(one, last_day)) for one in people]
    forms = {edition.key: edition.support_form.key for edition in opened}
    terms = Terms({edition.key: places for edition, places in opened.items()}, bounds, forms=forms)
    selection, listed = truth.proved(call, applicants, terms, refused=0)
    assert truth.must_change_it(selection, listed)
    asked = [(one["asked"], one["target"], one["given"], one["most"]) for one in selection.result["bounds"]]
    assert [one[:2] for one in asked] == [(30, 30), (24, 24), (27, 27), (0, 0), (14, 14), (5, 3)]
    assert all(target <= given <= (60 if most is None else most) for _asked, target, given, most in asked)
    elsewhere(call)
    life = Life(call, listed, coordinator, at)
    life.answer()
    life.give_back(4)
    life.at = at + timedelta(days=call.answer_days + 2)
    life.lapse()
    papers.must_be_in_the_journal(call)
