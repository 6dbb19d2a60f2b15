"""Recommendations and news: what is sent, to whom never; what the outbox forgets."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.base.mail.models import Message
from atut.front.voices import actions
from atut.front.voices.models import Block, Letter, Subscription
from atut.front.voices.queries import sending
from atut.front.voices.rules import measure
from atut.front.voices.tasks import forget_sent, tell_news
from atut.front.voices.tests.factories import a_comment, a_topic, announce, post_all, subscriber

pytestmark = pytest.mark.django_db


def ask(topic, email="jan@example.org", at=None, name="Anna"):
    return actions.recommend_page(topic, actions.Asked(email, name), actor=anonymous(topic.project_id), at=at or clock.now())


def test_a_recommendation_is_a_fixed_letter(topic):
    ask(topic)
    assert post_all() == 1
    message, letter = Message.objects.get(), Letter.objects.get()
    assert "Anna" in message.text
    assert topic.project.url("/o-projekcie/") in message.text
    assert message.one_click in message.text
    assert (letter.email, letter.name, letter.is_sent) == ("", "", True)
    assert len(letter.email_hash) == 64


def test_the_same_page_goes_to_a_mailbox_once_a_month(topic):
    now = clock.now()
    for days in (40, 20, 0):
        ask(topic, at=now - timedelta(days=days))
        post_all(now - timedelta(days=days))
    assert [one.is_sent for one in Letter.objects.order_by("pk")] == [True, False, True]


def test_a_mailbox_gets_two_a_day_however_it_is_written(project):
    for number in range(4):
        ask(a_topic(project), email=f"Jan+{number}@example.org")
    assert post_all() == 2
    assert Letter.objects.filter(is_sent=False, decided_at__isnull=False).count() == 2


def test_a_blocked_mailbox_gets_nothing_a_stranger_causes(topic, project):
    block = actions.block_mailbox(project, sending.hash_of(project, "jan@example.org"), actor=anonymous(project.pk), at=clock.now())
    actions.block_mailbox(project, block.email_hash, actor=anonymous(project.pk), at=clock.now())
    ask(topic)
    a_comment(topic, "unconfirmed", email="JAN@example.org")
    actions.ask_news(project, email="jan@example.org", language="pl", actor=anonymous(project.pk), at=clock.now())
    assert post_all() == 0
    assert not Message.objects.exists()
    assert Block.objects.count() == 1


def test_a_block_of_one_project_says_nothing_to_another(topic, other_project, project):
    here, there = (sending.hash_of(one, "jan@example.org") for one in (project, other_project))
    assert here != there


def test_the_office_opens_a_mailbox_again(project, coordinator):
    block = actions.block_mailbox(project, "a" * 64, actor=anonymous(project.pk), at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.unblock_mailbox(block, actor=an_actor("editor", project), at=clock.now())
    actions.unblock_mailbox(block, actor=coordinator, at=clock.now())
    assert not Block.objects.exists()


def test_a_letter_is_decided_once(topic):
    letter = ask(topic)
    for _unused in range(2):
        actions.post_letter(letter, actor=system(topic.project_id), at=clock.now())
    assert Message.objects.count() == 1


def test_the_outbox_forgets_a_recommendation_after_an_hour(topic):
    from atut.base.mail.tasks import send_waiting

    ask(topic)
    post_all()
    send_waiting(clock.now())
    assert len(mail.outbox) == 1
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    assert forget_sent(clock.now()) == 0
    assert forget_sent(clock.now() + timedelta(hours=1, seconds=1)) == 1
    message = Message.objects.get()
    assert (message.to_email, message.text, message.title, message.one_click) == ("", "", "", "")


def test_news_go_once_to_those_who_confirmed(project):
    now = clock.now()
    subscriber(project, at=now - timedelta(hours=2))
    actions.ask_news(project, email="jan@example.org", language="pl", actor=anonymous(project.pk), at=now - timedelta(hours=2))
    assert announce(project, at=now - timedelta(hours=1)) == 1
    assert announce(project, at=now) == 0
    assert (tell_news(now), tell_news(now)) == (1, 0)
    digest = Message.objects.get(kind="voices.news_digest")
    assert digest.to_email == "ewa@example.org"
    assert "Nowy nabór" in digest.text
    assert digest.one_click in digest.text


def test_what_was_announced_before_is_not_told(project):
    announce(project, at=clock.now() - timedelta(hours=1))
    subscriber(project)
    assert tell_news(clock.now()) == 0


def test_news_without_confirmation_are_refused_after_two_days(project):
    asked = actions.ask_news(
        project, email="ewa@example.org", language="pl", actor=anonymous(project.pk), at=clock.now() - timedelta(days=2)
    )
    with pytest.raises(measure.LinkOver):
        actions.confirm_news(asked, actor=anonymous(project.pk), at=clock.now())


def test_who_has_news_already_is_told_how_to_end_them(project):
    subscriber(project)
    post_all()
    actions.ask_news(project, email="EWA@example.org", language="pl", actor=anonymous(project.pk), at=clock.now())
    post_all()
    assert Subscription.objects.count() == 1
    assert "Już do niego przychodzą" in Message.objects.filter(kind="voices.news_confirm").latest("pk").text


def test_ended_news_leave_no_address(project):
    actions.end_news(subscriber(project), actor=anonymous(project.pk), at=clock.now())
    assert not Subscription.objects.exists()
    assert "voices.subscription.ended" in events()
