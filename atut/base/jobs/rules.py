"""When a job runs again: after success at its next time, after failure with back-off up to a cap."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)


class State(TextChoices):
    """A job waits for its time, or stopped after too many failures and needs a person."""

    WAITING = "waiting", _("Waiting")
    STOPPED = "stopped", _("Stopped after repeated failures")


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the nth failure in a row: 30 s, 1, 2, 4 … minutes, 6 hours at most."""
    return min(FIRST_WAIT * 2 ** (max(attempts, 1) - 1), LONGEST_WAIT)
