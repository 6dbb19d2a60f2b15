"""Deadlines across the nights in which the clocks change: a day is a day in Warsaw, whether it has 23, 24 or 25 hours."""

from datetime import UTC, date, timedelta

import pytest

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.calls import CallClosed
from atut.work.recruitment.rules.enclosing import CorrectionLate
from atut.work.recruitment.rules.places import AnswerTooLate, StillInTime
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.tests.factories import a_call, an_application, holder
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application, offers

pytestmark = pytest.mark.django_db

MARCH, OCTOBER = date(2027, 3, 28), date(2027, 10, 31)
SECOND = timedelta(seconds=1)
nights = pytest.mark.parametrize(("night", "hours"), [(MARCH, 23), (OCTOBER, 25)], ids=["march", "october"])


def noon_before(night):
    return clock.at(night - timedelta(days=1), 12)


def midnight_after(night):
    return clock.at(night + timedelta(days=1))


@nights
def test_the_day_of_the_change_has_another_number_of_hours(night, hours):
    assert midnight_after(night).astimezone(UTC) - clock.at(night).astimezone(UTC) == timedelta(hours=hours)


def an_open_offer(project, night):
    edition = an_edition(project, starts_on=night + timedelta(days=20))
    call = a_past_call(project, {edition: 1}, answer_days=1, closes_at=noon_before(night) - timedelta(hours=1))
    an_eligible_application(call, [edition])
    a_closed_list(call, at=noon_before(night))
    return offers(call)[0]


@nights
def test_an_offer_of_the_eve_is_open_until_midnight_after_the_change(project, night, hours):
    place = an_open_offer(project, night)
    assert place.answer_by == midnight_after(night)
    assert place.answer_by.astimezone(UTC) - noon_before(night).astimezone(UTC) == timedelta(hours=12 + hours)
    assert place.last_day == night
    with pytest.raises(StillInTime):
        actions.expire_place(place, actor=system(project.pk), at=midnight_after(night) - SECOND)
    actions.confirm_place(place, actor=an_actor("coordinator", project), at=midnight_after(night) - SECOND)
    place.refresh_from_db()
    assert place.status == "confirmed"


@nights
def test_at_that_midnight_it_is_too_late(project, night, hours):
    place = an_open_offer(project, night)
    with pytest.raises(AnswerTooLate):
        actions.confirm_place(place, actor=an_actor("coordinator", project), at=midnight_after(night))
    actions.expire_place(place, actor=system(project.pk), at=midnight_after(night))


def a_correction(project, night):
    edition = an_edition(project, starts_on=night + timedelta(days=60))
    call = a_call(project, [edition], at=noon_before(night), regulation=Regulation(correction_days=1))
    application = an_application(call, at=noon_before(night))
    coordinator = an_actor("coordinator", project)
    return actions.ask_correction(application, "Podpis", [], actor=coordinator, at=noon_before(night))


@nights
def test_what_is_missing_is_supplied_until_midnight_after_the_change(project, night, hours):
    asked = a_correction(project, night)
    assert asked.answer_by == midnight_after(night)
    last = midnight_after(night) - SECOND
    actions.supply_correction(asked, "Jest", {}, actor=holder(asked, project), at=last)
    assert Application.objects.get(pk=asked.application_id).status == "submitted"


@nights
def test_at_that_midnight_the_term_to_complete_is_over(project, night, hours):
    asked = a_correction(project, night)
    with pytest.raises(CorrectionLate):
        actions.supply_correction(asked, "Jest", {}, actor=holder(asked, project), at=midnight_after(night))


@nights
def test_a_call_closes_at_its_hour_by_the_clock_on_the_wall(project, night, hours):
    edition = an_edition(project, starts_on=night + timedelta(days=60))
    closes = clock.at(night, 16)
    call = a_call(project, [edition], at=noon_before(night), opens_at=closes - timedelta(days=10), closes_at=closes)
    assert Call.objects.get(pk=call.pk).closes_at == closes
    assert (closes.astimezone(UTC) - noon_before(night).astimezone(UTC)) == timedelta(hours=hours + 4)
    an_application(call, at=closes - SECOND)
    with pytest.raises(CallClosed):
        an_application(call, at=closes)


def test_of_the_hour_that_comes_twice_the_first_is_earlier(project):
    """Two people at 2:30 by the clock on the wall, an hour apart: the one who came first stands first."""
    edition = an_edition(project, starts_on=OCTOBER + timedelta(days=20))
    call = a_past_call(project, {edition: 1}, closes_at=clock.at(OCTOBER, 12))
    first = clock.at(OCTOBER, 2, 30).replace(fold=0).astimezone(UTC)
    second = an_eligible_application(call, [edition], received_at=first + timedelta(hours=1))
    earlier = an_eligible_application(call, [edition], received_at=first)
    for one in (earlier, second):
        assert f"{clock.local(Application.objects.get(pk=one.pk).received_at):%H:%M}" == "02:30"
    a_closed_list(call, at=clock.at(OCTOBER, 13))
    assert offers(call)[0].application == earlier


def test_a_call_that_closes_in_the_hour_that_comes_twice_does_not_open_again(project):
    edition = an_edition(project, starts_on=OCTOBER + timedelta(days=60))
    closes = clock.at(OCTOBER, 2, 30)
    call = a_call(project, [edition], at=noon_before(OCTOBER), opens_at=closes - timedelta(days=10), closes_at=closes)
    an_application(call, at=clock.at(OCTOBER, 2, 10))
    with pytest.raises(CallClosed):
        an_application(call, at=clock.at(OCTOBER, 2, 10).replace(fold=1))
