"""The trainer's phone: today's meetings, marks, what is missing; the calendar of a person."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from atut.base.kernel import clock
from atut.work.training import queries
from atut.work.training.models import Attendance, Group, Participation
from atut.work.training.tests.factories import a_group, a_session, an_enrolment
from atut.work.training.tests.factories_records import a_funded_project
from atut.work.training.tests.screens import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(project):
    return a_group(project, name="Grupa 2")


@pytest.fixture
def project(db):
    return a_funded_project()


@pytest.fixture
def phone(signed_in, group):
    client = signed_in("trainer")
    Group.objects.filter(pk=group.pk).update(trainer=client.user)
    return client


def test_my_sessions(phone, group):
    session = a_session(group)
    other = a_session(a_group(edition=group.edition), topic="Cudze spotkanie")
    page = text(phone.get(url("my_sessions")))
    assert session.topic in page
    assert other.topic not in page


def test_session_attendance_rest_then_finish(phone, group):
    one, two, session = an_enrolment(group), an_enrolment(group), a_session(group)
    assert one.participation.person.last_name in text(phone.get(url("session_attendance", session.key)))
    answer = phone.post(url("session_attendance", session.key), {f"p_{one.key}": "away", "do": "rest"})
    assert answer.status_code == 302
    assert dict(Attendance.objects.values_list("enrolment_id", "minutes")) == {one.pk: 0, two.pk: 480}
    done = {f"p_{one.key}": "away", f"p_{two.key}": "here", "do": "close"}
    for _unused in range(2):
        assert phone.post(url("session_attendance", session.key), done)["Location"] == url("my_sessions")
    assert f"Lista zakończona: {session.topic}" in text(phone.get(url("my_sessions")))
    assert Participation.objects.get(pk=two.participation_id).status == "in_project"


def test_a_list_that_is_not_open_yet_says_from_when_and_offers_no_marks(phone, group):
    one = an_enrolment(group)
    session = a_session(group, starts_at=clock.at(clock.today() + timedelta(days=2), 9))
    page = text(phone.get(url("session_attendance", session.key)))
    assert "8:30" in page
    assert one.participation.person.last_name in page
    assert 'type="radio"' not in page
    assert "Zakończ listę" not in page


def test_session_attendance_names_who_has_no_mark_and_who_has_no_papers(phone, group):
    one, session = an_enrolment(group), a_session(group)
    blocked = an_enrolment(group, signed=False)
    page = text(phone.post(url("session_attendance", session.key), {"do": "close"}))
    assert one.participation.name in page
    refused = phone.post(url("session_attendance", session.key), {f"p_{blocked.key}": "here", "do": "save"})
    assert "govuk-error-summary" in text(refused)


def test_session_attendance_says_which_hours_are_wrong(phone, group):
    one, session = an_enrolment(group), a_session(group)
    wrong = {f"p_{one.key}": "part", f"a_{one.key}": "25:00", f"b_{one.key}": "10", "do": "save"}
    assert f"#id_a_{one.key}" in text(phone.post(url("session_attendance", session.key), wrong))


def test_session_attendance_of_another_trainer_is_not_found(phone, group):
    other = a_session(a_group(edition=group.edition))
    assert phone.get(url("session_attendance", other.key)).status_code == 404
    assert phone.get(url("session_print", other.key)).status_code == 404


def test_session_print_is_a_pdf(phone, group):
    an_enrolment(group)
    session = a_session(group)
    answer = phone.get(url("session_print", session.key))
    assert answer.content.startswith(b"%PDF")


def test_calendar_keeps_called_off_meetings_and_needs_the_right_address(client, project, other_project, group):
    person = an_enrolment(group).participation.person
    a_session(group, starts_at=clock.at(clock.today().replace(month=3, day=29), 8), sequence=2)
    a_session(group, status="cancelled", cancel_reason="choroba")
    token = queries.calendar_token(person)
    feed = Calendar.from_ical(client.get(url("calendar", token)).content)
    events = list(feed.walk("VEVENT"))
    assert [str(event["status"]) for event in events].count("CANCELLED") == 1
    assert {event["dtstart"].params["TZID"] for event in events} == {"Europe/Warsaw"}
    assert {int(event["sequence"]) for event in events} == {0, 2}
    assert client.get(url("calendar", token[:-2] + "xx")).status_code == 404
    assert client.get(url("calendar", token), HTTP_HOST="other.testserver").status_code == 404
