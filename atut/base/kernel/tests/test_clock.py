"""The office's time: Warsaw, also when the clock is moved."""

from datetime import UTC, date, datetime, timedelta

from atut.base.kernel import clock


def test_now_is_told_in_warsaw():
    assert clock.now().tzinfo is clock.WARSAW
    assert clock.today() == clock.now().date()


def test_the_day_turns_at_midnight_in_warsaw_not_in_greenwich():
    moment = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)
    assert clock.local(moment).date() == date(2026, 8, 1)


def test_the_clock_put_forward_makes_a_day_of_23_hours():
    assert _hours_of(date(2026, 3, 29)) == 23
    assert _hours_of(date(2026, 10, 25)) == 25
    assert _hours_of(date(2026, 5, 11)) == 24


def _hours_of(day):
    begin, end = clock.at(day), clock.at(day + timedelta(days=1))
    return (end.astimezone(UTC) - begin.astimezone(UTC)) / timedelta(hours=1)


def test_the_hour_that_comes_twice_is_the_earlier_one():
    assert clock.at(date(2026, 10, 25), 2, 30).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
