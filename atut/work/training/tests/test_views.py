"""The screens: what is on them, who gets 403 or 404, the trainer's phone, forms with their errors."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar

from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_commune, a_profile
from atut.work.partnership.models import PersonClaim
from atut.work.training import queries
from atut.work.training.models import Attendance, Group, Participation, Session
from atut.work.training.tests.factories import a_group, a_participation, a_person, a_place, a_session, an_edition, an_enrolment
from atut.work.training.tests.test_actions import PROFILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    from atut.base.projects.tests.factories import a_project

    return a_project(host="testserver", profile=a_profile(data=PROFILE))


@pytest.fixture
def group(project):
    return a_group(project, name="Grupa 2")


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def text(answer):
    return answer.content.decode()


def date_of(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


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


# the trainer's phone


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


# participations


def test_participations_and_their_filters(signed_in, project, group):
    one = an_enrolment(group, a_person(project, last_name="Żółkiewska"), signed=False).participation
    client = signed_in("coordinator")
    for query in ("", "?lacks=data", "?lacks=papers", "?name=zolk", "?state=prepared"):
        assert "Żółkiewska" in text(client.get(url("participations") + query))
    for query in ("?lacks=situation", "?name=inna", "?state=left"):
        assert "Żółkiewska" not in text(client.get(url("participations") + query))
    page = text(client.get(f"{url('participations')}?office={one.employment.organisation.key}"))
    assert "Żółkiewska" in page


def test_office_lead_sees_own_office_only(signed_in, project, office):
    own, other = a_participation(project, a_person(project, office)), a_participation(project)
    client = signed_in("office_lead", office)
    assert own.person.last_name in text(client.get(url("participations")))
    assert other.person.last_name not in text(client.get(url("participations")))
    assert client.get(url("participation_show", own.key)).status_code == 200
    assert client.get(url("participation_show", other.key)).status_code == 404
    assert client.post(url("participation_sensitive", own.key)).status_code == 403
    assert client.get(url("participation_leave", own.key)).status_code == 403


def test_institutions(signed_in, project, office):
    made = Participation.objects.create(project=project, organisation=office, prepared_at=clock.now())
    client = signed_in("coordinator")
    assert office.name in text(client.get(url("institutions")))
    assert client.get(url("participation_show", made.key)).status_code == 200


def test_a_controller_comes_from_a_record_to_its_trail(signed_in, group):
    enrolment = an_enrolment(group)
    page = text(signed_in("controller").get(url("participation_show", enrolment.participation.key)))
    assert f"{reverse('audit:entries')}?key={enrolment.participation.key}" in page


def test_a_page_of_a_button_opened_by_its_address_says_so(signed_in, project):
    made = a_participation(project)
    answer = signed_in("coordinator").get(url("participation_sensitive", made.key))
    assert answer.status_code == 405
    assert "otwiera przycisk" in text(answer)


def test_participation_show_hides_sensitive_answers_until_asked_and_records_the_look(signed_in, project):
    made = a_participation(project, sensitive={"disability": "refused"})
    client = signed_in("coordinator")
    page = text(client.get(url("participation_show", made.key)))
    assert "odmawia" not in page
    assert not Entry.objects.filter(event="training.sensitive.looked_at").exists()
    assert client.post(url("participation_sensitive", made.key)).status_code == 200
    assert Entry.objects.filter(event="training.sensitive.looked_at").count() == 1


def test_participation_show_begins_with_what_is_to_be_done(signed_in, project, group):
    client = signed_in("coordinator")
    unsigned = an_enrolment(group, signed=False).participation
    assert "4 dokumenty do podpisu" in text(client.get(url("participation_show", unsigned.key)))
    entered = an_enrolment(group, status="completed").participation
    entered.status, entered.entered_on = "in_project", clock.today() - timedelta(days=40)
    entered.save()
    assert "brakuje danych" in text(client.get(url("participation_show", entered.key)))


def test_participation_show_tells_the_class_of_the_gmina_confirmed_since(signed_in, project):
    made = a_participation(project, commune=a_commune(degurba=3, degurba_confirmed_at=clock.now()))
    assert made.degurba is None
    assert "niepotwierdzony" not in text(signed_in("coordinator").get(url("participation_show", made.key)))


def entry_data(**changed):
    data = {
        "citizenship": "pl",
        "education": "isced_5_8",
        "labour_status": "employed",
        "labour_detail": "local_government",
        "commune": "Sabnie",
        "postcode": "08331",
        "locality": "Sabnie",
        "street": "",
    }
    return {**data, "disability": "refused", "minority": "no", "foreign_background": "no", "homeless": "no", **changed}


def test_participation_answers(signed_in, project):
    a_commune()
    made = a_participation(project)
    client = signed_in("coordinator")
    assert client.get(url("participation_answers", made.key)).status_code == 200
    assert client.post(url("participation_answers", made.key), entry_data()).status_code == 302
    made.refresh_from_db()
    assert (made.commune.name, made.postcode, made.sensitive["disability"]) == ("Sabnie", "08-331", "refused")
    assert "refused" not in text(client.get(url("participation_answers", made.key))).split("checked")[0][-200:]


def test_participation_answers_say_what_to_mend(signed_in, project):
    a_commune()
    a_commune(terc="1429073", name="Sabnie")
    made = a_participation(project)
    client = signed_in("coordinator")
    assert "1429073" in text(client.post(url("participation_answers", made.key), entry_data()))
    page = text(client.post(url("participation_answers", made.key), entry_data(commune="Atlantyda", postcode="8")))
    assert "#id_commune" in page
    assert "#id_postcode" in page


def test_participation_answers_after_entry_need_a_reason(signed_in, project):
    a_commune()
    made = a_participation(project, status="in_project", entered_on=clock.today(), education="isced_3_4")
    client = signed_in("coordinator")
    assert client.post(url("participation_answers", made.key), entry_data()).status_code == 200
    assert client.post(url("participation_answers", made.key), entry_data(reason="dyplom")).status_code == 302


def test_an_institution_is_asked_for_its_seat_only(signed_in, project, office):
    a_commune()
    made = Participation.objects.create(project=project, organisation=office, prepared_at=clock.now())
    client = signed_in("coordinator")
    assert "id_education" not in text(client.get(url("participation_answers", made.key)))
    seat = {"commune": "Sabnie", "postcode": "08-331", "locality": "Sabnie", "street": "Główna 1"}
    assert client.post(url("participation_answers", made.key), seat).status_code == 302
    made.refresh_from_db()
    assert made.locality == "Sabnie"


def test_a_person_answers_own_questions_before_entry(client, project):
    a_commune()
    made, user = a_participation(project), a_user()
    PersonClaim.objects.create(user=user, person=made.person, claimed_at=clock.now())
    client.force_login(user)
    assert client.get(url("participation_answers", made.key)).status_code == 200
    assert client.post(url("participation_answers", made.key), entry_data()).status_code == 302
    assert client.get(url("participation_answers", a_participation(project).key)).status_code == 404


def test_participation_sign_with_a_scan(signed_in, project):
    made = a_participation(project, signed=False)
    client = signed_in("coordinator")
    assert client.get(url("participation_sign", made.key)).status_code == 200
    data = {"kinds": ["statement"], **date_of("signed_on", clock.today())}
    bad = SimpleUploadedFile("skan.pdf", b"MZ to nie jest pdf")
    assert client.post(url("participation_sign", made.key), {**data, "scan": bad}).status_code == 200
    good = SimpleUploadedFile("skan.pdf", b"%PDF-1.7 skan")
    assert client.post(url("participation_sign", made.key), {**data, "scan": good}).status_code == 302
    paper = made.entry_documents.get(kind="statement")
    assert client.get(url("paper_scan", paper.key)).content == b"%PDF-1.7 skan"
    assert client.get(url("paper_scan", made.entry_documents.get(kind="participation").key)).status_code == 404


def test_participation_papers_and_group_papers_are_pdfs(signed_in, group):
    one = an_enrolment(group, signed=False)
    client = signed_in("coordinator")
    assert client.post(url("participation_papers", one.participation.key)).content.startswith(b"%PDF")
    assert client.post(url("group_papers", group.key)).content.startswith(b"%PDF")
    assert client.get(url("group_papers", group.key)).status_code == 405


def test_participation_leave_then_situation(signed_in, group):
    one, session = an_enrolment(group, status="completed"), a_session(group)
    client = signed_in("coordinator")
    client.post(url("session_list", session.key), {f"p_{one.key}": "here", "source": "paper", "do": "close"})
    key, day = one.participation.key, clock.local(session.starts_at).date()
    assert client.get(url("participation_leave", key)).status_code == 200
    early = {"path": "yes", "reason": "", **date_of("on", day - timedelta(days=1))}
    assert client.post(url("participation_leave", key), early).status_code == 200
    assert client.post(url("participation_leave", key), {**early, **date_of("on", day)}).status_code == 302
    assert client.get(url("participation_show", key)).status_code == 200
    assert client.get(url("participation_situation", key)).status_code == 200
    data = {"situation": "keeps_job", "second": "", **date_of("on", day)}
    assert client.post(url("participation_situation", key), data).status_code == 302


# calendar


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
