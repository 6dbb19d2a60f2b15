"""What becomes of a comment: nothing shows before somebody has looked at it."""

from collections.abc import Collection

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class Status(TextChoices):
    """From the form to the page."""

    UNCONFIRMED = "unconfirmed", _("Waits for its writer")
    WAITING = "waiting", _("Waits for a moderator")
    SHOWN = "shown", _("Shown")
    REJECTED = "rejected", _("Not shown")
    WITHDRAWN = "withdrawn", _("Withdrawn by its writer")


MOVES: dict[str, tuple[set[Status], Status]] = {  # verb: (from any of these, to this)
    "confirm_comment": ({Status.UNCONFIRMED}, Status.WAITING),
    "approve_comment": ({Status.WAITING}, Status.SHOWN),
    "reject_comment": ({Status.WAITING, Status.SHOWN}, Status.REJECTED),
    "put_back_comment": ({Status.REJECTED}, Status.WAITING),
    "change_comment": ({Status.WAITING, Status.SHOWN}, Status.WAITING),
    "withdraw_comment": ({Status.UNCONFIRMED, Status.WAITING, Status.SHOWN, Status.REJECTED}, Status.WITHDRAWN),
}


class Reason(TextChoices):
    """Why a comment is not shown; its writer is told these words."""

    OFF_TOPIC = "off_topic", _("It is not about this page")
    OFFENSIVE = "offensive", _("It offends somebody")
    PERSONAL_DATA = "personal_data", _("It tells something private about somebody")
    ADVERTISING = "advertising", _("It advertises something")
    UNLAWFUL = "unlawful", _("It breaks the law or calls for breaking it")
    REPEATED = "repeated", _("The same has been written before")
    UNCLEAR = "unclear", _("It cannot be understood")


class Complaint(TextChoices):
    """Why a reader reports a comment."""

    OFFENSIVE = "offensive", _("It offends somebody")
    PERSONAL_DATA = "personal_data", _("It tells something private about somebody")
    ADVERTISING = "advertising", _("It advertises something")
    UNLAWFUL = "unlawful", _("It breaks the law or calls for breaking it")
    FALSE = "false", _("It is not true")


class NotNow(Refused):
    """The comment has moved on meanwhile."""

    message = _("This comment cannot be changed so now: “%(status)s”. Open it again to see what can be done.")


class Closed(Refused):
    """The editor does not allow comments here, or no longer."""

    message = _("Comments on this page are closed. You can write to the project office.")


class NoReplyHere(Refused):
    """Replies go one level deep, to comments that are shown."""

    message = _("This comment cannot be answered. You can write a comment of your own.")


class ReasonMissing(Refused):
    """The writer is told why."""

    message = _("Choose the reason: the writer is told it.")


def after(verb: str, status: str) -> Status:
    """The status after a verb; refused from any other state."""
    froms, target = MOVES[verb]
    if status not in froms:
        raise NotNow(status=Status(status).label)
    return target


def check_open(*, is_public: bool, is_open: bool) -> None:
    """May anybody write here?"""
    if not (is_public and is_open):
        raise Closed


def check_reply(*, parent_status: str, parent_is_reply: bool, is_same_topic: bool) -> None:
    """May this comment be answered? One level deep, so that a talk can be read."""
    if parent_status != Status.SHOWN or parent_is_reply or not is_same_topic:
        raise NoReplyHere


def check_reason(reason: str, known: Collection[str] = Reason.values) -> None:
    """Is the reason one of the list?"""
    if reason not in known:
        raise ReasonMissing


def said(reason: str) -> str | Promise:
    """The reason in words; nothing for none."""
    return Reason(reason).label if reason else ""
