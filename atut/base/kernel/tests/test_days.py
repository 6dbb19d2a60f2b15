"""Terms in full and in working days: weekends, holidays, the change of the clock, the first moment too late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.base.kernel import clock, days


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 12, 14), 3, date(2026, 12, 17)),
        (date(2026, 12, 18), 1, date(2026, 12, 21)),  # a Friday: the next one is Monday
        (date(2026, 12, 23), 3, date(2026, 12, 30)),  # Christmas Eve, Christmas, St Stephen's Day, a Sunday
        (date(2026, 12, 30), 2, date(2027, 1, 4)),
        (date(2027, 1, 5), 1, date(2027, 1, 7)),  # Epiphany
        (date(2027, 3, 26), 1, date(2027, 3, 30)),  # Easter Monday, and the clock is put forward on Sunday
        (date(2026, 10, 23), 2, date(2026, 10, 27)),  # the clock is put back on Sunday
        (date(2026, 12, 19), 0, date(2026, 12, 19)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(day, count, last):
    assert days.last_day(day, count, working=True) == last
    end = days.end_of(clock.at(day, 23, 59), count, working=True)
    assert clock.local(end) == clock.at(last + timedelta(days=1))
    assert clock.local(end - timedelta(microseconds=1)).date() == last


def test_full_days_count_every_day():
    assert days.end_of(clock.at(date(2026, 12, 23), 12), 3) == clock.at(date(2026, 12, 27))
    spring = days.end_of(clock.at(date(2027, 3, 27), 12), 1)
    assert clock.local(spring) == clock.at(date(2027, 3, 29))
    assert spring - clock.at(date(2027, 3, 28)) == timedelta(days=1)  # on the wall; an hour less in fact


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 15))
def test_the_last_day_is_a_working_one_and_there_are_so_many(day, count):
    last = days.last_day(day, count, working=True)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert days.is_working(last)
    assert sum(days.is_working(one) for one in between) == count
