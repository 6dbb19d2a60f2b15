"""Topics and comments: what the verbs change, tell, record; who may not; what they refuse."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous, system
from atut.base.mail.models import Message
from atut.base.projects import revisions
from atut.front.voices import actions
from atut.front.voices.models import Comment, Letter, Report, Topic
from atut.front.voices.rules import measure, moves
from atut.front.voices.tests.factories import a_comment, a_topic, post_all

pytestmark = pytest.mark.django_db


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
