"""What can become of a message, and when sending is tried again."""

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

MOST_ATTEMPTS = 6


class State(TextChoices):
    """Queued until sent; failed after the last try; on paper when the person has no e-mail."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    PAPER = "paper", _("No e-mail: print or tell by phone")
    TOLD = "told", _("Told on paper or by phone")
    ERASED = "erased", _("Text and address erased")


def wait_after(attempts: int) -> timedelta:
    """1, 5, 25 minutes, then about 2, 10 hours."""
    return timedelta(minutes=5 ** min(attempts - 1, 4)) if attempts > 0 else timedelta()


class How(TextChoices):
    """How a person was told without e-mail."""

    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By telephone")


class AlreadyTold(Refused):
    """Told before."""

    message = _("This person has already been told. Nothing was changed.")


class ToldWhenWrong(Refused):
    """Before the message existed, or tomorrow."""

    message = _("The moment of telling must lie between %(created_at)s, when the message was written, and now.")


class NothingChosen(Refused):
    """No letter ticked."""

    message = _("No letter is chosen. Tick those to print, or those that went out.")


class NotFailed(Refused):
    """Only what failed, or waits on paper, is sent."""

    message = _("This message is not waiting for anybody: “%(state)s”. Nothing was changed.")


class AddressMissing(Refused):
    """Nowhere to send."""

    message = _("Write the e-mail address to send it to, or tell the person by letter or telephone.")


class NotSent(Refused):
    """Only what went out can come back."""

    message = _("This message was not sent by e-mail, so it cannot have come back: “%(state)s”. Nothing was changed.")


UNTOLD = (State.PAPER, State.FAILED)  # waits for somebody with an envelope or a telephone


def check_returned(state: str) -> None:
    """May it be said that it came back?"""
    if state != State.SENT:
        raise NotSent(state=State(state).label)


def check_told(*, state: str, how: str, told_at: datetime, created_at: datetime, at: datetime) -> None:
    """May it be said that the person was told then?"""
    How(how)
    if state == State.TOLD:
        raise AlreadyTold
    if not created_at <= told_at <= at:
        raise ToldWhenWrong(created_at=created_at)


def check_retry(state: str, to_email: str) -> None:
    """May it be sent (again)?"""
    if state not in {State.FAILED, State.PAPER}:
        raise NotFailed(state=State(state).label)
    if not to_email:
        raise AddressMissing
