"""Pools: places kept for each office until a day, then for everybody; the superior's consent by link, on paper, at the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.work.recruitment import actions, tasks
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.enclosing import By
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access, Regulation
from atut.work.recruitment.tests.factories import holder
from atut.work.selection.rules.terms import Pool, Terms
from tests.calls import field, papers, truth
from tests.calls.life import Life

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POINTS = (Criterion("age", {"pl": "45 lat i więcej", "en": "45 and more"}, 4, "age_45"),)
DAYS = 10  # the call is open; five days later the pools return
REFUSED = range(5, 150, 30)


@pytest.fixture
def where(project):
    return field.offices(project)


@pytest.fixture
def opened(project, at):
    found = field.editions(project, at.date() + timedelta(days=60), forms=(1, 1, 1), capacity=20)
    return dict(zip(found, (20, 16, 18), strict=True))


@pytest.fixture
def pools(where, opened):
    """Of one edition nearly all; of another more than an office sends people for."""
    sabnie, bielany, repki, gops = (one.key for one in where)
    first, second, third = (one.key for one in opened)
    kept = [(sabnie, first, 8), (bielany, first, 5), (gops, first, 5), (repki, second, 10), (gops, third, 14)]
    return tuple(Pool(*one) for one in kept)


@pytest.fixture
def call(project, opened, pools, coordinator, at):
    returns, access = at + timedelta(days=DAYS + 5), Access(superior_consent=True)
    regulation = Regulation(criteria=POINTS, pools=pools, pools_return_at=returns, most_choices=2, access=access)
    return field.published(project, opened, coordinator, opens_at=at, days=DAYS, regulation=regulation)


def consented(call, number, one, coordinator):
    """Superiors answer by their link, on paper or at the desk of their office; a few refuse."""
    consent, at = one.application.consent, one.sent_at + timedelta(hours=3)
    answer = actions.Answer(is_given=number not in REFUSED, reason="Urlop" if number in REFUSED else "")
    actor = holder(consent, call.project)
    if number % 3 == 1:
        answer, actor = replace(answer, how=By.PAPER, said_by="Sekretarz"), coordinator
    elif number % 3 == 2:
        answer, actor = replace(answer, how=By.DESK), an_actor("office_lead", call.project, one.office)
    actions.answer_consent(consent, answer, actor=actor, at=at)


def test_places_are_kept_for_each_office_until_the_day_and_then_for_everybody(call, where, opened, pools, coordinator, elsewhere):
    people = field.people(call, where, seed=4, most=2)
    for number, one in enumerate(people):
        one.office = where[number % 3] if number % 10 else where[3]  # fifteen from the GOPS
        field.sent(call, one, superior="szef@example.org")
        consented(call, number, one, coordinator)
    at = call.closes_at + timedelta(hours=1)
    field.assessed(call, coordinator, at)
    refused = [people[number] for number in REFUSED]
    for one in refused:
        actions.reject_formally(one.application, "no_consent", actor=coordinator, at=at)
    actions.close_selection(call, actor=coordinator, at=at)

    last_day = field.last_day_of(call)
    there = [one for one in people if one not in refused]
    applicants = [truth.as_applicant(one, points=4 * (one.years_on(last_day) >= 45)) for one in there]
    forms = {edition.key: edition.support_form.key for edition in opened}
    terms = Terms({edition.key: places for edition, places in opened.items()}, pools=pools, forms=forms)
    selection, listed = truth.proved(call, applicants, terms, refused=len(REFUSED))
    assert truth.must_change_it(selection, listed)
    whys = {why["code"] for kept in selection.result["people"].values() for why in kept["reasons"]}
    assert "pool" in whys
    elsewhere(call)

    returns = call.rules.pools_return_at
    life = Life(call, listed, coordinator, at, terms_at=lambda moment: terms if moment < returns else replace(terms, pools=()))
    life.answer()
    life.at = at + timedelta(days=call.answer_days + 1)
    life.lapse()
    kept_free = 54 - Place.objects.filter(application__call=call, status__in=["offered", "confirmed"]).count()
    assert kept_free > 0
    tasks.offer_returned_places(returns - timedelta(minutes=1))
    papers.must_add_up(call, held=54 - kept_free)
    life.pools_return(returns)
    papers.must_add_up(call, held=54)
    life.give_back(3)
    papers.must_be_in_the_journal(call)
