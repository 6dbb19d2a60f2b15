"""Terms in days: full days, or working days (Monday to Friday without the public holidays of Poland). Half-open, in Warsaw.

Public holidays: act of 18.1.1951 on days off work, as the library `holidays` has it; it is loaded with the first question.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import cache

from atut.base.kernel import clock

SATURDAY = 5


@cache
def _holidays() -> Container[date]:
    import holidays

    return holidays.country_holidays("PL")


def is_working(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays()


def last_day(day: date, days: int, *, working: bool = False) -> date:
    """The last of so many days after this day."""
    if not working:
        return day + timedelta(days=days)
    while days:
        day += timedelta(days=1)
        days -= is_working(day)
    return day


def end_of(moment: datetime, days: int, *, working: bool = False) -> datetime:
    """The first moment too late: midnight in Warsaw after so many days that follow the day of `moment`."""
    return clock.at(last_day(clock.local(moment).date(), days, working=working) + timedelta(days=1))
