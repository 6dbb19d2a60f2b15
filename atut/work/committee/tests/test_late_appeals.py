"""An upheld appeal of somebody taken in after the list: the conditions are met, and nobody in time comes after them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.committee import tasks
from atut.work.committee.queries import appeals as queries
from atut.work.committee.tests.factories import a_listed_call, a_sent_appeal, an_applied_appeal, an_upheld_appeal
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.appeals import Outcome, outcome_of_late
from atut.work.recruitment.tests.factories import application_data, the_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project):
    """Three people in time for one place of one seat: the second and the third wait."""
    the_texts(project)
    call = a_listed_call(project, people=3, edition=an_edition(project, capacity=1), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    return call


def late(call, coordinator, *, is_met=True):
    data = application_data(call, editions=[call.openings.get().edition])
    came = {"paper": actions.Paper("RKP/9"), "received_at": clock.now(), "actor": coordinator, "at": clock.now()}
    application = actions.join_late(call, data, **came)
    if is_met:
        return actions.assess(application, actor=coordinator, at=clock.now())
    return actions.reject_formally(application, "incomplete", actor=coordinator, at=clock.now())


def on_the_reserve_list(call):
    waiting = [one for one in call.applications.all() if one.choices.get().reserve_position]
    return [one.code for one in sorted(waiting, key=lambda one: one.choices.get().reserve_position)]


def test_all_points_there_are_bring_a_late_joiner_before_nobody(call, coordinator):
    joined = late(call, coordinator)
    before = on_the_reserve_list(call)
    appeal = an_upheld_appeal(call, joined, points=25)
    assert (queries.preview(appeal).comes_in, queries.preview(appeal).goes_out) == ((), ())
    done = an_applied_appeal(appeal, coordinator)
    assert on_the_reserve_list(call) == before
    assert before[-1] == joined.code
    assert list(done.difference["outcomes"].values()) == ["late"]
    assert done.input == call.selection.input, "the list is not made again"
    told = Message.objects.get(kind="committee.appeal_decided").text.replace("\u00a0", " ")
    assert "za wszystkimi, którzy zgłosili się w terminie" in told


def test_turned_down_wrongly_a_late_joiner_stands_where_joining_then_would_have_put_them(call, coordinator):
    refused = late(call, coordinator, is_met=False)
    later = late(call, coordinator)
    an_applied_appeal(an_upheld_appeal(call, refused, points=25), coordinator)
    assert on_the_reserve_list(call)[-2:] == [refused.code, later.code]
    assert [one.choices.get().reserve_position for one in (refused, later)] == [3, 4]
    refused.refresh_from_db()
    assert (refused.status, refused.points) == ("eligible", 25)


def test_an_appeal_in_time_goes_before_late_joiners(call, coordinator):
    joined = late(call, coordinator)
    last = max(call.people, key=lambda one: one.number)
    an_applied_appeal(an_upheld_appeal(call, last, points=25), coordinator)
    assert on_the_reserve_list(call)[0] == last.code
    assert on_the_reserve_list(call)[-1] == joined.code


def test_a_free_place_nobody_waits_for_goes_to_the_late_joiner_at_once(project, coordinator):
    the_texts(project)
    call = a_listed_call(project, people=1, edition=an_edition(project, capacity=2), places=2, appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    refused = late(call, coordinator, is_met=False)
    an_applied_appeal(an_upheld_appeal(call, refused, points=4), coordinator)
    assert Place.objects.filter(application=refused, status="offered").exists()
    other = an_upheld_appeal(call, refused, points=5, at=clock.now() + timedelta(minutes=1))
    assert list(an_applied_appeal(other, coordinator).difference["outcomes"].values()) == ["kept"]


def test_an_edition_barred_to_the_person_stays_so(call, coordinator):
    joined = late(call, coordinator, is_met=False)
    key = call.openings.get().edition.key
    joined.reasons = [*joined.reasons, {"code": "already_supported", "edition": key}]
    joined.save(update_fields=["reasons"])
    done = an_applied_appeal(an_upheld_appeal(call, joined, points=25), coordinator)
    assert list(done.difference["outcomes"].values()) == ["same"]
    assert joined.code not in on_the_reserve_list(call)


@pytest.mark.parametrize(
    ("holds", "is_open", "expected"), [(True, True, Outcome.KEPT), (False, True, Outcome.LATE), (False, False, Outcome.SAME)]
)
def test_what_an_appeal_brings_somebody_late(holds, is_open, expected):
    assert outcome_of_late(holds=holds, is_open=is_open) == expected


def test_the_page_says_that_the_list_is_not_made_again(signed_in, call, coordinator):
    appeal = an_upheld_appeal(call, late(call, coordinator))
    address = reverse("committee:appeal_show", args=[appeal.key])
    assert "Listy nie układa się ponownie: to zgłoszenie" in signed_in("coordinator").get(address).text.replace("\u00a0", " ")
    assert a_sent_appeal(call.people[0]).status == "lodged"


def test_the_person_reads_on_the_page_of_the_appeal_what_it_brought(client, call, coordinator):
    last = max(call.people, key=lambda one: one.number)
    an_applied_appeal(an_upheld_appeal(call, last, points=25), coordinator)
    page = client.get(reverse("committee:appeal_lodge", args=[queries.token_of(last)])).text.replace("\u00a0", " ")
    assert "pierwsze miejsce na liście rezerwowej" in page
