"""Screens of records: lists, answers, papers, leaving; who gets 403 or 404."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_commune
from atut.work.partnership.models import PersonClaim
from atut.work.training.models import Participation
from atut.work.training.tests.factories import a_group, a_participation, a_person, a_session, an_enrolment
from atut.work.training.tests.factories_records import a_funded_project
from atut.work.training.tests.screens import date_of, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(project):
    return a_group(project, name="Grupa 2")


@pytest.fixture
def project(db):
    return a_funded_project()


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
