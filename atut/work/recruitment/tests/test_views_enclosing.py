"""The pages: a form kept for later and gone on with, papers that survive a mistake, consent, corrections, pairs, overrides."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.audit.tests.reading import events
from atut.base.files.rules import Upload
from atut.base.files.tests.making import a_pdf, a_picture
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.work.partnership.models import PersonClaim
from atut.work.partnership.tests.factories import a_partner
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Attachment, Draft
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.regulation import Access, Document
from atut.work.recruitment.tests.factories import a_call, a_call_for, a_confirmed_place, an_application
from atut.work.selection.rules.terms import Amount, Bound, Fact

pytestmark = pytest.mark.django_db
PAPER = Document("cv", {"pl": "Życiorys"}, {"pl": "Bo komisja go czyta."})
TOKEN = "t" * 24


@pytest.fixture(autouse=True)
def office_of_the_project(project):
    a_partner(project)


def to(name, *args):
    return reverse(f"recruitment:{name}", args=args)


def typed(client, call, **fields):
    page = client.get(to("apply", call.key)).content.decode()
    shown = re.search(r'name="shown" value="([^"]*)"', page)[1]
    office = call.project.partners.first().organisation.key
    edition = call.openings.first().edition.key
    known = {"form_token": TOKEN, "shown": shown, "office": office, "choice_1": edition, "post": "inspektorka"}
    known |= {"first_name": "Anna", "last_name": "Nowak", "pesel": "44051401359", "email": "anna@example.org"}
    return {**known, "rules": "on", "true_data": "on", "answer_residents": "no", **fields}


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_a_form_is_kept_and_gone_on_with_by_its_code(client, project):
    call = a_call(project)
    data = typed(client, call, post="", step="save")
    saved = client.post(to("apply", call.key), data, follow=True)
    code = re.search(r'class="code">([2-9A-Z-]{14})<', saved.content.decode())[1]
    assert "44051401359" not in text(saved)
    found = client.post(to("draft_find"), {"code": code.lower()}, follow=True)
    assert 'value="44051401359"' in text(found)
    assert found.redirect_chain[0][0] == to("draft", queries.token_of(links.DRAFT, Draft.objects.get()))
    checked = client.post(found.redirect_chain[0][0], typed(client, call))
    assert "Nic jeszcze nie" in text(checked)
    client.post(found.redirect_chain[0][0], typed(client, call, step="send"))
    assert Application.objects.get().person.last_name == "Nowak"
    assert not Draft.objects.exists()
    assert client.get(found.redirect_chain[0][0]).status_code == 410


def test_a_wrong_code_opens_nothing_and_a_forged_link_neither(client, project):
    assert "już nie ma" in text(client.post(to("draft_find"), {"code": "ABCD-EFGH-JKLM"}))
    for name in ("draft", "draft_saved", "consent", "correction", "pair"):
        assert client.get(to(name, "sabcdefghjkmn-1-" + "a" * 32)).status_code == 410


def test_a_draft_is_thrown_away_by_its_holder(client, project):
    call = a_call(project)
    client.post(to("apply", call.key), typed(client, call, step="save"))
    token = queries.token_of(links.DRAFT, Draft.objects.get())
    client.post(to("draft_discard", token))
    assert not Draft.objects.exists()
    assert client.post(to("draft_discard", token)).status_code == 404


def test_a_paper_survives_a_mistake_elsewhere_and_goes_with_the_form(client, project):
    call = a_call_for(project, clock.now(), documents=(PAPER,))
    assert "Dodaj ten dokument" in text(client.post(to("apply", call.key), typed(client, call)))
    photos = [SimpleUploadedFile("a.jpg", a_picture()), SimpleUploadedFile("b.heic", a_picture("HEIF"))]
    wrong = client.post(to("apply", call.key), typed(client, call, pesel="1", paper_cv=photos))
    assert "2 strony" in text(wrong)
    assert "Dodaj ten dokument" not in text(wrong)
    assert "Życiorys" in text(client.post(to("apply", call.key), typed(client, call)))
    client.post(to("apply", call.key), typed(client, call, step="send"))
    assert Attachment.objects.get().application == Application.objects.get()


def test_a_file_that_is_no_paper_is_refused_at_its_field(client, project):
    call = a_call_for(project, clock.now(), documents=(PAPER,))
    fake = SimpleUploadedFile("a.pdf", b"MZ to nie jest PDF")
    assert "To nie jest PDF ani zdjęcie" in text(client.post(to("apply", call.key), typed(client, call, paper_cv=fake)))
    assert not Attachment.objects.exists()


def test_sensitive_questions_are_asked_only_where_needed_and_need_no_answer(client, project):
    bound = Bound(fact=Fact.DISABILITY, at_least=Amount(1))
    call = a_call_for(project, clock.now(), bounds=(bound,))
    assert "orzeczenie o niepełnosprawności" in text(client.get(to("apply", call.key)))
    assert "orzeczenie o niepełnosprawności" not in text(client.get(to("apply", a_call(project).key)))
    client.post(to("apply", call.key), typed(client, call, step="send"))
    silent = Application.objects.get()
    assert silent.confided == {}
    said = typed(client, call, step="send", answer_disability="yes", pesel="02070803628", form_token="u" * 24)
    client.post(to("apply", call.key), said)
    assert Application.objects.exclude(pk=silent.pk).get().confided == {"disability": True}


def test_a_person_known_by_account_is_not_asked_for_the_number(client, project):
    first = an_application(a_call(project))
    user = a_user("participant", project)
    PersonClaim.objects.create(user=user, person=first.person, claimed_at=clock.now())
    client.force_login(user)
    call = a_call(project)
    page = text(client.get(to("apply", call.key)))
    assert 'name="pesel"' not in page
    assert first.person.pesel not in page
    assert f'value="{first.person.last_name}"' in page
    assert 'name="pesel"' in text(client.get(to("apply", call.key) + "?inna-osoba"))
    client.post(to("apply", call.key), typed(client, call, pesel="", step="send", first_name=first.person.first_name))
    assert Application.objects.filter(call=call).get().person == first.person


def test_the_superior_answers_without_an_account(client, project):
    call = a_call_for(project, clock.now(), access=Access(superior_consent=True))
    assert 'name="superior"' in text(client.get(to("apply", call.key)))
    assert "To pole jest wymagane" not in text(client.post(to("apply", call.key), typed(client, call)))
    client.post(to("apply", call.key), typed(client, call, superior="szefowa@example.org", step="send"))
    application = Application.objects.get()
    address = to("consent", queries.token_of(links.CONSENT, application.consent))
    assert "Anna Nowak" in text(client.get(address))
    assert "Napisz, dlaczego odmawiasz" in text(client.post(address, {"answer": "no"}))
    assert "Zgoda zapisana" in text(client.post(address, {"answer": "yes"}, follow=True))


def test_the_office_asks_to_complete_and_the_person_supplies(signed_in, client, project):
    application = an_application(a_call_for(project, clock.now(), correction_days=5))
    desk = signed_in("coordinator")
    assert "Poproś o uzupełnienie" in text(desk.get(to("application_show", application.key)))
    desk.post(to("application_correct", application.key), {"missing": "Brak podpisu"})
    assert "Brak podpisu" in text(desk.get(to("application_show", application.key)))
    desk.logout()
    address = to("correction", queries.token_of(links.CORRECTION, application.correction))
    assert "Brak podpisu" in text(client.get(address))
    assert "Uzupełnienie przyjęte" in text(client.post(address, {"note": "Jest"}, follow=True))


def test_two_people_name_each_other_by_link(client, project):
    call = a_call_for(project, clock.now(), pairs=True)
    first, second = an_application(call), an_application(call)
    for one, other in ((first, second), (second, first)):
        client.post(to("pair", queries.token_of(links.PAIR, one)), {"code": other.code.lower()})
    assert f"razem z osobą o kodzie {second.code}" in text(client.get(to("pair", queries.token_of(links.PAIR, first))))


def test_support_held_elsewhere_is_passed_over_only_with_a_reason(signed_in, project):
    edition = an_edition(project)
    place = a_confirmed_place(project, edition)
    person = place.application.person
    other = a_call(project, [an_edition(project, support_form=edition.support_form)])
    again = an_application(other, first_name=person.first_name, last_name=person.last_name, pesel=person.pesel)
    desk = signed_in("coordinator")
    desk.post(to("application_assess", again.key))
    again.refresh_from_db()
    assert {one["code"] for one in again.reasons} == {"holds_place", "no_choice"}
    assert "Przyjmij mimo posiadanego miejsca" in text(desk.get(to("application_show", again.key)))
    assert "Napisz" in text(desk.post(to("application_override", again.key), {"why": ""})) or again.status != "eligible"
    desk.post(to("application_override", again.key), {"why": "Poprzednie miejsce kończy się jutro."})
    again.refresh_from_db()
    assert (again.status, again.reasons) == (ApplicationStatus.ELIGIBLE, [])
    assert again.despite == "Poprzednie miejsce kończy się jutro."
    assert "recruitment.application.excepted" in events()
    lone = an_application(a_call(project))
    assert "Nie ma czego pomijać" in text(desk.post(to("application_override", lone.key), {"why": "tak"}))


def test_a_paper_is_opened_by_a_button_on_the_desk(signed_in, project):
    at = clock.now()
    call = a_call_for(project, at, documents=(PAPER,))

    actions.send_ahead(call, TOKEN, "cv", [Upload("b.pdf", a_pdf())], actor=anonymous(project.pk), at=at)
    application = an_application(call, draft=Draft.objects.get())
    desk = signed_in("coordinator")
    paper = application.attachments.get()
    assert "Życiorys" in text(desk.get(to("application_show", application.key)))
    answer = desk.post(to("application_paper", application.key, paper.key))
    assert answer["Content-Type"] == "application/pdf"
    assert events()[-1] == "recruitment.application.looked_at"
