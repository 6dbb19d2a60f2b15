"""What time it is in the office. Only views, tasks and commands ask; rules and actions are told.

All deadlines are half-open: a call that closes at 16:00 takes 15:59:59 and refuses 16:00:00.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

WARSAW = ZoneInfo("Europe/Warsaw")


def now() -> datetime:
    """The present moment, aware, in Warsaw time."""
    return timezone.now().astimezone(WARSAW)


def today() -> date:
    """The present day in Warsaw."""
    return now().date()


def local(moment: datetime) -> datetime:
    """The same moment as the office's wall clock shows it."""
    return moment.astimezone(WARSAW)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The aware moment of a wall-clock time in Warsaw (the earlier one when the clock is put back)."""
    return datetime.combine(day, time(hour, minute), tzinfo=WARSAW)
