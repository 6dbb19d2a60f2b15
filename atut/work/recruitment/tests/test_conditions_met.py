"""Whoever meets the conditions reads so once: by e-mail or on paper, on the own page, and again only after a rejection."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.actions.batching import Wanted, foresee, run_batch
from atut.work.recruitment.actions.correcting import ask_correction, supply_correction
from atut.work.recruitment.models import Application
from atut.work.recruitment.notices import own_page_link
from atut.work.recruitment.queries.own import own_page
from atut.work.recruitment.rules.own import Event, Stage
from atut.work.recruitment.rules.regulation import Access, Regulation
from atut.work.recruitment.tests.factories import a_call, an_application, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, at):
    return a_call(project, [an_edition(project)], at=at, regulation=Regulation(correction_days=5))


def told(application=None):
    found = Message.objects.filter(kind="recruitment.conditions_met")
    return found.filter(about_key=application.key) if application else found


def test_the_person_is_told_once_however_often_it_is_checked(call, coordinator, at):
    application = an_application(call, at=at)
    for _unused in range(3):
        application = actions.assess(application, actor=coordinator, at=at)
    message = told(application).get()
    text = message.text.replace("\u00a0", " ")
    assert "spełnia warunki" in text
    assert "do listy rezerwowej" not in text
    assert (message.to_email, message.state) == (application.person.email, "queued")
    assert own_page_link(application) in text


def test_by_turns_rejected_and_accepted_each_turn_is_told(call, coordinator, at):
    application = actions.assess(an_application(call, at=at), actor=coordinator, at=at)
    actions.reject_formally(application, "incomplete", actor=coordinator, at=at)
    actions.accept_formally(application, actor=coordinator, at=at)
    kinds = Message.objects.filter(about_key=application.key).order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-3:] == [
        "recruitment.conditions_met", "recruitment.application_rejected", "recruitment.conditions_met",
    ]  # fmt: skip


def test_found_wanting_and_then_met_again_is_no_news(call, coordinator, at):
    application = actions.assess(an_application(call, at=at), actor=coordinator, at=at)
    Application.objects.filter(pk=application.pk).update(status="submitted")
    actions.assess(application, actor=coordinator, at=at)
    assert told().count() == 1


def test_who_does_not_meet_the_conditions_reads_nothing_yet(project, coordinator, at):
    strict = Regulation(access=Access(posts=("managerial",)))
    call = a_call(project, [an_edition(project)], at=at, regulation=strict)
    actions.assess(an_application(call, at=at, post_kind="official"), actor=coordinator, at=at)
    assert not told().exists()


def test_completed_by_a_correction_it_is_told_too(call, coordinator, at):
    application = an_application(call, at=at)
    correction = ask_correction(application, "Brak referatu", (), actor=coordinator, at=at)
    supply_correction(correction, "Referat Oświaty", {}, actor=holder(correction, call.project), at=at + timedelta(hours=1))
    assert not told().exists()
    application.refresh_from_db()
    actions.assess(application, actor=coordinator, at=at + timedelta(hours=2))
    assert told(application).count() == 1


def test_many_at_once_are_told_once_each_and_the_preview_tells_nobody(call, coordinator, at):
    people = [an_application(call, at=at) for _unused in range(3)]
    actions.assess(people[0], actor=coordinator, at=at)
    foresee(Wanted("assess"), people, actor=coordinator, at=at)
    assert told().count() == 1
    for token in ("one", "two"):
        run_batch(call, Wanted("assess"), Application.objects.filter(call=call), token=token, actor=coordinator, at=at)
    assert [told(one).count() for one in people] == [1, 1, 1]


def test_without_an_address_it_waits_to_be_printed_or_told(call, coordinator, at, signed_in):
    application = actions.assess(an_application(call, at=at, email=""), actor=coordinator, at=at)
    assert told(application).get().state == "paper"
    assert application.number in signed_in("coordinator").get(reverse("mail:untold")).text


def test_the_own_page_has_the_state_and_the_day(call, coordinator, at):
    application = actions.assess(an_application(call, at=at), actor=coordinator, at=at)
    page = own_page(application, at)
    assert page.stage == Stage.CHECKED
    assert Event.CHECKED in [day.event for day in page.days]
