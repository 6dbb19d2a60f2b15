"""The public screens: by link, by form, by button; both languages; what a stranger sees."""

import re
from datetime import timedelta

import altcha
import pytest
from django.core.cache import cache
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.front.voices import actions, proof, queries
from atut.front.voices.models import Block, Comment, Letter, Report, Subscription
from atut.front.voices.queries import links, shown
from atut.front.voices.queries.links import Purpose
from atut.front.voices.tests.factories import a_comment, a_topic, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def url(name, *args):
    return reverse(f"voices:{name}", args=args)


def link_in(kind):
    return re.search(r"https?://[^/\s]+(/\S+)", Message.objects.filter(kind=kind).latest("pk").text)[1]


def test_page_recommend(client, topic):
    page = client.get(url("page_recommend", topic.key))
    assert "O\u00a0projekcie" in page.content.decode()
    sitting = page.context["form"].initial["sitting"]
    answer = client.post(
        url("page_recommend", topic.key), {"email": "jan@example.org", "name": "Anna Nowak", "sitting": sitting}, follow=True
    )
    assert answer.redirect_chain == [(url("page_recommended", topic.key), 302)]
    assert post_all() == 1
    stop = "/" + Message.objects.get().one_click.split("/", 3)[3]
    assert "Nie chcesz więcej" in client.get(stop).content.decode()


def test_a_page_that_is_not_public_is_not_recommended(client, project):
    hidden = a_topic(project, is_public=False)
    assert client.get(url("page_recommend", hidden.key)).status_code == 404


def test_mailbox_block(client, project):
    token = links.token(Purpose.BLOCK, project, "a" * 64)
    assert client.get(url("mailbox_block", token)).status_code == 200
    assert not Block.objects.exists(), "looking changes nothing"
    assert client.post(url("mailbox_block", token)).status_code == 200
    assert Block.objects.get().email_hash == "a" * 64


