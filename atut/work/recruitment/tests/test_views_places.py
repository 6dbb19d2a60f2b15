"""Screens of places: the office's ledger, answers typed in, the history."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place
from atut.work.recruitment.tests.factories_placing import (
    a_closed_list,
    a_confirmed_place,
    a_past_call,
    an_eligible_application,
)

pytestmark = pytest.mark.django_db


def status(place):
    return Place.objects.get(pk=place.pk).status


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


def test_the_history_of_an_application_tells_of_its_place(signed_in, project, edition):
    place = a_confirmed_place(project, edition)
    page = signed_in("controller").get(reverse("recruitment:application_show", args=[place.application.key])).content.decode()
    history = page[page.index("Historia") :]
    assert "Zaproponowano miejsce" in history
    assert "Miejsce potwierdzono" in history
