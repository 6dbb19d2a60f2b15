"""One verb for many applications: which verbs there are, and what stands in the way of a reminder."""

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

SCORES = "scores"  # said of an application in a batch: the conditions are met, the committee has not scored yet
MOST = 500  # applications at a time: each is a verb of its own, and somebody waits for the page
A_DAY = timedelta(days=1)


class BatchVerb(TextChoices):
    """What can be done to many at once: what exists for one, and nothing else."""

    ASSESS = "assess", _("Check conditions and points")
    ACCEPT = "accept", _("Accept")
    REJECT = "reject", _("Reject")
    CORRECT = "correct", _("Ask to complete it")
    REMIND = "remind", _("Remind the superior of the consent")


class NoConsentAsked(Refused):
    """Nobody to remind."""

    message = _("No superior was asked for consent to this application.")


class NoAddress(Refused):
    """A consent waited for on paper."""

    message = _("This consent is waited for on paper: there is no address to remind.")


class RemindedToday(Refused):
    """Two clicks, or the job of the morning."""

    message = _("The superior was written to within the last day. Remind again tomorrow.")


def must_be_remindable(email: str, *, written_at: datetime, at: datetime) -> None:
    """There is an address, and it was left in peace for a day."""
    if not email:
        raise NoAddress
    if at - written_at < A_DAY:
        raise RemindedToday
