"""What people do with messages: read one, say that somebody was told, send a failed one again."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import Things
from atut.base.mail import permissions, queries, rules
from atut.base.mail.letters import letters
from atut.base.mail.models import Message
from atut.base.projects.models import Project


@action
def open_message(message: Message, *, actor: Actor, at: datetime) -> Message:
    """Read a message. Its text holds names, so the look is an entry."""
    permissions.SEE.require(actor, message)
    record("mail.message.seen", message, actor=actor, at=at)
    return message


@action
def mark_told(message: Message, *, how: str, told_at: datetime, actor: Actor, at: datetime) -> Message:
    """Say that the person was told by letter or by telephone, and when. E-mail is never the only way."""
    permissions.HANDLE.require(actor, message)
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_told(state=message.state, how=how, told_at=told_at, created_at=message.created_at, at=at)
    message.state, message.told_how, message.told_at, message.told_by = rules.State.TOLD, how, told_at, actor.label
    message.save(update_fields=["state", "told_how", "told_at", "told_by"])
    record("mail.message.told", message, actor=actor, at=at, fields=["told_at", "told_how"])
    return message


@action
def mark_returned(message: Message, *, actor: Actor, at: datetime) -> Message:
    """The e-mail came back to the office's mailbox: the person does not know, and is to be told otherwise."""
    permissions.HANDLE.require(actor, message)
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_returned(message.state)
    message.state, message.last_error = rules.State.FAILED, gettext("The e-mail came back.")
    message.save(update_fields=["state", "last_error"])
    record("mail.message.returned", message, actor=actor, at=at, fields=["state"])
    return message


@action
def print_letters(project: Project, messages: Sequence[Message], *, actor: Actor, at: datetime) -> bytes:
    """Messages as letters to print, in one PDF. Each look at a text is an entry."""
    if not messages:
        raise rules.NothingChosen
    for message in messages:
        permissions.SEE.require(actor, message)
        record("mail.message.printed", message, actor=actor, at=at)
    return letters(project, messages, at=at)


@action
def mark_posted(messages: Sequence[Message], *, actor: Actor, at: datetime) -> int:
    """These letters went out now; how many. One that was told meanwhile is left as it is."""
    waiting = [one for one in messages if one.state in rules.UNTOLD]
    if not waiting:
        raise rules.NothingChosen
    for message in waiting:
        mark_told(message, how=rules.How.LETTER, told_at=at, actor=actor, at=at)
    return len(waiting)


@action
def retry(message: Message, *, to_email: str, actor: Actor, at: datetime) -> Message:
    """Send a failed message again, to a mended address where the old one was wrong."""
    permissions.HANDLE.require(actor, message)
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_retry(message.state, to_email)
    changed = ["to_email"] if message.to_email != to_email else []
    message.to_email, message.state, message.attempts, message.next_at = to_email, rules.State.QUEUED, 0, at
    message.lease_until, message.last_error = None, ""
    message.save()
    record("mail.message.retried", message, actor=actor, at=at, fields=changed)
    return message


@action
def erase_messages(things: Things, *, actor: Actor, at: datetime) -> int:
    """Text, title, name and address go; that there was a notice, of which kind and when, stays. Nothing more is sent."""
    rows = list(queries.messages_about(things).select_for_update())
    for message in rows:
        permissions.ERASE.require(actor, message)
        message.title = message.text = message.to_name = message.to_email = message.last_error = message.one_click = ""
        message.state, message.lease_until = rules.State.ERASED, None
        message.save(update_fields=["title", "text", "to_name", "to_email", "last_error", "one_click", "state", "lease_until"])
        record("mail.message.erased", message, actor=actor, at=at, fields=["text", "title", "to_email", "to_name"])
    return len(rows)
