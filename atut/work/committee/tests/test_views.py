"""Screens of the room: what each shows, who gets 404 or 403, the same number of queries for 3 and 30."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.kernel import clock
from atut.work.committee import actions
from atut.work.committee.models import Conflict, Member, Sheet
from atut.work.committee.tests.factories import a_closed_sheet, a_judged_call, a_listed_call, a_member, acting
from atut.work.partnership.models import PersonClaim
from atut.work.recruitment.tests.factories_placing import an_eligible_application

pytestmark = pytest.mark.django_db
SCORES = {"motives": 7, "plan": 3}


@pytest.fixture
def call(project):
    return a_judged_call(project)


@pytest.fixture
def member(call):
    return a_member(call)


@pytest.fixture
def mine(client, member):
    client.force_login(member.user)
    return client


def at(name, call, *more):
    return reverse(f"committee:{name}", args=[call.key, *more])


def test_committee_show(signed_in, call, project):
    client, user = signed_in("coordinator"), a_user("committee", project)
    assert "Nikogo" in client.get(at("committee_show", call)).text
    assert client.post(at("committee_show", call), {"user": user.key, "is_chair": "on"}).status_code == 302
    assert Member.objects.get().is_chair
    assert user.name in client.get(at("committee_show", call)).text
    assert client.post(at("committee_show", call), {"user": "nobody"}).status_code == 200
    client.force_login(a_user("trainer", project))
    assert client.get(at("committee_show", call)).status_code == 403


def test_committee_show_says_what_to_do_when_too_few_may_judge(signed_in, call, member):
    words = signed_in("controller").get(at("committee_show", call)).text
    assert call.people[0].code in words
    assert "bez powiązania" in words


def test_committee_show_shows_points_only_when_all_are_closed(signed_in, call, member):
    other, client = a_member(call), signed_in("coordinator")
    a_closed_sheet(member, SCORES)
    assert "Punkty komisji" not in client.get(at("committee_show", call)).text
    a_closed_sheet(other, SCORES)
    assert "Punkty komisji" in client.get(at("committee_show", call)).text


def test_member_dismiss(signed_in, call, member):
    client = signed_in("coordinator")
    assert member.user.name in client.get(at("member_dismiss", call, member.key)).text
    assert client.post(at("member_dismiss", call, member.key), {"x": "1"}).status_code == 302
    assert client.get(at("member_dismiss", call, member.key)).status_code == 404


def test_conflict_note(signed_in, call, member):
    PersonClaim.objects.create(user=member.user, person=call.people[0].person, claimed_at=clock.now())
    client = signed_in("coordinator")
    assert call.people[0].person.listed_name in client.get(at("committee_show", call)).text
    sent = {"member": member.key, "application": call.people[0].key}
    assert client.post(at("conflict_note", call), sent).status_code == 302
    assert Conflict.objects.get().tie == "unit"
    assert client.post(at("conflict_note", call), {"member": "x"}).status_code == 404


def test_results_settle(signed_in, call, member):
    assert signed_in("coordinator").post(at("results_settle", call)).status_code == 302


def test_my_committees(mine, call, signed_in):
    assert call.title["pl"] in mine.get(reverse("committee:my_committees")).text
    assert "Nie zasiadasz" in signed_in("committee").get(reverse("committee:my_committees")).text
    assert at("committee_show", call) in signed_in("coordinator").get(reverse("committee:my_committees")).text
    assert signed_in("trainer").get(reverse("committee:my_committees")).status_code == 403


def test_my_committee(mine, call, member):
    assert "Ocenione 0" in mine.get(at("my_committee", call)).text
    Member.objects.update(declared_at=None)
    assert "Najpierw" in mine.get(at("my_committee", call)).text


@pytest.mark.parametrize("name", ["my_committee", "member_declare", "sheet", "sheet_close", "scores", "protocol_accept"])
def test_another_committee_is_not_there(mine, project, name):
    assert mine.get(at(name, a_judged_call(project))).status_code == 404


def test_member_declare(mine, call, member):
    Member.objects.update(declared_at=None)
    first = call.people[0]
    shown = mine.get(at("member_declare", call)).text
    assert (first.person.listed_name in shown, first.code in shown) == (True, False), "names without codes"
    sent = {f"tie-{first.key}": "family"}
    assert mine.post(at("member_declare", call), sent).status_code == 200, "the box is not ticked"
    assert mine.post(at("member_declare", call), {**sent, "sure": "on"}).status_code == 302
    assert Conflict.objects.get().application == first


def test_sheet(mine, call, member):
    shown = mine.get(at("sheet", call)).text
    first, second = sorted(call.people, key=lambda one: one.code)
    assert (first.code in shown, first.person.last_name in shown) == (True, False), "codes without names"
    assert mine.post(at("sheet", call), {f"{first.code}.motives": "11"}).status_code == 200
    assert mine.post(at("sheet", call), {f"{first.code}.motives": "7", f"{first.code}.plan": "3"}).status_code == 302
    assert [(one.application, one.scores) for one in Sheet.objects.all()] == [(first, SCORES)]
    a_closed_sheet(member, SCORES)
    assert mine.post(at("sheet", call), {f"{second.code}.motives": "1"}).status_code == 302
    assert Sheet.objects.get(application=second).scores == SCORES, "a closed sheet stays"


def test_sheet_application(mine, call, member):
    first, second = sorted(call.people, key=lambda one: one.code)
    address = at("sheet_application", call, first.code)
    shown = mine.get(address).text
    assert first.person.last_name not in shown
    assert "autofocus" in shown
    assert mine.post(address, {"motives": "x"}).status_code == 200
    answer = mine.post(address, {"motives": "7", "plan": "3", "comment": "Jasny plan"})
    assert answer.url == at("sheet_application", call, second.code), "Enter opens the next one"
    assert mine.post(answer.url, {"motives": "0", "plan": "0"}).url == at("sheet", call)
    a_closed_sheet(member, SCORES)
    assert "Jasny plan" in mine.get(address).text


def test_whoever_has_a_tie_finds_nothing_by_the_address(mine, call, member):
    first = call.people[0]
    actions.declare_impartiality(member, {first: "superior"}, actor=acting(member), at=clock.now())
    assert mine.get(at("sheet_application", call, first.code)).status_code == 404
    assert mine.post(at("sheet_application", call, first.code), {"motives": "1", "plan": "1"}).status_code == 404
    assert first.code not in mine.get(at("sheet", call)).text
    mine.post(at("sheet", call), {f"{first.code}.motives": "7", f"{first.code}.plan": "3"})
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("name", ["sheet", "sheet_close", "scores", "protocol_accept"])
def test_before_the_declaration_nothing_is_there(mine, call, name):
    Member.objects.update(declared_at=None)
    assert mine.get(at(name, call)).status_code == 404


def test_sheet_close(mine, call, member):
    assert "2" in mine.get(at("sheet_close", call)).text
    for one in call.people:
        actions.save_scores(member, one, SCORES, actor=acting(member), at=clock.now())
    assert mine.post(at("sheet_close", call), {"x": "1"}).status_code == 200
    assert mine.post(at("sheet_close", call), {"sure": "on"}).status_code == 302
    assert not Sheet.objects.filter(closed_at=None).exists()


def test_scores_are_seen_when_all_sheets_are_closed_and_without_ties(mine, call, member):
    other = a_member(call)
    third = a_member(call, ties={call.people[0]: "family"})
    for one in (member, other):
        a_closed_sheet(one, SCORES)
    assert mine.get(at("scores", call)).status_code == 404
    a_closed_sheet(third, {"motives": 10, "plan": 5})
    assert "7, 7" in mine.get(at("scores", call)).text
    mine.force_login(third.user)
    assert call.people[0].code not in mine.get(at("scores", call)).text


def test_who_comes_after_the_list_waits_for_no_points_and_takes_none_away(client, project):
    call = a_listed_call(project)
    late = an_eligible_application(call, [call.openings.get().edition], points=None)
    type(late).objects.filter(pk=late.pk).update(is_late=True)
    client.force_login(call.seats[0].user)
    shown = client.get(at("scores", call)).text
    assert (call.people[0].code in shown, late.code in shown) == (True, False)
    assert client.get(at("sheet_application", call, late.code)).status_code == 404


def test_protocol_accept_and_the_file(client, project):
    call = a_listed_call(project)
    client.force_login(call.seats[0].user)
    sha256 = call.selection.protocol.sha256
    assert sha256 in client.get(at("protocol_accept", call)).text
    assert client.post(at("protocol_accept", call), {"sha256": sha256}).status_code == 200
    assert client.post(at("protocol_accept", call), {"sha256": "0" * 64, "sure": "on"}).status_code == 200
    for _click in range(2):
        assert client.post(at("protocol_accept", call), {"sha256": sha256, "sure": "on"}).status_code == 302
    assert call.seats[0].acceptances.count() == 1
    assert client.get(at("protocol_file", call)).content.startswith(b"%PDF")
    assert client.get(at("my_committee", call)).status_code == 200


@pytest.mark.parametrize("name", ["sheet", "my_committee", "member_declare"])
def test_as_many_queries_for_three_as_for_thirty(client, project, name):
    counts = []
    for people in (3, 30):
        call = a_judged_call(project, people=people)
        client.force_login(a_member(call).user)
        client.get(at(name, call))
        with CaptureQueriesContext(connection) as seen:
            client.get(at(name, call))
        counts.append(len(seen))
    assert counts[0] == counts[1]
