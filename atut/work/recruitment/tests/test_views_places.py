"""Screens of selection and places: links in mail, the office's ledger, answers typed in, the protocol."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place, Selection
from atut.work.recruitment.queries import answers
from atut.work.recruitment.rules.places import LINK_WAIT
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_confirmed_place,
    a_past_call,
    an_eligible_application,
    an_offer,
)

pytestmark = pytest.mark.django_db


def page_of(place, name="place_answer"):
    return reverse(f"recruitment:{name}", args=[answers.token_of(place)])


def status(place):
    return Place.objects.get(pk=place.pk).status


@pytest.fixture
def edition(project):
    return an_edition(project)


@pytest.fixture
def closed(project, edition):
    call = a_past_call(project, {edition: 1}, bound=50)
    call.people = [an_eligible_application(call, [edition], points=points) for points in (30, 20, 10)]
    call.refused = an_eligible_application(call, [edition], status="rejected", reasons=[{"code": "under_age", "edition": ""}])
    a_closed_list(call)
    return call


class TestLinkPage:
    def test_place_answer(self, client, project):
        place = an_offer(project)
        answer = client.get(page_of(place))
        words = answer.content.decode()
        assert answer.status_code == 200
        assert place.application.person.first_name in words
        assert place.application.person.last_name not in words
        assert place.application.number not in words
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "strict-origin"
        assert status(place) == "offered", "opening the page decides nothing"

    @pytest.mark.parametrize(("said", "then"), [("confirm", "confirmed"), ("decline", "declined")])
    def test_a_button_decides(self, client, project, said, then):
        place = an_offer(project)
        assert client.post(page_of(place), {"answer": said}).status_code == 302
        assert status(place) == then
        assert client.get(page_of(place)).status_code == 200

    def test_a_second_click_changes_nothing_and_explains(self, client, project):
        place = an_offer(project)
        client.post(page_of(place), {"answer": "confirm"})
        answer = client.post(page_of(place), {"answer": "decline"})
        assert answer.status_code == 200
        assert status(place) == "confirmed"
        assert Message.objects.filter(kind="recruitment.place_confirmed").count() == 1

    def test_a_confirmed_place_can_be_given_back(self, client, project):
        place = a_confirmed_place(project)
        client.post(page_of(place), {"answer": "give_back"})
        assert status(place) == "released"

    @pytest.mark.parametrize("said", ["", "release", "expire"])
    def test_there_are_no_other_answers(self, client, project, said):
        place = an_offer(project)
        assert client.post(page_of(place), {"answer": said}).status_code == 200
        assert status(place) == "offered"

    def test_after_the_last_moment_it_explains(self, client, project):
        place = an_offer(project)
        Place.objects.filter(pk=place.pk).update(answer_by=clock.now() - timedelta(minutes=1))
        assert client.get(page_of(place)).status_code == 200
        client.post(page_of(place), {"answer": "confirm"})
        assert status(place) == "offered"

    @pytest.mark.parametrize("name", ["place_answer", "link_renew", "link_renewed"])
    def test_a_forged_link_is_nothing(self, client, project, name):
        place = an_offer(project)
        token = answers.token_of(place)
        forged = token[:-1] + ("2" if token[-1] != "2" else "3")
        answer = client.get(reverse(f"recruitment:{name}", args=[forged]))
        assert answer.status_code == 404
        assert place.key not in answer.content.decode().replace(forged, "")

    def test_a_link_works_on_its_own_project_only(self, client, project, other_project):
        place = an_offer(project)
        assert client.get(page_of(place), headers={"host": "other.testserver"}).status_code == 404

    def test_the_link_in_the_mail_is_this_one(self, client, project):
        place = an_offer(project)
        assert page_of(place) in Message.objects.get(kind="recruitment.place_offered").text


class TestNewLink:
    def test_link_renew(self, client, project):
        place = an_offer(project)
        Place.objects.filter(pk=place.pk).update(link_sent_at=clock.now() - LINK_WAIT)
        old = page_of(place), page_of(place, "link_renew")
        actions.renew_link(place, actor=an_actor("coordinator", project), at=clock.now())
        assert client.get(old[0]).status_code == 200
        client.post(old[0], {"answer": "confirm"})
        assert status(place) == "offered", "an old link decides nothing"
        refused = client.post(old[1])
        assert refused.status_code == 200, "too soon"
        Place.objects.filter(pk=place.pk).update(link_sent_at=clock.now() - LINK_WAIT)
        sent = client.post(old[1])
        assert sent.status_code == 302
        assert client.get(sent.url).status_code == 200
        assert Message.objects.filter(kind="recruitment.link_renewed").count() == 2
        assert set(Message.objects.values_list("to_email", flat=True)) == {place.application.person.email}

    def test_a_link_without_an_open_offer_sends_nothing(self, client, project):
        place = a_confirmed_place(project)
        assert client.post(page_of(place, "link_renew")).status_code == 200
        assert not Message.objects.filter(kind="recruitment.link_renewed").exists()


class TestDesk:
    def test_places(self, signed_in, closed):
        answer = signed_in("coordinator").get(reverse("recruitment:places", args=[closed.key]))
        assert answer.status_code == 200
        assert answer.context["shown"].opened == 1

    def test_places_before_the_list_is_closed(self, signed_in, project, edition):
        call = a_past_call(project, {edition: 2})
        answer = signed_in("coordinator").get(reverse("recruitment:places", args=[call.key]))
        assert reverse("recruitment:selection_close", args=[call.key]) in answer.content.decode()

    def test_edition_places(self, signed_in, closed, edition):
        answer = signed_in("coordinator").get(reverse("recruitment:edition_places", args=[closed.key, edition.key]))
        shown = answer.context["shown"]
        assert [p.application for p in shown.held] == closed.people[:1]
        assert [one.application for one in shown.reserve] == closed.people[1:]
        assert [one.is_next for one in shown.reserve] == [True, False]

    def test_the_office_offers_a_free_place_of_a_running_edition(self, signed_in, closed, edition, coordinator):
        begun = clock.at(edition.starts_on, 9)
        place = Place.objects.get()
        actions.confirm_place(place, actor=coordinator, at=clock.now())
        actions.release_place(place, reason="", actor=coordinator, at=begun)
        address = reverse("recruitment:edition_places", args=[closed.key, edition.key])
        assert signed_in("coordinator").post(address, {"offer": "next"}).status_code == 302
        assert Place.objects.get(status="offered").application == closed.people[1]
        assert signed_in("coordinator").post(address, {"offer": "next"}).status_code == 200, "nothing is free now"

    @pytest.mark.parametrize(("said", "then"), [("confirm", "confirmed"), ("decline", "declined")])
    def test_place_told(self, signed_in, closed, said, then):
        place = Place.objects.get()
        client = signed_in("coordinator")
        address = reverse("recruitment:place_told", args=[place.key])
        assert client.get(address).status_code == 200
        Place.objects.update(offered_at=clock.now() - timedelta(hours=2))
        at = (clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(address, {"answer": said, "how": "phone", "told_at": at}).status_code == 302
        place.refresh_from_db()
        assert (place.status, place.answered_how, place.answered_by) == (then, "phone", f"{client.user.name} <{client.user.email}>")

    def test_a_call_from_before_the_offer_is_refused_on_the_form(self, signed_in, closed):
        place = Place.objects.get()
        answer = signed_in("coordinator").post(
            reverse("recruitment:place_told", args=[place.key]),
            {"answer": "confirm", "how": "phone", "told_at": "2020-01-01T10:00"},
        )
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert status(place) == "offered"

    def test_giving_a_confirmed_place_back_by_telephone(self, signed_in, project):
        place = a_confirmed_place(project)
        at = clock.now().strftime("%Y-%m-%dT%H:%M")
        Place.objects.update(offered_at=clock.now() - timedelta(hours=2))
        address = reverse("recruitment:place_told", args=[place.key])
        signed_in("coordinator").post(address, {"answer": "give_back", "how": "phone", "told_at": at, "reason": "Choroba"})
        assert Place.objects.get(pk=place.pk).reason == "Choroba"
        assert signed_in("coordinator").get(address).status_code == 200

    def test_an_office_lead_sees_own_people_only(self, signed_in, project, closed, edition):
        office = closed.people[0].employment.organisation
        address = reverse("recruitment:edition_places", args=[closed.key, edition.key])
        shown = signed_in("office_lead", office).get(address).context["shown"]
        assert [p.application for p in shown.held] == closed.people[:1]
        assert shown.reserve == []

    @pytest.mark.parametrize("role", ["office_lead", "controller", "trainer"])
    def test_who_may_not_answer_for_a_person(self, signed_in, closed, role):
        place = Place.objects.get()
        office = closed.people[0].employment.organisation if role == "office_lead" else None
        answer = signed_in(role, office).post(reverse("recruitment:place_told", args=[place.key]), {"answer": "confirm"})
        assert answer.status_code in (403, 404)
        assert status(place) == "offered"

    def test_another_project_is_not_found(self, signed_in, closed, edition, other_project):
        client = signed_in("coordinator", in_project=other_project)
        for name, args in [
            ("places", [closed.key]),
            ("edition_places", [closed.key, edition.key]),
            ("selection_show", [closed.key]),
            ("selection_protocol", [closed.key]),
            ("selection_close", [closed.key]),
            ("place_told", [Place.objects.get().key]),
        ]:
            address = reverse(f"recruitment:{name}", args=args)
            assert client.get(address, headers={"host": "other.testserver"}).status_code == 404, name

    def test_the_overview_asks_the_same_number_of_questions_for_three_and_thirty(self, signed_in, project):
        counts = []
        for editions in (3, 30):
            call = a_past_call(project, {an_edition(project): 1 for _unused in range(editions)})
            for opening in call.openings.all():
                an_eligible_application(call, [opening.edition])
            a_closed_list(call)
            client = signed_in("coordinator")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(reverse("recruitment:places", args=[call.key]))
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_an_edition_and_the_protocol_ask_the_same_number_for_three_and_thirty(self, signed_in, project):
        counts = []
        for people in (3, 30):
            edition = an_edition(project, capacity=40)
            call = a_past_call(project, {edition: people // 2})
            for _unused in range(people):
                an_eligible_application(call, [edition])
            a_closed_list(call)
            client = signed_in("coordinator")
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("recruitment:edition_places", args=[call.key, edition.key]))
                client.get(reverse("recruitment:selection_show", args=[call.key]))
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestSelection:
    def test_selection_close(self, signed_in, project, edition):
        call = a_past_call(project, {edition: 1})
        an_eligible_application(call, [edition])
        client = signed_in("coordinator")
        address = reverse("recruitment:selection_close", args=[call.key])
        shown = client.get(address)
        assert (shown.status_code, shown.context["preview"].selected) == (200, 1)
        assert client.post(address, {"x": "1"}).status_code == 200, "the box is not ticked"
        assert not Selection.objects.exists()
        assert client.post(address, {"sure": "on"}).status_code == 302
        assert client.post(address, {"sure": "on"}).status_code == 302
        assert Selection.objects.count() == 1

    def test_closing_too_early_is_refused_on_the_form(self, signed_in, project, edition):
        call = a_past_call(project, {edition: 1}, closes_at=clock.now() + timedelta(hours=1))
        answer = signed_in("coordinator").post(reverse("recruitment:selection_close", args=[call.key]), {"sure": "on"})
        assert answer.status_code == 200
        assert answer.context["form"].errors

    def test_selection_show(self, signed_in, closed):
        answer = signed_in("controller").get(reverse("recruitment:selection_show", args=[closed.key]))
        words = answer.content.decode()
        assert all(one.person.listed_name in words for one in [*closed.people, closed.refused])
        assert Selection.objects.get().input_hash in words

    def test_the_application_shows_what_became_of_it(self, signed_in, closed):
        client = signed_in("coordinator")
        given, waits = (client.get(reverse("recruitment:application_show", args=[one.key])) for one in closed.people[:2])
        assert "Pozycja 1 w\u00a0rankingu" in given.content.decode()
        assert "Pozycja na liście rezerwowej: 1" in waits.content.decode()

    def test_selection_protocol(self, signed_in, closed):
        answer = signed_in("coordinator").get(reverse("recruitment:selection_protocol", args=[closed.key]))
        assert answer.content.startswith(b"%PDF")

    @pytest.mark.parametrize("role", ["trainer", "editor", "office_lead"])
    @pytest.mark.parametrize("name", ["selection_show", "selection_protocol", "selection_close"])
    def test_who_may_not_read_the_protocol(self, signed_in, closed, role, name):
        office = closed.people[0].employment.organisation if role == "office_lead" else None
        assert signed_in(role, office).get(reverse(f"recruitment:{name}", args=[closed.key])).status_code == 403


def test_the_history_of_an_application_tells_of_its_place(signed_in, project, edition):
    place = a_confirmed_place(project, edition)
    page = signed_in("controller").get(reverse("recruitment:application_show", args=[place.application.key])).content.decode()
    history = page[page.index("Historia") :]
    assert "Zaproponowano miejsce" in history
    assert "Miejsce potwierdzono" in history
