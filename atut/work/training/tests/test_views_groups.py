"""Screens of groups and meetings: what is on them, who gets 403 or 404, forms with their errors."""

from datetime import timedelta

import pytest

from atut.base.kernel import clock
from atut.work.training.models import Attendance, Group, Session
from atut.work.training.tests.factories import a_group, a_place, a_session, an_edition, an_enrolment
from atut.work.training.tests.factories_records import a_funded_project
from atut.work.training.tests.screens import date_of, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(project):
    return a_group(project, name="Grupa 2")


@pytest.fixture
def project(db):
    return a_funded_project()


def test_groups(signed_in, group):
    a_place(group.edition)
    page = text(signed_in("coordinator").get(url("groups")))
    assert "Grupa 2" in page


def test_groups_are_closed_to_other_roles(signed_in, group):
    for role in ("trainer", "editor", "assessor"):
        assert signed_in(role).get(url("groups")).status_code == 403


def test_group_show_says_who_can_no_longer_pass(signed_in, group):
    one = an_enrolment(group, signed=False)
    a_session(group, status="closed")
    page = text(signed_in("controller").get(url("group_show", group.key)))
    assert one.participation.person.last_name in page
    assert url("enrolment_resign", one.key) not in page


def test_group_show_does_not_count_those_who_resigned_among_the_lost(signed_in, group):
    an_enrolment(group, status="resigned")
    an_enrolment(group)
    a_session(group, status="closed", hours=2)
    a_session(group, starts_at=clock.now() + timedelta(days=3))
    page = text(signed_in("controller").get(url("group_show", group.key)))
    assert "Każdy może jeszcze zaliczyć" in page
    assert "Następne spotkanie" in page


def test_group_show_of_another_project_is_not_found(signed_in, other_project):
    assert signed_in("coordinator").get(url("group_show", a_group(other_project).key)).status_code == 404


def test_group_open(signed_in, project):
    edition = an_edition(project)
    client = signed_in("coordinator")
    assert client.get(url("group_open", edition.key)).status_code == 200
    answer = client.post(url("group_open", edition.key), {"name": "Grupa 9", "size": "12", "trainer": ""})
    assert answer.status_code == 302
    assert Group.objects.get(name="Grupa 9").size == 12


def test_group_change(signed_in, group):
    client = signed_in("coordinator")
    assert "Grupa 2" in text(client.get(url("group_change", group.key)))
    client.post(url("group_change", group.key), {"name": "Grupa 3", "size": "12", "trainer": ""})
    group.refresh_from_db()
    assert group.name == "Grupa 3"


def test_enrol(signed_in, group):
    place = a_place(group.edition)
    client = signed_in("coordinator")
    assert place.application.person.last_name in text(client.get(url("enrol", group.key)))
    assert client.post(url("enrol", group.key), {}).status_code == 200
    client.post(url("enrol", group.key), {"places": [place.key]})
    assert group.enrolments.count() == 1


def test_enrol_shows_the_refusal(signed_in, project):
    group = a_group(project, size=0)
    place = a_place(group.edition)
    page = text(signed_in("coordinator").post(url("enrol", group.key), {"places": [place.key]}))
    assert "govuk-error-summary" in page
    assert group.name in page


def test_group_finish(signed_in, group):
    client = signed_in("coordinator")
    one = an_enrolment(group)
    session = a_session(group, status="closed")
    Attendance.objects.create(session=session, enrolment=one, minutes=480, source="paper", recorded_at=clock.now(), recorded_by="x")
    assert client.get(url("group_finish", group.key)).status_code == 200
    assert client.post(url("group_finish", group.key)).status_code == 302
    one.refresh_from_db()
    assert one.status == "completed"


def test_enrolment_move(signed_in, group):
    one = an_enrolment(group)
    other = a_group(edition=group.edition)
    client = signed_in("coordinator")
    assert other.name in text(client.get(url("enrolment_move", one.key)))
    client.post(url("enrolment_move", one.key), {"group": other.key})
    one.refresh_from_db()
    assert one.group == other


def test_enrolment_resign(signed_in, group):
    one = an_enrolment(group)
    client = signed_in("coordinator")
    assert client.get(url("enrolment_resign", one.key)).status_code == 200
    client.post(url("enrolment_resign", one.key), {"reason": "zmiana pracy"})
    one.refresh_from_db()
    assert one.status == "resigned"


def session_data(day, **changed):
    data = {"begins": "8:30", "ends": "15.30", "break_minutes": "30", "room": "Sala 4", "topic": "Decyzja", "trainer": ""}
    return {**data, **date_of("day", day), **changed}


def test_session_add(signed_in, group):
    client, day = signed_in("coordinator"), clock.today() + timedelta(days=5)
    assert client.get(url("session_add", group.key)).status_code == 200
    assert client.post(url("session_add", group.key), session_data(day)).status_code == 302
    session = Session.objects.get()
    assert session.minutes == 390
    again = client.post(url("session_add", group.key), session_data(day))
    assert "Grupa 2" in text(again)
    assert Session.objects.count() == 1


def test_session_change(signed_in, group):
    session, day = a_session(group, starts_at=clock.at(clock.today() + timedelta(days=2), 8)), clock.today() + timedelta(days=5)
    client = signed_in("coordinator")
    assert session.topic in text(client.get(url("session_change", session.key)))
    assert client.post(url("session_change", session.key), session_data(day)).status_code == 302
    session.refresh_from_db()
    assert session.sequence == 1


def test_session_cancel(signed_in, group):
    session = a_session(group)
    client = signed_in("coordinator")
    assert client.get(url("session_cancel", session.key)).status_code == 200
    client.post(url("session_cancel", session.key), {"reason": "choroba"})
    session.refresh_from_db()
    assert session.status == "cancelled"


def test_session_list_is_typed_in_and_corrected(signed_in, group):
    one, session = an_enrolment(group), a_session(group)
    client = signed_in("coordinator")
    assert client.get(url("session_list", session.key)).status_code == 200
    marks = {f"p_{one.key}": "here", "source": "paper", "do": "close"}
    client.post(url("session_list", session.key), marks)
    session.refresh_from_db()
    assert session.status == "closed"
    wrong = {f"p_{one.key}": "part", f"a_{one.key}": "9", f"b_{one.key}": "10", "source": "paper"}
    assert client.post(url("session_list", session.key), wrong).status_code == 200
    client.post(url("session_list", session.key), {**wrong, "reason": "wyszła wcześniej"})
    entry = Attendance.objects.get()
    assert (entry.minutes, entry.reason, entry.source) == (60, "wyszła wcześniej", "paper")


def test_list_reopen(signed_in, group):
    session = a_session(group, status="closed")
    client = signed_in("coordinator")
    assert client.get(url("list_reopen", session.key)).status_code == 200
    client.post(url("list_reopen", session.key), {"reason": "pomyłka"})
    session.refresh_from_db()
    assert session.status == "planned"
