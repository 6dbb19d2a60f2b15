"""Days of the demo: input files count them from the day of building, meetings fall on working days."""

import functools
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from atut.base.kernel import clock

FRIDAY = 4


@functools.cache
def _holidays() -> Container[date]:
    import holidays

    return holidays.country_holidays("PL")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Day 0 is the day of building."""

    zero: date

    def day(self, offset: int) -> date:
        """The day so many days from the day of building."""
        return self.zero + timedelta(days=offset)

    def working_day(self, offset: int) -> date:
        """A day counted from the Monday of the week of building, moved past weekends and public holidays.

        So every offset falls on the same day of the week whenever the demo is built, and meetings
        that do not clash in the input files do not clash after building.
        """
        return self._working(self.day(offset - self.zero.weekday()))

    @staticmethod
    def _working(day: date) -> date:
        while day.weekday() > FRIDAY or day in _holidays():
            day += timedelta(days=1)
        return day

    def moment(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        """An hour of a day, Warsaw."""
        return clock.at(self.day(offset), hour, minute)

    def next_working_day(self, day: date) -> date:
        """The working day after a day."""
        return self._working(day + timedelta(days=1))


def hour(day: date, words: str) -> datetime:
    """The hour `8:30` of a day, Warsaw."""
    at, _colon, minute = words.partition(":")
    return clock.at(day, int(at), int(minute))


def is_past(moment: datetime) -> bool:
    """Has it been, when the demo is built?"""
    return moment <= clock.now()


def end_of(day: date) -> datetime:
    """Late in the afternoon of a day, when lists are closed."""
    return datetime.combine(day, time(16, 30), tzinfo=clock.WARSAW)
