"""Somebody who applies when the list is made: judged by the same regulation, after everybody who was ranked in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.partnership.tests.factories import details
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Call, Selection
from atut.work.recruitment.queries.places import next_in_line, reserve
from atut.work.recruitment.queries.selection import data_of, outcome_of
from atut.work.recruitment.rules.applying import AlreadyApplied, ConditionsNotMet, ListClosed
from atut.work.recruitment.rules.joining import LateAlone, LateForEnded, NoListYet
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access, Regulation
from atut.work.recruitment.tests.factories import application_data, the_texts
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application, offers
from atut.work.selection.rules.frozen import checked

pytestmark = pytest.mark.django_db
PAPER = actions.Paper("RKP/99")


@pytest.fixture
def edition(project):
    return an_edition(project)


@pytest.fixture
def call(project, edition):
    """One place, three people, the list is closed."""
    the_texts(project)
    call = a_past_call(project, {edition: 1})
    for points in (9, 8, 7):
        an_eligible_application(call, [edition], points=points)
    a_closed_list(call)
    call.refresh_from_db()
    return call


def come(call, coordinator, *, paper=PAPER, editions=None, person=None, **fields):
    wanted = editions or [one.edition for one in call.openings.order_by("pk")]
    data = application_data(call, editions=wanted, person=person, **fields)
    at = clock.now()
    return actions.join_late(call, data, paper=paper, received_at=at - timedelta(minutes=5), actor=coordinator, at=at)


def judged(application, coordinator):
    return actions.assess(application, actor=coordinator, at=clock.now())


def test_a_late_joiner_stands_last_and_the_list_stays_as_it_was(call, edition, coordinator):
    before = data_of(Selection.objects.get(call=call))
    late = [judged(come(call, coordinator), coordinator) for _unused in range(2)]
    assert [one.status for one in late] == ["eligible", "eligible"]
    order = [waiting.code for waiting, _application in reserve(call.openings.get())]
    assert order[-2:] == [one.code for one in late]
    assert [one.choices.get().reserve_position for one in late] == [3, 4]
    assert all(one.choices.get().joined_at for one in late)
    after = data_of(Selection.objects.get(call=call))
    assert after == before
    assert checked(after).is_equal
    kinds = list(Message.objects.order_by("pk").values_list("kind", flat=True))[-2:]
    assert kinds == ["recruitment.application_late", "recruitment.joined_late"]
    assert Entry.objects.filter(event="recruitment.application.joined").count() == 2
    assert "po utworzeniu listy" in outcome_of(late[0])[0].why[0]


def test_everybody_in_time_goes_before_whatever_the_points(call, coordinator):
    Call.objects.filter(pk=call.pk).update(
        regulation=Regulation(criteria=(Criterion("all", {"pl": "Wszystko", "en": "All"}, 99),)).as_data()
    )
    call.refresh_from_db()
    late = judged(come(call, coordinator, answers={"all": True}), coordinator)
    assert late.points == 99
    given = []
    for _unused in range(4):
        place = offers(call)[0]
        given.append(place.application)
        actions.decline_place(place, actor=coordinator, at=clock.now())
    assert given[-1] == late
    assert not offers(call)


def test_a_free_place_nobody_waits_for_is_offered_at_once(call, coordinator):
    while offers(call):
        actions.decline_place(offers(call)[0], actor=coordinator, at=clock.now())
    late = judged(come(call, coordinator), coordinator)
    assert offers(call)[0].application == late
    assert next_in_line(call.openings.get(), at=clock.now()) == []


def test_who_does_not_meet_the_conditions_waits_for_a_person_and_may_be_turned_down(call, coordinator):
    Call.objects.filter(pk=call.pk).update(regulation=Regulation(access=Access(posts=("managerial",))).as_data())
    call.refresh_from_db()
    late = come(call, coordinator, post_kind="official")
    assert judged(late, coordinator).status == "submitted"
    assert not late.choices.get().joined_at
    with pytest.raises(ConditionsNotMet):
        actions.accept_formally(late, actor=coordinator, at=clock.now())
    assert actions.reject_formally(late, "other_post", actor=coordinator, at=clock.now()).status == "rejected"


def test_once_on_the_list_nothing_is_judged_again(call, coordinator):
    late = judged(come(call, coordinator), coordinator)
    with pytest.raises(ListClosed):
        judged(late, coordinator)
    in_time = Application.objects.filter(call=call, is_late=False).first()
    with pytest.raises(ListClosed):
        judged(in_time, coordinator)


def test_whom_a_late_joiner_may_not_be(call, edition, project, coordinator):
    with pytest.raises(PermissionDenied):
        come(call, an_actor("office_lead", project))
    known = come(call, coordinator, person=(person := details()))
    with pytest.raises(AlreadyApplied) as told:
        come(call, coordinator, person=person)
    assert known.number in str(told.value)
    Call.objects.filter(pk=call.pk).update(regulation=Regulation(pairs=True).as_data())
    call.refresh_from_db()
    with pytest.raises(LateAlone):
        come(call, coordinator, pair=known.code)
    type(edition).objects.filter(pk=edition.pk).update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )
    with pytest.raises(LateForEnded):
        come(call, coordinator)


def test_before_the_list_nobody_is_late(project, coordinator):
    the_texts(project)
    call = a_past_call(project, {an_edition(project): 1})
    with pytest.raises(NoListYet):
        come(call, coordinator)


def test_the_office_takes_a_late_paper_on_the_screen_of_papers(signed_in, call, coordinator):
    client = signed_in("coordinator")
    page = client.get(reverse("recruitment:application_enter", args=[call.key])).content.decode()
    assert "za wszystkimi, którzy zgłosili się w" in page.replace("\u00a0", " ")
    late = judged(come(call, coordinator), coordinator)
    protocol = client.get(reverse("recruitment:selection_show", args=[call.key])).content.decode()
    assert late.code in protocol.partition("Przyjęte po utworzeniu listy")[2]
    link = reverse("recruitment:application_enter", args=[call.key])
    assert link in client.get(reverse("recruitment:call_show", args=[call.key])).content.decode()
