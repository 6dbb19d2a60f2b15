"""When a list may be closed, and whom a bound by age counts."""

from datetime import date, timedelta

import pytest

from atut.base.kernel import clock
from atut.work.recruitment.rules import selection

NOON = clock.at(date(2026, 12, 1), 12)


def test_age_is_measured_on_the_last_day_of_the_call():
    midnight, afternoon = clock.at(date(2026, 12, 12)), clock.at(date(2026, 12, 11), 16)
    assert selection.last_day(midnight) == selection.last_day(afternoon) == date(2026, 12, 11)
    assert selection.counts_for_bound(date(1981, 12, 11), midnight)
    assert not selection.counts_for_bound(date(1981, 12, 12), midnight)
    assert not selection.counts_for_bound(None, midnight)


def test_the_list_is_closed_after_the_last_moment_and_with_nobody_left_to_assess():
    with pytest.raises(selection.CallStillOpen):
        selection.must_be_closable(closes_at=NOON, unassessed=0, at=NOON - timedelta(microseconds=1))
    with pytest.raises(selection.NotAllAssessed) as refusal:
        selection.must_be_closable(closes_at=NOON, unassessed=3, at=NOON)
    assert "3" in str(refusal.value)
    selection.must_be_closable(closes_at=NOON, unassessed=0, at=NOON)
