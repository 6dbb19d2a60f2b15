"""Screens of an exchange of places: asking both, answering by one's own link, noting what the office was told."""

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place, Swap
from atut.work.recruitment.queries.answers import token_of
from atut.work.recruitment.tests.factories_placing import a_past_call
from atut.work.recruitment.tests.test_actions_swapping import confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(project):
    editions = [an_edition(project), an_edition(project)]
    return confirmed(a_past_call(project, dict.fromkeys(editions, 1)), editions, [a_person(project), a_person(project)])


def test_swap_ask(signed_in, two):
    one, other = two
    client = signed_in("coordinator")
    address = reverse("recruitment:swap_ask", args=[one.key])
    assert address in client.get(reverse("recruitment:place_told", args=[one.key])).content.decode()
    shown = client.get(address).content.decode()
    assert other.application.number in shown
    assert client.post(address, {"place": other.key}).status_code == 302
    assert Swap.objects.get().first == one
    assert client.post(address, {"place": one.key}).status_code == 200, "not one's own place"


def test_a_refusal_is_told_on_the_form(signed_in, two, coordinator):
    one, other = two
    actions.give_back_place(one, actor=coordinator, at=clock.now())
    answer = signed_in("coordinator").post(reverse("recruitment:swap_ask", args=[one.key]), {"place": other.key})
    assert answer.context["form"].errors
    assert not Swap.objects.exists()


def test_each_answers_on_the_page_of_the_own_link_without_learning_who_the_other_is(client, two, coordinator):
    one, other = two
    actions.ask_to_swap(one, other, actor=coordinator, at=clock.now())
    for place, stranger in ((one, other), (other, one)):
        address = reverse("recruitment:place_answer", args=[token_of(place)])
        shown = client.get(address).content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
        assert str(stranger.edition.support_form) in shown
        assert stranger.application.person.last_name not in shown
        assert client.post(address, {"answer": "swap"}).status_code == 302
    assert Swap.objects.get().status == "made"
    after = client.get(reverse("recruitment:place_answer", args=[token_of(one)])).content.decode()
    assert "zamienione" in after


def test_who_agreed_may_still_say_no(client, two, coordinator):
    actions.ask_to_swap(*two, actor=coordinator, at=clock.now())
    address = reverse("recruitment:place_answer", args=[token_of(two[0])])
    client.post(address, {"answer": "swap"})
    assert "keep" in client.get(address).content.decode()
    client.post(address, {"answer": "keep"})
    assert Swap.objects.get().status == "refused"


def test_the_office_notes_what_it_was_told(signed_in, two, coordinator):
    actions.ask_to_swap(*two, actor=coordinator, at=clock.now())
    client, at = signed_in("coordinator"), clock.now().strftime("%Y-%m-%dT%H:%M")
    for place in two:
        address = reverse("recruitment:place_told", args=[place.key])
        assert client.post(address, {"answer": "swap", "how": "phone", "told_at": at}).status_code == 302
    assert Swap.objects.get().second_how == "phone"
    assert Place.objects.filter(status="swapped").count() == 2


@pytest.mark.parametrize("role", ["controller", "office_lead", "trainer"])
def test_the_office_only_asks(signed_in, two, role):
    office = two[0].application.employment.organisation if role == "office_lead" else None
    answer = signed_in(role, office).get(reverse("recruitment:swap_ask", args=[two[0].key]))
    assert answer.status_code in (403, 404)


def test_another_project_is_not_found(signed_in, two, other_project):
    client = signed_in("coordinator", in_project=other_project)
    address = reverse("recruitment:swap_ask", args=[two[0].key])
    assert client.get(address, headers={"host": "other.testserver"}).status_code == 404
