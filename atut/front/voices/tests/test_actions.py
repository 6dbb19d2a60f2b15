"""The verbs: what they change, tell, record; who may not; what they refuse."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.base.mail.models import Message
from atut.base.projects import revisions
from atut.front.voices import actions
from atut.front.voices.models import Block, Comment, Letter, NewsItem, Report, Subscription, Topic
from atut.front.voices.queries import mailbox, sending
from atut.front.voices.rules import measure, moves
from atut.front.voices.tasks import forget_sent, tell_news
from atut.front.voices.tests.factories import a_comment, a_topic, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(project):
    return an_actor("editor", project)


@pytest.fixture
def topic(project):
    return a_topic(project, address="/o-projekcie/")


# Topics ---------------------------------------------------------------------------------------------


def test_a_page_is_known_by_its_key_wherever_it_moves(project, topic):
    page = actions.PageSeen("/projekt/", {"pl": "Projekt"}, is_open=False, key=topic.key)
    moved = actions.know_topic(project, page, actor=system(project.pk), at=clock.now())
    assert (moved.pk, moved.address, moved.is_open) == (topic.pk, "/projekt/", False)
    again = actions.know_topic(project, actions.PageSeen("/projekt/", {"pl": "P"}), actor=system(project.pk), at=clock.now())
    assert again.pk == topic.pk
    assert Topic.objects.count() == 1
    assert events() == ["voices.topic.known"] * 3


def test_a_page_brings_its_own_key(project):
    page = actions.PageSeen("/a/", {"pl": "A"}, key="abcdefghjkmn")
    assert actions.know_topic(project, page, actor=system(project.pk), at=clock.now()).key == "abcdefghjkmn"


def test_visitors_tell_nothing_about_pages(project):
    with pytest.raises(PermissionDenied):
        actions.know_topic(project, actions.PageSeen("/a/", {"pl": "A"}), actor=anonymous(project.pk), at=clock.now())


def test_with_a_deleted_page_go_its_comments(topic, project):
    a_comment(topic, "shown")
    actions.forget_topic(topic, actor=system(project.pk), at=clock.now())
    assert not Comment.objects.exists()
    assert not Letter.objects.exists()


# Comments -------------------------------------------------------------------------------------------


def test_the_road_of_a_comment(topic, editor):
    comment = a_comment(topic, "unconfirmed", email="anna@example.org")
    assert post_all() == 1
    sent = Message.objects.get(kind="voices.comment_confirm")
    assert sent.to_email == "anna@example.org"
    assert comment.text not in sent.text
    assert comment.name not in sent.text
    confirmed = actions.confirm_comment(comment, actor=anonymous(topic.project_id), at=clock.now())
    assert confirmed.status == "waiting"
    before = revisions.current(topic.project_id)
    shown = actions.approve_comment(confirmed, actor=editor, at=clock.now())
    assert shown.status == "shown"
    assert revisions.current(topic.project_id) != before, "cached pages must learn of it"
    assert Message.objects.filter(kind="voices.comment_shown", to_email="anna@example.org").exists()
    assert events()[1:] == ["voices.draft.written", "voices.letter.sent", "voices.draft.confirmed", "voices.comment.approved"]


def test_writing_alone_changes_no_page(topic):
    before = revisions.current(topic.project_id)
    a_comment(topic)
    assert revisions.current(topic.project_id) == before


def test_the_address_lies_encrypted(topic):
    from django.db import connection

    a_comment(topic, email="anna@example.org")
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, email_hash FROM voices_comment")
        assert "anna" not in str(cursor.fetchall())


def test_a_late_confirmation_is_refused(topic):
    comment = a_comment(topic, "unconfirmed", at=clock.now() - timedelta(days=2))
    with pytest.raises(measure.LinkOver):
        actions.confirm_comment(comment, actor=anonymous(topic.project_id), at=clock.now())


def test_twice_confirmed_is_refused(topic):
    comment = a_comment(topic)
    with pytest.raises(moves.NotNow):
        actions.confirm_comment(comment, actor=anonymous(topic.project_id), at=clock.now())


def test_a_closed_page_takes_none(project):
    with pytest.raises(moves.Closed):
        a_comment(a_topic(project, is_open=False))


def test_a_reply_to_a_reply_is_refused(topic):
    first = a_comment(topic, "shown")
    reply = a_comment(topic, "shown", parent=first)
    with pytest.raises(moves.NoReplyHere):
        a_comment(topic, parent=reply)


def test_a_reply_to_a_comment_of_another_page_is_refused(project, topic):
    elsewhere = a_comment(a_topic(project), "shown")
    with pytest.raises(moves.NoReplyHere):
        a_comment(topic, parent=elsewhere)


def test_a_rejected_writer_is_told_why(topic, editor):
    comment = actions.reject_comment(a_comment(topic), reason="offensive", actor=editor, at=clock.now())
    assert (comment.status, comment.reason) == ("rejected", "offensive")
    assert "Kogoś obraża" in Message.objects.get(kind="voices.comment_rejected").text
    back = actions.put_back_comment(comment, actor=editor, at=clock.now())
    assert (back.status, back.reason) == ("waiting", "")


def test_rejecting_needs_a_reason(topic, editor):
    with pytest.raises(moves.ReasonMissing):
        actions.reject_comment(a_comment(topic), reason="", actor=editor, at=clock.now())


@pytest.mark.parametrize("role", ["controller", "trainer", "administrator"])
def test_only_editors_and_the_office_moderate(topic, project, role):
    comment = a_comment(topic)
    for act in (actions.approve_comment, actions.put_back_comment, actions.keep_comment):
        with pytest.raises(PermissionDenied):
            act(comment, actor=an_actor(role, project), at=clock.now())


def test_an_editor_of_another_project_does_not(topic, other_project):
    with pytest.raises(PermissionDenied):
        actions.approve_comment(a_comment(topic), actor=an_actor("editor", other_project), at=clock.now())


def test_a_changed_comment_is_looked_at_anew(topic, editor):
    shown = a_comment(topic, "shown")
    changed = actions.change_comment(shown, text="Inaczej.", actor=anonymous(topic.project_id), at=clock.now())
    assert (changed.status, changed.text) == ("waiting", "Inaczej.")
    assert "voices.comment.changed" in events()


def test_a_withdrawn_comment_holds_nothing_of_its_writer(topic):
    gone = actions.withdraw_comment(a_comment(topic, "shown"), actor=anonymous(topic.project_id), at=clock.now())
    gone.refresh_from_db()
    assert (gone.status, gone.name, gone.text, gone.email, gone.email_hash) == ("withdrawn", "", "", "", "")


def test_a_report_waits_for_a_moderator_and_hides_nothing(topic, editor):
    comment = a_comment(topic, "shown")
    actions.report_comment(comment, complaint="false", actor=anonymous(topic.project_id), at=clock.now())
    comment.refresh_from_db()
    assert comment.status == "shown"
    assert actions.keep_comment(comment, actor=editor, at=clock.now()) == 1
    assert not Report.objects.filter(settled_at=None).exists()
    with pytest.raises(moves.ReasonMissing):
        actions.report_comment(comment, complaint="dull", actor=anonymous(topic.project_id), at=clock.now())


def test_a_comment_that_is_not_shown_cannot_be_kept(topic, editor):
    with pytest.raises(moves.NotNow):
        actions.keep_comment(a_comment(topic), actor=editor, at=clock.now())


def test_the_office_answers_in_its_own_name(topic, project, editor):
    project.office_name = {"pl": "Biuro projektu"}
    project.save()
    answer = actions.answer_comment(a_comment(topic, "shown"), text="Tak.", actor=editor, at=clock.now())
    assert (answer.name, answer.status, answer.is_office) == ("Biuro projektu", "shown", True)


# Letters --------------------------------------------------------------------------------------------


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


# News -----------------------------------------------------------------------------------------------


def subscriber(project, email="ewa@example.org", at=None):
    at = at or clock.now()
    asked = actions.ask_news(project, email=email, language="pl", actor=anonymous(project.pk), at=at)
    return actions.confirm_news(asked, actor=anonymous(project.pk), at=at)


def announce(project, title="Nowy nabór", at=None, address="/aktualnosci/nabor/"):
    news = actions.NewsSeen({"pl": title, "en": "New call"}, address, clock.today())
    return actions.announce_news(project, [news, news], actor=system(project.pk), at=at or clock.now())


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


# What goes ------------------------------------------------------------------------------------------


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
