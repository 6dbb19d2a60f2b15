"""What goes: at night, and when its owner asks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.front.voices import actions
from atut.front.voices.models import Comment, NewsItem
from atut.front.voices.queries import mailbox, sending
from atut.front.voices.tests.factories import a_comment, announce, post_all, subscriber

pytestmark = pytest.mark.django_db


def test_what_is_over_goes_at_night(topic, project):
    now = clock.now()
    long_ago = now - timedelta(days=400)
    never = a_comment(topic, "unconfirmed", at=now - timedelta(days=3))
    rejected = a_comment(topic, "rejected", at=long_ago)
    shown = a_comment(topic, "shown", at=long_ago)
    reply = a_comment(topic, "shown", parent=shown)
    fresh = a_comment(topic, "unconfirmed")
    assert sending.comments_due(now).count() == 3
    assert actions.purge_comments(actor=system(), at=now) == 3
    assert set(Comment.objects.values_list("pk", flat=True)) == {shown.pk, reply.pk, fresh.pk}
    assert {never.pk, rejected.pk} & set(Comment.objects.values_list("pk", flat=True)) == set()
    shown.refresh_from_db()
    assert (shown.email, shown.email_hash, shown.status) == ("", "", "shown")
    assert sending.comments_due(now).count() == 0


def test_a_rejected_comment_with_replies_keeps_an_empty_row(topic, editor):
    now = clock.now()
    first = a_comment(topic, "shown", at=now - timedelta(days=100))
    a_comment(topic, "shown", parent=first)
    actions.reject_comment(first, reason="unlawful", actor=editor, at=now - timedelta(days=95))
    actions.purge_comments(actor=system(), at=now)
    first.refresh_from_db()
    assert (first.status, first.text) == ("withdrawn", "")
    assert sending.comments_due(now).count() == 0


def test_hashes_reports_news_and_old_addresses_go(topic, project, editor):
    now = clock.now()
    old = now - timedelta(days=100)
    comment = a_comment(topic, "shown", at=old)
    post_all(old)
    actions.report_comment(comment, complaint="false", actor=anonymous(project.pk), at=old)
    actions.keep_comment(comment, actor=editor, at=old)
    announce(project, at=old)
    actions.ask_news(project, email="ewa@example.org", language="pl", actor=anonymous(project.pk), at=old)
    post_all(old)
    gone = [
        actions.purge_letters(actor=system(), at=now),
        actions.purge_reports(actor=system(), at=now),
        actions.purge_news(actor=system(), at=now),
        actions.purge_subscriptions(actor=system(), at=now),
    ]
    assert gone == [2, 1, 1, 1]
    assert not NewsItem.objects.exists()


def test_everything_under_an_address_goes_when_its_owner_asks(topic, project, coordinator):
    a_comment(topic, "shown", email="ewa@example.org")
    subscriber(project)
    actions.block_mailbox(project, sending.hash_of(project, "ewa@example.org"), actor=anonymous(project.pk), at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.erase_mailbox(project, "ewa@example.org", actor=an_actor("editor", project), at=clock.now())
    assert actions.erase_mailbox(project, "Ewa@example.org", actor=coordinator, at=clock.now()) == 2
    held = mailbox.held_under(project, "ewa@example.org")
    assert (held.comments, held.subscription) == ([], None)
    assert held.block


def test_the_copy_and_the_erasure_of_a_person_reach_what_stands_under_the_address(topic, project):
    from atut.base.privacy import register
    from atut.work.partnership.tests.factories import a_person

    person = a_person(project, email="ewa@example.org")
    a_comment(topic, "shown", email="ewa@example.org")
    subscriber(project)
    models = {part.data_set.model for part in register.copy_of(person.key)}
    assert {"voices.Comment", "voices.Subscription", "voices.Letter"} <= models
    assert actions.erase_comments(person.key, actor=system(project.pk), at=clock.now()) == 1
    assert actions.erase_subscriptions(person.key, actor=system(project.pk), at=clock.now()) == 1
