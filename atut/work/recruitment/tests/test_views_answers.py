"""Screens behind the links in mail: an answer, a new link."""

from datetime import timedelta

import pytest
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.recruitment import actions
from atut.work.recruitment.models import Place
from atut.work.recruitment.queries import answers
from atut.work.recruitment.rules.places import LINK_WAIT
from atut.work.recruitment.tests.factories_placing import (
    a_confirmed_place,
    an_offer,
)

pytestmark = pytest.mark.django_db


def page_of(place, name="place_answer"):
    return reverse(f"recruitment:{name}", args=[answers.token_of(place)])


def status(place):
    return Place.objects.get(pk=place.pk).status


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
