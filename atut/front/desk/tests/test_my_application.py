"""The one page of an application: the same by link and by sign-in, whole, and about nobody else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.front.desk import queries
from atut.work.committee.actions.appeals import lodge_appeal, open_appeals
from atut.work.committee.queries import appeals
from atut.work.partnership.models import PersonClaim
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Application, Selection
from atut.work.recruitment.notices import own_page_link
from atut.work.recruitment.queries.answers import token_of
from atut.work.recruitment.queries.own import own_by_token
from atut.work.recruitment.rules.regulation import Document, Regulation
from atut.work.recruitment.tests.factories import a_call_for, an_application
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application, offers

pytestmark = pytest.mark.django_db
MOMENT = re.compile(r"/nabor/wycofanie/[^/]+/")  # the link to withdraw is signed with the second in which it is made


def by_link(client, application, language="pl"):
    address = own_page_link(application).partition("testserver")[2]
    answer = client.get(address[address.index("/") :], headers={"accept-language": language})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode().replace("\u00a0", " ")


def by_account(client, application):
    user = a_user()
    PersonClaim.objects.create(user=user, person=application.person, claimed_at=clock.now())
    client.force_login(user)
    return client.get(reverse("desk:my_application", args=[application.key])).content.decode().replace("\u00a0", " ")


@pytest.fixture
def listed(project):
    """One place, five people; the list is closed."""
    edition = an_edition(project)
    call = a_past_call(project, {edition: 1})
    people = [an_eligible_application(call, [edition], points=points) for points in (9, 8, 7, 6, 5)]
    a_closed_list(call)
    return people


def test_my_application_on_the_reserve_list(client, listed):
    first, second, third = listed[:3]
    page = by_link(client, third)
    assert "<h1>Masz numer 2 na liście rezerwowej</h1>" in page
    assert "przed Tobą czeka jeszcze: 1." in page
    assert "Zwolnione miejsce dostaje pierwsza osoba" in page
    assert "Ostatnie otwarte propozycje wygasają z końcem dnia" in page
    assert "byłoby miejsce" in page, "what would have changed it"
    assert "25 555 01 20" in page
    assert not any(other.code in page or other.person.last_name in page for other in (first, second))
    place = offers(third.call)[0]
    actions.decline_place(place, actor=an_actor("coordinator", third.call.project), at=clock.now())
    assert "przed Tobą nikt już nie czeka" in by_link(client, third)
    assert "<h1>Jest dla Ciebie miejsce</h1>" in by_link(client, second)


def test_the_page_by_sign_in_is_the_same(client, listed):
    one = listed[2]
    linked, signed_in = (MOMENT.sub("", page(client, one).partition("<main")[2]) for page in (by_link, by_account))
    assert signed_in.partition("</main>")[0] == linked.partition("</main>")[0]
    client.force_login(a_user())
    assert client.get(reverse("desk:my_application", args=[one.key])).status_code == 404


def test_a_forged_link_and_one_of_another_project_lead_nowhere(client, project, other_project):
    here = an_eligible_application(a_past_call(project, {an_edition(project): 1}), [])
    there = an_eligible_application(a_past_call(other_project, {an_edition(other_project): 1}), [])
    address = own_page_link(here)
    assert client.get("/moja-strona/" + address.rstrip("/")[-40:-1] + "x/").status_code == 404
    token = own_page_link(there).rstrip("/").rpartition("/")[2]
    assert client.get(f"/moja-strona/{token}/").status_code == 404


def test_an_offer_leads_to_its_answer_and_a_place_to_giving_it_back(client, listed):
    first = listed[0]
    place = offers(first.call)[0]
    link = reverse("recruitment:place_answer", args=[token_of(place)])
    page = by_link(client, first)
    assert "<h1>Jest dla Ciebie miejsce</h1>" in page
    assert link in page
    assert "Odpowiedz na propozycję do końca dnia" in page
    actions.confirm_place(place, actor=an_actor("coordinator", first.call.project), at=clock.now())
    page = by_link(client, first)
    assert "<h1>Miejsce jest Twoje</h1>" in page
    assert link in page
    assert "Wycofaj zgłoszenie" not in page, "the place is given back first"


def test_what_is_missing_stands_with_its_day_and_the_way_to_send_it(client, project, coordinator):
    now = clock.now()
    paper = Document("cv", {"pl": "Życiorys", "en": "CV"})
    call = a_call_for(project, now, correction_days=3)
    application = an_application(call)
    type(call).objects.filter(pk=call.pk).update(regulation=Regulation(documents=(paper,), correction_days=3).as_data())
    application = Application.objects.get(pk=application.pk)
    actions.ask_correction(application, "Brakuje podpisu.", ["cv"], actor=coordinator, at=now)
    page = by_link(client, application)
    assert "<h1>Prosimy o uzupełnienie zgłoszenia</h1>" in page
    assert "Brakuje podpisu." in page
    assert "Życiorys" in page
    assert "/nabor/uzupelnienie/" in page
    assert "Uzupełnij do końca dnia" in page


def test_the_term_to_appeal_and_the_own_appeal(client, project, coordinator):
    edition = an_edition(project)
    call = a_past_call(project, {edition: 1})
    type(call).objects.filter(pk=call.pk).update(regulation=Regulation(appeal_days=7).as_data())
    call.refresh_from_db()
    one = [an_eligible_application(call, [edition], points=points) for points in (9, 8)][1]
    a_closed_list(call)
    term = open_appeals(Selection.objects.get(call=call), actor=coordinator, at=clock.now())
    link = reverse("committee:appeal_lodge", args=[appeals.token_of(one)])
    page = by_link(client, one)
    assert link in page
    assert "Odwołania przyjmujemy do końca dnia" in page
    lodge_appeal(one, "Nie zgadzam się.", actor=coordinator, at=term.told_at + timedelta(seconds=1))
    page = by_link(client, one)
    assert "Napisz odwołanie" not in page
    assert "Twoje odwołanie" in page


def test_the_mail_leads_to_the_page(client, project):
    application = an_application(a_call_for(project, clock.now()))
    message = Message.objects.filter(kind="recruitment.application_received").get()
    assert own_page_link(application) in message.text
    assert "Mamy Twoje zgłoszenie" in by_link(client, application)


def test_as_many_queries_for_many_people_and_wishes_as_for_few(project):
    def count(editions, others):
        opened = [an_edition(project) for _unused in range(editions)]
        call = a_past_call(project, dict.fromkeys(opened, 1))
        for points in range(others):
            an_eligible_application(call, opened, points=50 + points)
        mine = an_eligible_application(call, opened, points=1)
        a_closed_list(call)
        token = own_page_link(mine).rstrip("/").rpartition("/")[2]
        with CaptureQueriesContext(connection) as seen, translation.override("pl"):
            page = queries.my_application(own_by_token(project, token), clock.now())
            assert page.page.standings
            assert page.days
        return len(seen)

    assert count(1, 3) == count(3, 30)
