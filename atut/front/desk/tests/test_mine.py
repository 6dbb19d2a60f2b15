"""A participant's own page: the answer first, everything about oneself and nobody else, offers answered right there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_user
from atut.base.kernel import clock
from atut.base.privacy.models import DataRequest
from atut.front.desk import queries
from atut.work.partnership.models import PersonClaim
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.models import Call, Place
from atut.work.recruitment.tests.factories import a_call, an_application
from atut.work.recruitment.tests.factories_placing import a_closed_list, a_past_call, an_eligible_application
from atut.work.training.models import Certificate
from atut.work.training.tests import factories as training

pytestmark = pytest.mark.django_db
MINE = "/moje/"


@pytest.fixture
def person(project):
    return a_person(project, first_name="Halina", last_name="Łąk")


@pytest.fixture
def me(client, project, person):
    """A test client signed in as the person."""
    client.user = a_user(name="Halina Łąk")
    PersonClaim.objects.create(user=client.user, person=person, claimed_at=clock.now())
    client.force_login(client.user)
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def a_list(project, person, *, points=10, places=1, others=()):
    """A closed list with the person's application among others'."""
    edition = an_edition(project)
    call = a_past_call(project, {edition: places})
    mine = an_eligible_application(call, [edition], person=person, points=points)
    rest = [
        an_eligible_application(call, [edition], person=a_person(project, last_name="Nieznajomska"), points=more) for more in others
    ]
    a_closed_list(call)
    return mine, rest


def test_mine(me):
    page = text(me.get(MINE))
    assert "Nic nie jest dla Ciebie zaplanowane" in page
    assert "Nie masz jeszcze żadnego zgłoszenia" in page


def test_somebody_with_an_account_and_no_record_is_told_so(client, project):
    client.force_login(a_user())
    assert "Nic nie jest dla Ciebie zaplanowane" in text(client.get(MINE))
    assert "Z tym kontem nie łączymy" in text(client.get("/moje/dane/"))


def test_a_visitor_signs_in_first(client, project):
    assert client.get(MINE).status_code == 302


def test_an_offer_is_confirmed_right_there(me, project, person):
    a_list(project, person)
    page = text(me.get(MINE))
    assert "<h1>Jest dla Ciebie miejsce</h1>" in page
    place = Place.objects.get()
    answer = me.post(reverse("desk:my_place", args=[place.key]), {"answer": "confirm"}, follow=True)
    assert "<h1>Miejsce jest Twoje</h1>" in text(answer)
    place.refresh_from_db()
    assert (place.status, place.answered_how) == ("confirmed", "account")
    me.post(reverse("desk:my_place", args=[place.key]), {"answer": "give_back"})
    place.refresh_from_db()
    assert place.status == "released"


def test_an_offer_is_declined_and_goes_to_the_next_person(me, project, person):
    _mine, (other,) = a_list(project, person, others=[5])
    me.post(reverse("desk:my_place", args=[Place.objects.get().key]), {"answer": "decline"})
    assert other.places.get().status == "offered"


def test_a_late_answer_is_refused_with_a_sentence(me, project, person):
    a_list(project, person)
    place = Place.objects.get()
    place.answer_by = clock.now() - timedelta(minutes=1)
    place.save()
    assert "Jest dla Ciebie miejsce" not in text(me.get(MINE))
    answer = me.post(reverse("desk:my_place", args=[place.key]), {"answer": "confirm"}, follow=True)
    assert "note--no" in text(answer)


def test_the_place_of_another_is_not_found(me, project, person):
    _mine, _others = a_list(project, person, points=1, others=[5])
    foreign = Place.objects.get()
    assert me.post(reverse("desk:my_place", args=[foreign.key]), {"answer": "confirm"}).status_code == 404
    assert "Jest dla Ciebie miejsce" not in text(me.get(MINE))


def test_an_answer_nobody_offers_is_not_found(me, project, person):
    a_list(project, person)
    assert me.post(reverse("desk:my_place", args=[Place.objects.get().key]), {"answer": "steal"}).status_code == 404


def test_a_reserve_position_is_told_with_its_rule_and_without_other_people(me, project, person):
    mine, (other,) = a_list(project, person, points=1, others=[5])
    page = text(me.get(MINE))
    assert "<h1>Masz numer 1 na liście rezerwowej</h1>" in page
    assert reverse("desk:my_application", args=[mine.key]) in page
    assert other.person.last_name not in page
    assert other.code not in page


def test_an_application_that_waits_and_one_that_was_rejected(me, project, person):
    an_eligible_application(a_past_call(project, {an_edition(project): 1}), [], person=person)
    assert "<h1>Mamy Twoje zgłoszenie</h1>" in text(me.get(MINE))
    call = a_past_call(project, {an_edition(project): 1})
    an_eligible_application(call, [], person=person, status="rejected", reasons=[{"code": "under_age"}])
    an_eligible_application(a_past_call(project, {an_edition(project): 1}), [], person=person, status="withdrawn")
    assert "Nie spełnia warunków" in text(me.get(MINE))
    page = text(me.get(reverse("desk:my_application", args=[call.applications.get().key])))
    assert "<h1>Warunki nie są spełnione</h1>" in page
    assert "18 lat" in page


def an_enrolled(project, person, **fields):
    group = training.a_group(project)
    one = training.an_enrolment(group, person, **fields)
    day = clock.at(clock.today() + timedelta(days=2), 8, 30)
    training.a_session(group, starts_at=day, topic="Decyzja, którą da się zrozumieć", room="Repki, sala 4")
    return one


def test_where_to_be_what_to_do_and_whether_all_goes_well(me, project, person):
    one = an_enrolled(project, person, signed=False)
    page = text(me.get(MINE))
    assert "<h1>Następne spotkanie:" in page
    assert "Repki, sala 4" in page
    assert "Uzupełnij swoje dane" in page
    assert "Podpisz dokumenty" in page
    assert "gauge" in page
    assert me.get(reverse("training:participation_answers", args=[one.participation.key])).status_code == 200


def test_a_second_support_and_its_meetings_stand_there_too(me, project, person):
    an_enrolled(project, person)
    an_enrolled(project, person)
    assert "Wszystkie terminy: jeszcze 2 spotkania" in text(me.get(MINE))


def test_own_certificates_can_be_taken_and_those_of_others_not(me, project, person):
    mine = training.an_enrolment(training.a_group(project), person, status="completed")
    other = training.an_enrolment(training.a_group(project), status="completed")
    for number, enrolment in enumerate([mine, other]):
        Certificate.objects.create(
            enrolment=enrolment, number=f"UGP/{number}", check_code=f"kod{number}", issued_on=clock.today(), facts={}, sha256=""
        )
    Call.objects.update(status="selected")
    page = text(me.get(MINE))
    assert "<h1>Twoje zaświadczenie jest gotowe</h1>" in page
    assert "UGP/0" in page
    assert "UGP/1" not in page
    foreign = Certificate.objects.get(number="UGP/1")
    assert me.get(reverse("training:certificate_file", args=[foreign.key])).status_code == 404


def test_nothing_of_another_project_is_seen(me, project, other_project):
    foreign = a_person(other_project)
    PersonClaim.objects.create(user=me.user, person=foreign, claimed_at=clock.now())
    a_list(other_project, foreign)
    assert "Nic nie jest dla Ciebie zaplanowane" in text(me.get(MINE))
    assert foreign.email not in text(me.get("/moje/dane/"))


def test_as_many_queries_for_much_as_for_little(me, project, person):
    actor = actor_for(me.user, project)

    def count():
        with CaptureQueriesContext(connection) as seen:
            plan = queries.my_plan(actor, clock.now())
            _read = (plan.offers, plan.sessions, plan.to_complete, plan.reserve_position, plan.is_waiting, plan.has_place)
        return len(seen)

    for _unused in range(3):
        a_list(project, person)
        an_enrolled(project, person)
    few = count()
    for _unused in range(27):
        a_list(project, person, points=1, others=[5])
        an_enrolled(project, person)
    assert count() == few


def test_my_data(me, project, person):
    page = text(me.get("/moje/dane/"))
    assert person.email in page
    assert person.pesel not in page
    assert f"kończy się na {person.pesel[-3:]}" in page
    answer = me.post("/moje/dane/", {"person": person.key, "kind": "erasure"}, follow=True)
    assert "w ciągu miesiąca" in text(answer)
    asked = DataRequest.objects.get()
    assert (asked.kind, asked.person_key) == ("erasure", person.key)


def test_a_copy_of_another_person_cannot_be_asked_for(me, project):
    other = a_person(project)
    assert me.post("/moje/dane/", {"person": other.key, "kind": "access"}).status_code == 404
    assert not DataRequest.objects.exists()


def test_contact_data_are_mended_by_the_person(me, project, person):
    where = reverse("partnership:person_change", args=[person.key])
    assert me.get(where).status_code == 200
    answer = me.post(where, {"email": "nowa@example.org", "phone": "600 100 200", "language": "pl"})
    assert answer["Location"] == "/biurko/"
    person.refresh_from_db()
    assert person.email == "nowa@example.org"


def test_an_application_to_an_open_call_says_when_it_closes(me, project):
    application = an_application(a_call(project))
    PersonClaim.objects.create(user=me.user, person=application.person, claimed_at=clock.now())
    assert application.number in text(me.get(MINE))
    assert "Koniec naboru" in text(me.get(reverse("desk:my_application", args=[application.key])))
