"""First come, first served: no points, two forms of support at most, pairs; open while the clocks are changed."""

from datetime import date, timedelta

import pytest

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.work.recruitment import actions
from atut.work.recruitment.models import RepeatedForm
from atut.work.recruitment.rules.calls import CallClosed
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import holder
from atut.work.selection.rules.terms import Terms
from tests.calls import field, papers, truth
from tests.calls.life import Life

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def the_night_of_the_clocks():
    """The evening before the last Sunday of October: half past two comes twice."""
    last = date(clock.today().year, 10, 31)
    return clock.at(last - timedelta(days=(last.weekday() + 1) % 7 + 1), 23)


@pytest.fixture
def opened(project):
    found = field.editions(project, the_night_of_the_clocks().date() + timedelta(days=40), capacity=30)
    return dict(zip(found, (30, 20, 25), strict=True))


@pytest.fixture
def call(project, opened, coordinator):
    opens_at = the_night_of_the_clocks()
    return field.published(
        project, opened, coordinator, opens_at=opens_at, days=4, regulation=Regulation(most_places=2, pairs=True)
    )


@pytest.fixture
def people(project, call):
    found = field.people(call, field.offices(project), seed=1)
    for number in (10, 20):  # two pairs, and two of whom one names somebody who names nobody
        found[number + 1].wishes = found[number].wishes
    found[31].wishes = found[30].wishes
    return found


def all_apply(call, people, coordinator):
    for number, one in enumerate(people):
        if number % 15 == 7:
            field.brought(call, one, f"OR.{number}", coordinator)
        else:
            field.sent(call, one)
    for number in (10, 20):
        one, other = people[number].application, people[number + 1].application
        actions.name_pair(one, other.code, actor=holder(one, call.project), at=people[40].sent_at)
        actions.name_pair(other, one.code, actor=coordinator, at=people[40].sent_at)
    one = people[30].application
    actions.name_pair(one, people[31].code, actor=holder(one, call.project), at=people[40].sent_at)


def test_first_come_first_served(call, people, project, opened, coordinator, elsewhere):
    all_apply(call, people, coordinator)
    gone, young = people[3], people[50]
    actions.withdraw_by_link(gone.application, actor=anonymous(project.pk), at=gone.sent_at + timedelta(hours=1))
    second = field.form_of(call, people[5], pesel=people[5].application.person.pesel)
    actions.submit(call, second, actor=anonymous(project.pk), at=people[149].sent_at)
    assert RepeatedForm.objects.get().application == people[5].application
    with pytest.raises(CallClosed):
        actions.submit(call, field.form_of(call, people[6]), actor=anonymous(project.pk), at=call.closes_at)
    actions.reject_formally(young.application, "untrue", actor=coordinator, at=call.closes_at)
    at = call.closes_at + timedelta(hours=1)
    field.assessed(call, coordinator, at)
    actions.close_selection(call, actor=coordinator, at=at)

    there = [one for one in people if one not in (gone, young)]
    codes = {people[n].code: people[n + 1].code for n in (10, 20)}
    codes |= {other: one for one, other in codes.items()}
    applicants = [truth.replace(truth.as_applicant(one), pair=codes.get(one.code, "")) for one in there]
    terms = Terms(
        {edition.key: places for edition, places in opened.items()},
        forms={edition.key: edition.support_form.key for edition in opened},
        most_places=2,
    )
    selection, listed = truth.proved(call, applicants, terms, refused=1)
    assert truth.must_change_it(selection, listed) >= {"tie"}
    elsewhere(call)
    life = Life(call, listed, coordinator, at)
    life.answer()
    life.give_back(5)
    life.at = at + timedelta(days=call.answer_days + 2)
    life.lapse()
    assert life.freed > 15
    papers.must_be_in_the_journal(call)
