"""What visitors do with comments: write, confirm by link, change, withdraw, report. Nobody has an account."""

from dataclasses import dataclass
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.front.voices import permissions
from atut.front.voices.actions.posting import write_letter
from atut.front.voices.models import Comment, Report, Topic
from atut.front.voices.queries import sending
from atut.front.voices.rules import measure, moves, writing
from atut.front.voices.rules.moves import Complaint, Status


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it was typed; `is_checked`: the writer's browser solved the ALTCHA task."""

    name: str
    email: str
    text: str
    language: str = "pl"
    is_checked: bool = False


@action
def write_comment(topic: Topic, written: Written, *, parent: Comment | None, actor: Actor, at: datetime) -> Comment:
    """Take a comment in. It waits for its writer to confirm it by the link in the mail, then for a moderator."""
    permissions.write_comment.require(actor, topic)
    moves.check_open(is_public=topic.is_public, is_open=topic.is_open)
    if parent is not None:
        moves.check_reply(
            parent_status=parent.status, parent_is_reply=parent.parent_id is not None, is_same_topic=parent.topic_id == topic.pk
        )
    comment = Comment.objects.create(
        project=topic.project,
        topic=topic,
        parent=parent,
        name=writing.name(written.name),
        text=writing.text(written.text, today=clock.local(at).date()),
        email=written.email,
        email_hash=sending.hash_of(topic.project, written.email),
        language=written.language,
        is_checked=written.is_checked,
        written_at=at,
    )
    write_letter(measure.Kind.CONFIRM_COMMENT, comment, written.email, written.language, at=at)
    record("voices.draft.written", comment, actor=actor, at=at)
    return comment


@action
def confirm_comment(comment: Comment, *, actor: Actor, at: datetime) -> Comment:
    """The mailbox says: it was me. Now a moderator looks."""
    permissions.own_comment.require(actor, comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    comment.status = moves.after("confirm_comment", comment.status)
    measure.check_in_time(comment.written_at, at=at)
    comment.confirmed_at = at
    comment.save(update_fields=["status", "confirmed_at"])
    record("voices.draft.confirmed", comment, actor=actor, at=at)
    return comment


@action
def change_comment(comment: Comment, *, text: str, actor: Actor, at: datetime) -> Comment:
    """The writer mends the text. It is looked at anew, and does not show meanwhile."""
    permissions.own_comment.require(actor, comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    comment.status = moves.after("change_comment", comment.status)
    comment.text = writing.text(text, today=clock.local(at).date())
    comment.save(update_fields=["status", "text"])
    record("voices.comment.changed", comment, actor=actor, at=at, fields=["text"])
    return comment


@action
def withdraw_comment(comment: Comment, *, actor: Actor, at: datetime) -> Comment:
    """The writer takes it back: name, text and address are gone at once. Replies keep their place."""
    permissions.own_comment.require(actor, comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    comment.status = moves.after("withdraw_comment", comment.status)
    empty_comment(comment, at=at)
    record("voices.comment.withdrawn", comment, actor=actor, at=at, fields=["email", "name", "text"])
    return comment


def empty_comment(comment: Comment, *, at: datetime) -> None:
    """Everything of the writer's goes; a row without words stays for the replies."""
    comment.status, comment.decided_at = Status.WITHDRAWN, at
    comment.name = comment.text = comment.email = comment.email_hash = comment.reason = ""
    comment.save(update_fields=["status", "decided_at", "name", "text", "email", "email_hash", "reason"])


@action
def report_comment(comment: Comment, *, complaint: str, actor: Actor, at: datetime) -> Report:
    """A reader says it should not be shown. It stays until a moderator has looked: nobody is silenced by numbers."""
    permissions.report_comment.require(actor, comment)
    moves.check_reason(complaint, Complaint.values)
    report = Report.objects.create(project=comment.project, comment=comment, complaint=complaint, reported_at=at)
    record("voices.report.made", report, actor=actor, at=at)
    return report