def test_the_mailboxs_own_button_needs_no_cookie(project):
    from django.test import Client

    token = links.token(Purpose.BLOCK, project, "b" * 64)
    answer = Client(enforce_csrf_checks=True).post(url("mailbox_block", token), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Block.objects.count() == 1


def test_comment_write_confirm_own(client, topic, signed_in):
    typed = {"name": "Anna", "email": "anna@example.org", "text": "Dobrze."}
    answer = client.post(url("comment_write", topic.key), typed, follow=True)
    assert answer.redirect_chain[-1][0] == url("comment_written", topic.key)
    comment = Comment.objects.get()
    assert not comment.is_checked
    post_all()
    confirm = link_in("voices.comment_confirm")
    client.get(confirm)
    comment.refresh_from_db()
    assert comment.status == "unconfirmed", "looking confirms nothing"
    page = client.post(confirm, follow=True)
    assert "Teraz ktoś go przeczyta" in page.content.decode()
    own = url("comment_own", links.token(Purpose.OWN, topic.project, comment.key))
    assert own in page.content.decode()
    client.post(own, {"text": "Bardzo dobrze."})
    assert Comment.objects.get().text == "Bardzo dobrze."
    assert "jest wycofany" in client.post(own, {"withdraw": "1"}, follow=True).content.decode()


def test_a_link_of_one_purpose_opens_no_other_door(client, topic, other_project):
    comment = a_comment(topic)
    for token in (
        links.token(Purpose.CONFIRM, topic.project, comment.key),
        links.token(Purpose.OWN, other_project, comment.key),
        comment.key,
        f"{comment.key}.{'x' * 27}",
    ):
        assert client.get(url("comment_own", token)).status_code == 410


def test_a_late_link_says_so(client, topic):
    comment = a_comment(topic, "unconfirmed", at=clock.now() - timedelta(days=2))
    assert client.get(url("comment_confirm", links.token(Purpose.CONFIRM, topic.project, comment.key))).status_code == 410


def test_comment_write_with_altcha(client, topic):
    task = client.get(url("proof_task")).json()
    challenge = altcha.Challenge.from_dict(task)
    payload = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
    typed = {"name": "Anna", "email": "anna@example.org", "text": "Dobrze.", "altcha": payload}
    client.post(url("comment_write", topic.key), typed)
    client.post(url("comment_write", topic.key), typed)
    assert [one.is_checked for one in Comment.objects.order_by("pk")] == [True, False], "a solution counts once"
    assert not proof.is_solved("nonsense")
    assert not proof.is_solved("x" * 5000)


def test_without_altcha_limits_are_tighter_and_the_text_stays(client, topic):
    typed = {"name": "Anna", "email": "anna@example.org", "text": "Mój tekst."}
    answers = [client.post(url("comment_write", topic.key), typed) for _unused in range(5)]
    assert [one.status_code for one in answers] == [302] * 4 + [200]
    assert "Mój tekst." in answers[-1].content.decode()
    assert "spróbuj później" in answers[-1].content.decode()


def test_the_trap_is_said_aloud(client, topic):
    typed = {"name": "Anna", "email": "anna@example.org", "text": "Dobrze.", "website": "x"}
    page = client.post(url("comment_write", topic.key), typed)
    assert "Zostaw to pole puste" in page.content.decode()
    assert not Comment.objects.exists()


def test_comment_reply(client, topic):
    first = a_comment(topic, "shown")
    assert client.get(url("comment_reply", first.key)).status_code == 200
    client.post(url("comment_reply", first.key), {"name": "Jan", "email": "jan@example.org", "text": "Tak."})
    assert Comment.objects.get(name="Jan").parent == first
    waiting = a_comment(topic)
    assert client.get(url("comment_reply", waiting.key)).status_code == 404


def test_comments_of_a_closed_page_are_read_and_not_written(client, topic, project):
    a_comment(topic, "shown", text="Stoi.")
    page = actions.PageSeen(topic.address, topic.title, is_open=False)
    actions.know_topic(project, page, actor=_system(project), at=clock.now())
    assert "Stoi." in client.get(url("talks", topic.key)).content.decode()
    assert client.get(url("comment_write", topic.key)).status_code == 404


def _system(project):
    from atut.base.kernel.actors import system

    return system(project.pk)


def test_comment_report(client, topic):
    comment = a_comment(topic, "shown")
    for _unused in range(2):
        page = client.post(url("comment_report", comment.key), {"complaint": "false"})
        assert "Dziękujemy" in page.content.decode()
    assert Report.objects.count() == 1, "one network, one report of a comment a day"
    assert client.get(url("comment_report", a_comment(topic).key)).status_code == 404


def test_talks_escape_what_people_write(client, topic):
    a_comment(topic, "shown", text="<script>alert(1)</script> & https://example.org")
    page = client.get(url("talks", topic.key)).content.decode()
    assert "<script>alert" not in page
    assert 'href="https://example.org' not in page


@pytest.mark.parametrize("count", [3, 30])
def test_the_foot_of_a_page_asks_as_much_for_many_as_for_few(topic, count, django_assert_num_queries, project):
    for _unused in range(count):
        a_comment(topic, "shown", parent=None)
    with django_assert_num_queries(2):
        voices = queries.page_voices(project, "/o-projekcie/")
        assert voices.count == count
        assert len(list(voices.newest)) == count


def test_what_waits_is_not_at_the_foot_of_the_page(topic, project):
    a_comment(topic)
    first = a_comment(topic, "shown")
    a_comment(topic, "shown", parent=first)
    actions.withdraw_comment(first, actor=anonymous(project.pk), at=clock.now())
    voices = queries.page_voices(project, "/o-projekcie/")
    assert voices.count == 1
    assert [talk.is_gone for talk in voices.talks] == [True]
    assert queries.page_voices(project, "/nie-ma/") is None


def test_a_page_in_another_language_is_the_same_topic(topic, project):
    from django.utils import translation

    with translation.override("en"):
        assert queries.page_voices(project, "/en/o-projekcie/").topic == topic
        assert shown.in_language("/o-projekcie/", "en") == "/en/o-projekcie/"


def test_news_ask_confirm_end(client, project):
    assert client.get(url("news_ask")).status_code == 200
    client.post(url("news_ask"), {"email": "ewa@example.org"})
    assert post_all() == 1
    confirm = link_in("voices.news_confirm")
    client.get(confirm)
    assert Subscription.objects.get().confirmed_at is None
    page = client.post(confirm, follow=True).content.decode()
    assert Subscription.objects.get().confirmed_at
    end = re.search(r'href="([^"]*koniec[^"]*)"', page)[1]
    assert client.get(end).status_code == 200
    assert Subscription.objects.exists(), "looking ends nothing"
    client.post(end, {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()
    assert "już nie przyjdą" in client.get(end).content.decode()
    assert client.get(url("news_end", "forged.token")).status_code == 410


def test_english(client, topic):
    comment = a_comment(topic, "shown")
    for path in (
        f"/polec/{topic.key}/",
        f"/komentarze/{topic.key}/",
        f"/komentarze/{topic.key}/napisz/",
        f"/komentarze/zglos/{comment.key}/",
        "/biuletyn/",
        "/biuletyn/sprawdz-poczte/",
    ):
        assert client.get(f"/en{path}").status_code == 200
    client.post(f"/en/komentarze/{topic.key}/napisz/", {"name": "Ann", "email": "ann@example.org", "text": "Good."})
    assert Letter.objects.latest("pk").language == "en"
    post_all()
    assert link_in("voices.comment_confirm").startswith("/en/")


def test_reading_leaves_no_cookie(client, topic):
    assert not client.get(url("talks", topic.key)).cookies
