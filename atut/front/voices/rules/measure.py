"""How often and how long: limits on what strangers can cause, and the time after which each trace goes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

HOUR, DAY = 3600, 86_400


class Kind(TextChoices):
    """Letters that a stranger can cause, by typing somebody's address into a form."""

    RECOMMENDED = "recommended", _("Recommendation of a page")
    CONFIRM_COMMENT = "confirm_comment", _("Link to confirm a comment")
    CONFIRM_NEWS = "confirm_news", _("Link to confirm news by e-mail")


# purpose: (most, seconds). One network may be a whole office; one form is one sitting of one person.
FROM_ONE_NETWORK = {
    "recommend": (20, HOUR),
    "comment": (10, HOUR),
    "comment_unchecked": (4, HOUR),
    "news": (10, HOUR),
    "report": (10, HOUR),
}
FROM_ONE_FORM = {"recommend": (5, DAY)}
FORM_OPEN = timedelta(hours=6)  # how long a form may lie open before its key counts no more
TO_ONE_MAILBOX = {Kind.RECOMMENDED: 2, Kind.CONFIRM_COMMENT: 3, Kind.CONFIRM_NEWS: 2}  # within a day
SAME_PAGE_AGAIN = timedelta(days=30)

CONFIRM_WITHIN = timedelta(days=2)
KEEP_LETTERS = timedelta(days=30)
KEEP_REJECTED = timedelta(days=90)
KEEP_REPORTS = timedelta(days=90)
KEEP_EMAIL = timedelta(days=365)
KEEP_NEWS = timedelta(days=60)
KEEP_AFTER_PROJECT = timedelta(days=90)
# The outbox forgets what it sent, by kind of message.
FORGET_SENT = {"voices.page_recommended": timedelta(hours=1)}
FORGET_OTHERS = timedelta(days=14)


class TooMany(Refused):
    """From one network; says nothing about anybody else."""

    message = _("Too much has come from this network within the hour. Your text is still in the form: try again later.")


class LinkOver(Refused):
    """Not confirmed in time."""

    message = _("This link worked for two days. Write once more and you will get a new one.")


def is_too_many(sent_at: Iterable[datetime], kind: str, *, at: datetime) -> bool:
    """Has this mailbox had its share of such letters within a day?"""
    return sum(at - one < timedelta(days=1) for one in sent_at) >= TO_ONE_MAILBOX[Kind(kind)]


def check_in_time(written_at: datetime, *, at: datetime) -> None:
    """May it still be confirmed? Half-open, as all deadlines."""
    if at >= written_at + CONFIRM_WITHIN:
        raise LinkOver
