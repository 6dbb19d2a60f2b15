"""Screens and verbs of the outbox."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.mail import actions, queries, rules
from atut.base.mail.models import Message

pytestmark = pytest.mark.django_db


def a_message(project, state="sent", **fields):
    now = clock.now() - timedelta(hours=2)
    given = {"title": "Propozycja miejsca", "text": "Dzień dobry", "to_name": "Ewa Lis", "to_email": "ewa@example.org"}
    common = {"kind": "recruitment.offered", "about_type": "x", "about_key": "k", "next_at": now, "created_at": now}
    return Message.objects.create(project=project, state=state, **{**given, **common, **fields})


def test_messages_ask_as_many_queries_for_thirty_as_for_three(signed_in, project):
    client, counts = signed_in("coordinator"), []
    for number in (3, 27):
        for _unused in range(number):
            a_message(project)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("mail:messages")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_messages_are_filtered(coordinator, project):
    a_message(project)
    failed = a_message(project, "failed", to_name="Jan Sowa")
    assert list(queries.messages_of(coordinator, state="failed")) == [failed]
    assert list(queries.messages_of(coordinator, word="sowa")) == [failed]


def test_a_look_at_a_message_is_an_entry(signed_in, project):
    client, one = signed_in("controller"), a_message(project)
    assert "Propozycja" in client.get(reverse("mail:message", args=[one.key])).content.decode()
    assert Entry.objects.get().event == "mail.message.seen"


def test_another_projects_message_is_not_found(signed_in, other_project):
    one = a_message(other_project)
    assert signed_in("coordinator").get(reverse("mail:message", args=[one.key])).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "office_lead", "editor", "trainer"])
def test_others_see_no_messages(signed_in, project, office, role):
    assert signed_in(role, office if role == "office_lead" else None).get(reverse("mail:messages")).status_code == 403


def test_message_told(signed_in, project):
    client, one = signed_in("coordinator"), a_message(project, "paper", to_email="")
    path = reverse("mail:message_told", args=[one.key])
    assert client.get(path).status_code == 200
    for wrong in ("2020-01-01T12:00", "2199-01-01T12:00"):
        assert client.post(path, {"how": "phone", "told_at": wrong}).status_code == 200
    told = clock.now() - timedelta(minutes=5)
    assert client.post(path, {"how": "phone", "told_at": f"{told:%Y-%m-%dT%H:%M}"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.told_how) == ("told", "phone")
    assert client.post(path, {"how": "phone", "told_at": f"{told:%Y-%m-%dT%H:%M}"}).status_code == 200


def test_message_retry(signed_in, project):
    client, one = signed_in("coordinator"), a_message(project, "failed", attempts=6, last_error="SMTPException")
    path = reverse("mail:message_retry", args=[one.key])
    assert client.get(path).status_code == 200
    assert client.post(path, {"to_email": ""}).status_code == 200
    assert client.post(path, {"to_email": "nowy@example.org"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.attempts, one.to_email, one.last_error) == ("queued", 0, "nowy@example.org", "")
    assert Entry.objects.get(event="mail.message.retried").fields == ["to_email"]
    assert client.post(path, {"to_email": "nowy@example.org"}).status_code == 200


def test_a_controller_sends_and_tells_nothing(project, at):
    one = a_message(project, "failed")
    with pytest.raises(PermissionDenied):
        actions.retry(one, to_email="a@example.org", actor=an_actor("controller", project), at=at)


def test_what_failed_and_what_waits_on_paper_reaches_the_desk(project, coordinator, at):
    assert queries.worklist(coordinator, at) == queries.went_wrong(coordinator, at) == []
    a_message(project, "paper")
    a_message(project, "failed")
    assert [item.count for item in queries.worklist(coordinator, at) + queries.went_wrong(coordinator, at)] == [1, 1]
    assert queries.went_wrong(an_actor("administrator", project), at) == []


def test_waiting_grows_to_ten_hours():
    assert [rules.wait_after(n).total_seconds() / 60 for n in (0, 1, 2, 3, 9)] == [0, 1, 5, 25, 625]
