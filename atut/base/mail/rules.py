"""What can become of a message, and when sending is tried again."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 6


class State(TextChoices):
    """Queued until sent; failed after the last try; on paper when the person has no e-mail."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    PAPER = "paper", _("No e-mail: print or tell by phone")
    TOLD = "told", _("Told on paper or by phone")


def wait_after(attempts: int) -> timedelta:
    """1, 5, 25 minutes, then about 2, 10 hours."""
    return timedelta(minutes=5 ** min(attempts - 1, 4)) if attempts > 0 else timedelta()
