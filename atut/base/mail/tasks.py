"""Sending what waits in the outbox."""

from datetime import datetime, timedelta
from email.mime.image import MIMEImage
from pathlib import Path
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from atut.base import ui
from atut.base.jobs.registry import job
from atut.base.kernel import clock
from atut.base.kernel.identifiers import without_numbers
from atut.base.mail import rules
from atut.base.mail.models import Message
from atut.base.projects.letterhead import Funding, funding

LEASE = timedelta(minutes=2)
EMBLEM = Path(ui.__file__).parent / "static" / "atut" / "eu.png"  # mail programs show no SVG


@job(_("Send messages that wait"), every=timedelta(seconds=5))
def send_waiting(at: datetime) -> int:
    """Send the messages that are due, one by one, each claimed first; a failed one is tried again later."""
    sent = 0
    with get_connection() as connection:
        for message in _due(at)[:200]:
            if _claim(message, at):
                sent += _send(message, connection, at)
    return sent


def _due(at: datetime) -> "Message.objects.__class__":  # type: ignore[name-defined]  # a QuerySet
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    return Message.objects.filter(free, state=rules.State.QUEUED, next_at__lte=at).order_by("next_at", "pk")


def _claim(message: Message, at: datetime) -> bool:
    return bool(
        _due(at).filter(pk=message.pk, attempts=message.attempts).update(lease_until=at + LEASE, attempts=message.attempts + 1)
    )


def _way_out(message: Message) -> dict[str, str]:
    """The button of mailboxes that ends such messages without opening them (RFC 2369, RFC 8058)."""
    if not message.one_click:
        return {}
    return {"List-Unsubscribe": f"<{message.one_click}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def with_funding(text: str, said: Funding | None) -> str:
    """The words of the message, and under them who pays: sentence, programme, agreement, amounts."""
    return f"{text.rstrip()}\n\n-- \n{said.text}\n" if said else text


def _emblem() -> MIMEImage:
    picture = MIMEImage(EMBLEM.read_bytes(), "png")
    picture.add_header("Content-ID", "<ue@atut>")
    picture.add_header("Content-Disposition", "inline", filename="ue.png")
    return picture


def _send(message: Message, connection: object, at: datetime) -> int:
    said = funding(message.project, message.language) if message.project else None
    with translation.override(message.language):
        html = render_to_string("mail/sent.html", {"message": message, "funding": said})
    # the same Message-ID at every try: a second copy after a crash is recognised by the receiver
    mail = EmailMultiAlternatives(
        message.title, with_funding(message.text, said), to=[message.to_email], connection=connection,
        headers={"Message-ID": f"<{message.key}@atut>", "Auto-Submitted": "auto-generated", **_way_out(message)},
    )  # fmt: skip
    mail.attach_alternative(html, "text/html")
    if said:
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]  # the emblem belongs to the HTML part
        mail.attach(_emblem())
    mine = Message.objects.filter(pk=message.pk)
    try:
        mail.send()
    except (SMTPException, OSError) as wrong:
        attempts = message.attempts + 1
        gave_up = attempts >= rules.MOST_ATTEMPTS
        mine.update(
            last_error=without_numbers(f"{type(wrong).__name__}: {wrong}"[:300]),
            lease_until=None,
            next_at=at + rules.wait_after(attempts),
            state=rules.State.FAILED if gave_up else rules.State.QUEUED,
        )
        return 0
    mine.update(state=rules.State.SENT, sent_at=clock.now(), lease_until=None, last_error="")
    return 1
