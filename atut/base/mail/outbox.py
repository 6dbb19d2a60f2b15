"""Writing to the outbox: inside the transaction of the action, so no mail is lost by a rollback or sent by one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import translation

from atut.base.kernel.polish import typeset
from atut.base.kernel.prepared import insert
from atut.base.mail.models import Message
from atut.base.mail.rules import State
from atut.base.projects.models import Project


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a notice is for, where, and in which language. Without an address it goes on paper."""

    name: str
    email: str
    language: str = "pl"


def queue(
    kind: str,
    *,
    about: models.Model,
    project: Project | None,
    to: Recipient,
    at: datetime,
    context: dict[str, Any],
    one_click: str = "",
) -> Message:
    """Write one notice: `kind` is `room.event`, its templates are `room/mail/event.subject.txt` and `event.txt`.

    Without an e-mail address the notice waits on the desk to be printed or told by phone. `one_click` is the full
    address at which a mailbox ends such messages for its owner by one POST (RFC 8058).
    """
    room, _dot, event = kind.partition(".")
    everything = {**context, "project": project, "to": to}
    with translation.override(to.language):
        title = " ".join(render_to_string(f"{room}/mail/{event}.subject.txt", everything).split())
        text = render_to_string(f"{room}/mail/{event}.txt", everything).strip() + "\n"
    message = Message(
        project=project,
        kind=kind,
        about_type=about._meta.label_lower,
        about_key=str(getattr(about, "key", about.pk)),
        to_name=to.name,
        to_email=to.email,
        language=to.language,
        title=typeset(title) if to.language == "pl" else title,
        text=text,
        one_click=one_click,
        state=State.QUEUED if to.email else State.PAPER,
        next_at=at,
        created_at=at,
    )
    insert(message)
    return message
