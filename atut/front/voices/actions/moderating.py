"""What moderators do: show, not show with a reason, keep in spite of reports, put back, answer for the office."""

from datetime import datetime

from django.db.models import QuerySet

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import text_in
from atut.front.voices import notices, permissions
from atut.front.voices.models import Comment, Report
from atut.front.voices.rules import moves, writing
from atut.front.voices.rules.moves import Status


def _locked(comment: Comment) -> Comment:
    rows: QuerySet[Comment] = Comment.objects.select_for_update(of=("self",)).select_related("topic", "project")
    return rows.get(pk=comment.pk)


def _decide(comment: Comment, verb: str, *, reason: str, actor: Actor, at: datetime) -> None:
    comment.status, comment.reason = moves.after(verb, comment.status), reason
    comment.decided_at, comment.decided_by = at, actor.label
    comment.save(update_fields=["status", "reason", "decided_at", "decided_by"])


def _settle(comment: Comment, at: datetime) -> int:
    return Report.objects.filter(comment=comment, settled_at=None).update(settled_at=at)


@action
def approve_comment(comment: Comment, *, actor: Actor, at: datetime) -> Comment:
    """Show it. Its writer is told, with the link to change or withdraw it."""
    permissions.moderate.require(actor, comment)
    comment = _locked(comment)
    _decide(comment, "approve_comment", reason="", actor=actor, at=at)
    record("voices.comment.approved", comment, actor=actor, at=at)
    notices.comment_shown(comment, at=at)
    return comment


@action
def reject_comment(comment: Comment, *, reason: str, actor: Actor, at: datetime) -> Comment:
    """Do not show it, or no longer, for a reason from the list that its writer is told. Reports about it are settled."""
    permissions.moderate.require(actor, comment)
    moves.check_reason(reason)
    comment = _locked(comment)
    _decide(comment, "reject_comment", reason=reason, actor=actor, at=at)
    _settle(comment, at)
    record("voices.comment.rejected", comment, actor=actor, at=at)
    notices.comment_rejected(comment, at=at)
    return comment


@action
def put_back_comment(comment: Comment, *, actor: Actor, at: datetime) -> Comment:
    """Look at a rejected comment once more."""
    permissions.moderate.require(actor, comment)
    comment = _locked(comment)
    _decide(comment, "put_back_comment", reason="", actor=actor, at=at)
    record("voices.comment.restored", comment, actor=actor, at=at)
    return comment


@action
def keep_comment(comment: Comment, *, actor: Actor, at: datetime) -> int:
    """Readers reported it, a moderator looked: it stays. How many reports were settled."""
    permissions.moderate.require(actor, comment)
    comment = _locked(comment)
    if comment.status != Status.SHOWN:
        raise moves.NotNow(status=Status(comment.status).label)
    count = _settle(comment, at)
    record("voices.report.settled", comment, actor=actor, at=at, count=count)
    return count


@action
def answer_comment(comment: Comment, *, text: str, actor: Actor, at: datetime) -> Comment:
    """The project office answers under its own name; shown at once."""
    permissions.moderate.require(actor, comment)
    comment = _locked(comment)
    moves.check_reply(parent_status=comment.status, parent_is_reply=comment.parent_id is not None, is_same_topic=True)
    said = writing.text(text, today=clock.local(at).date())
    name = text_in(comment.project.office_name, comment.language) or text_in(comment.project.name, comment.language)
    answer = Comment.objects.create(
        project=comment.project,
        topic=comment.topic,
        parent=comment,
        name=name[:120],
        text=said,
        language=comment.language,
        status=Status.SHOWN,
        is_office=True,
        is_checked=True,
        written_at=at,
        confirmed_at=at,
        decided_at=at,
        decided_by=actor.label,
    )
    record("voices.comment.answered", answer, actor=actor, at=at)
    return answer
