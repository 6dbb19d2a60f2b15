"""What waits for a member and for the project office: on their start pages and in the list of committees."""

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.committee import actions, tasks
from atut.work.committee.queries import worklist
from atut.work.committee.rules.appeals import LINK
from atut.work.committee.tests.factories import a_closed_sheet, a_judged_call, a_listed_call, a_member, acting
from atut.work.programme.tests.factories import an_edition

pytestmark = pytest.mark.django_db
SCORES = {"motives": 7, "plan": 3}


def told(actor):
    """What each card leads to, with its count."""
    return [(item.count, item.url) for item in worklist(actor, clock.now())]


def to(name, call):
    return reverse(f"committee:{name}", args=[call.key])


def test_a_member_is_led_from_the_declaration_to_the_closed_sheet(project, client):
    call = a_judged_call(project)
    member = a_member(call, declared=False)
    a_member(call)
    actor = acting(member)
    assert told(actor) == [(1, to("member_declare", call))]
    member = actions.declare_impartiality(member, {}, actor=actor, at=clock.now())
    assert told(actor) == [(2, to("sheet", call))]
    actions.save_scores(member, call.people[0], SCORES, actor=actor, at=clock.now())
    assert told(actor) == [(1, to("sheet", call))]
    client.force_login(member.user)
    assert "1 do oceny" in client.get(reverse("committee:my_committees")).text.replace("\u00a0", " ")
    assert "zgłoszenie czeka na Twoją ocenę" in client.get(reverse("desk:today")).text.replace("\u00a0", " ")
    actions.save_scores(member, call.people[1], SCORES, actor=actor, at=clock.now())
    assert told(actor) == [(1, to("sheet_close", call))]
    actions.close_sheet(member, actor=actor, at=clock.now())
    assert told(actor) == []


def test_a_member_is_asked_for_the_protocol_and_for_appeals_without_a_tie(project):
    call = a_listed_call(project, people=3, edition=an_edition(project, capacity=1), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    first, second = call.seats
    assert told(acting(first)) == [(1, to("protocol_accept", call))]
    sha256 = call.selection.protocol.sha256
    for seat in call.seats:
        actions.accept_protocol(seat, sha256, actor=acting(seat), at=clock.now())
    appellant = max(call.people, key=lambda one: one.number)
    bearer = type(acting(first))(label=f"{LINK}{appellant.key}", project_id=project.pk)
    actions.declare_impartiality(second, {appellant: "family"}, actor=acting(second), at=clock.now())
    appeal = actions.lodge_appeal(appellant, "Za mało punktów.", actor=bearer, at=clock.now())
    assert (told(acting(first)), told(acting(second))) == ([(1, to("appeals", call))], [])
    actions.decide_appeal(appeal, points=20, reason="Tak.", actor=acting(first), at=clock.now())
    assert told(acting(first)) == []


def test_the_project_office_appoints_and_puts_appeals_into_the_list(project, coordinator):
    call = a_judged_call(project)
    assert told(coordinator) == [(1, to("committee_show", call))]
    for number in range(2):
        a_closed_sheet(a_member(call, is_chair=not number), SCORES)
    assert told(coordinator) == []
    listed = a_listed_call(project, people=3, edition=an_edition(project, capacity=1), appeal_days=7)
    tasks.tell_of_appeals(clock.now())
    appellant = max(listed.people, key=lambda one: one.number)
    appeal = actions.lodge_appeal(appellant, "Za mało punktów.", actor=coordinator, at=clock.now())
    assert told(coordinator) == [], "the committee decides"
    actions.decide_appeal(appeal, points=20, reason="Tak.", actor=acting(listed.seats[0]), at=clock.now())
    assert told(coordinator) == [(1, to("appeals", listed))]
