"""Screens of selection: the list that is closed, its protocol."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.recruitment.models import Selection
from atut.work.recruitment.tests.factories_placing import (
    a_past_call,
    an_eligible_application,
)
from atut.work.selection.rules.frozen import checked

pytestmark = pytest.mark.django_db


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

    def test_selection_data(self, signed_in, closed):
        answer = signed_in("controller").get(reverse("recruitment:selection_data", args=[closed.key]))
        data = json.loads(answer.content)
        assert checked(data).is_equal
        assert data["hash"] == Selection.objects.get().input_hash
        assert not any(one.person.last_name in answer.content.decode() for one in closed.people)
        assert signed_in("office_lead").get(answer.wsgi_request.path).status_code == 403

    def test_selection_protocol(self, signed_in, closed):
        answer = signed_in("coordinator").get(reverse("recruitment:selection_protocol", args=[closed.key]))
        assert answer.content.startswith(b"%PDF")

    @pytest.mark.parametrize("role", ["trainer", "editor", "office_lead"])
    @pytest.mark.parametrize("name", ["selection_show", "selection_protocol", "selection_close"])
    def test_who_may_not_read_the_protocol(self, signed_in, closed, role, name):
        office = closed.people[0].employment.organisation if role == "office_lead" else None
        assert signed_in(role, office).get(reverse(f"recruitment:{name}", args=[closed.key])).status_code == 403
