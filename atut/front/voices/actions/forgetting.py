"""What goes: traces whose time is over, everything under one address, what the outbox still holds."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import Things
from atut.base.mail import actions as mail
from atut.base.projects.models import Project
from atut.front.voices import permissions
from atut.front.voices.actions.writing import empty_comment
from atut.front.voices.models import Comment, Subscription
from atut.front.voices.queries import mailbox, sending
from atut.front.voices.rules.moves import Status


def _purge(rows: QuerySet[Any], event: str, *, actor: Actor, at: datetime) -> int:
    gone = list(rows.select_for_update(of=("self",)).select_related("project"))
    for row in gone:
        permissions.forget.require(actor, row)
        record(event, row, actor=actor, at=at)
    rows.model.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return len(gone)


@action
def purge_comments(*, actor: Actor, at: datetime) -> int:
    """Comments nobody confirmed, old rejected and withdrawn ones go; a shown one stays, its writer's address goes after a year."""
    rows = list(sending.comments_due(at).select_for_update(of=("self",)).select_related("project"))
    parents = sending.with_replies(rows)
    for comment in rows:
        permissions.forget.require(actor, comment)
        if comment.status in (Status.SHOWN, Status.WAITING):
            comment.email = comment.email_hash = ""
            comment.save(update_fields=["email", "email_hash"])
            record("voices.writer.erased", comment, actor=actor, at=at, fields=["email"])
        elif comment.pk in parents:
            empty_comment(comment, at=at)
            record("voices.comment.emptied", comment, actor=actor, at=at, fields=["email", "name", "text"])
        else:
            record("voices.comment.erased", comment, actor=actor, at=at)
            comment.delete()
    return len(rows)


@action
def purge_reports(*, actor: Actor, at: datetime) -> int:
    """Delete reports settled long ago."""
    return _purge(sending.reports_due(at), "voices.report.erased", actor=actor, at=at)


@action
def purge_letters(*, actor: Actor, at: datetime) -> int:
    """Delete the hashes by which limits were counted."""
    return _purge(sending.letters_due(at), "voices.letter.erased", actor=actor, at=at)


@action
def purge_subscriptions(*, actor: Actor, at: datetime) -> int:
    """Delete addresses that never confirmed, and those of projects that are over."""
    return _purge(sending.subscriptions_due(at), "voices.subscription.erased", actor=actor, at=at)


@action
def purge_news(*, actor: Actor, at: datetime) -> int:
    """Forget what was told long ago."""
    return _purge(sending.news_due(at), "voices.news.erased", actor=actor, at=at)


@action
def forget_sent(*, actor: Actor, at: datetime) -> int:
    """Take text and address of letters out of the outbox: a recommendation an hour after it went, others after two weeks."""
    keys = frozenset(sending.sent_to_forget(at).values_list("about_key", flat=True))
    return mail.erase_messages(Things(keys=keys), actor=actor, at=at)


@action
def erase_comments(person_key: str, *, actor: Actor, at: datetime) -> int:
    """A person's own comments: words, name and address go; a row without words stays where there are replies."""
    return _empty(mailbox.comments_of_person(person_key), actor=actor, at=at)


@action
def erase_subscriptions(person_key: str, *, actor: Actor, at: datetime) -> int:
    """No more news to a person's address."""
    return _erase(mailbox.subscriptions_of_person(person_key), actor=actor, at=at)


@action
def erase_mailbox(project: Project, email: str, *, actor: Actor, at: datetime) -> int:
    """Everything under one address, because its owner asked the office. A block stays: it keeps letters away."""
    permissions.handle_mailbox.require(actor, project)
    found = {"project": project, "email_hash": sending.hash_of(project, email)}
    count = _empty(Comment.objects.filter(**found), actor=actor, at=at)
    count += _erase(Subscription.objects.filter(**found), actor=actor, at=at)
    record("voices.mailbox.erased", project, actor=actor, at=at, count=count)
    return count


def _empty(rows: QuerySet[Comment], *, actor: Actor, at: datetime) -> int:
    found = list(rows.select_for_update())
    for comment in found:
        permissions.forget.require(actor, comment)
        empty_comment(comment, at=at)
        record("voices.comment.emptied", comment, actor=actor, at=at, fields=["email", "name", "text"])
    return len(found)


def _erase(rows: QuerySet[Subscription], *, actor: Actor, at: datetime) -> int:
    found = list(rows.select_for_update())
    for row in found:
        permissions.forget.require(actor, row)
        record("voices.subscription.erased", row, actor=actor, at=at, fields=["email"])
    Subscription.objects.filter(pk__in=[row.pk for row in found]).delete()
    return len(found)
