"""Minutes, shares and the answer to "can I still pass?"."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.base.kernel import clock
from atut.work.training.rules import attendance as rules
from atut.work.training.rules.attendance import Meeting, Presence, Seen, Tally, Verdict

DAY = date(2026, 11, 25)


def meeting(day=DAY, starts=(8, 30), ends=(15, 30), breaks=0):
    return Meeting(clock.at(day, *starts), clock.at(day, *ends), breaks)


def test_a_meeting_lasts_its_time_less_breaks():
    assert meeting(breaks=30).minutes == 390


@pytest.mark.parametrize(
    ("day", "starts", "ends", "minutes"),
    [
        (date(2026, 3, 29), (8, 0), (16, 0), 480),  # clocks went forward at 2:00
        (date(2026, 10, 25), (8, 0), (16, 0), 480),  # clocks went back at 3:00
        (date(2026, 3, 29), (0, 0), (8, 0), 420),
        (date(2026, 10, 25), (0, 0), (8, 0), 540),
    ],
)
def test_minutes_are_right_on_days_when_the_clock_changes(day, starts, ends, minutes):
    assert meeting(day, starts, ends).minutes == minutes
    both_in_utc = Meeting(clock.at(day, *starts).astimezone(UTC), clock.at(day, *ends).astimezone(UTC))
    assert both_in_utc.minutes == minutes


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), DAY])
def test_part_of_the_time_is_counted_by_the_clock_on_the_wall(day):
    one = Meeting(clock.at(day, 8, 30).astimezone(UTC), clock.at(day, 15, 30).astimezone(UTC))
    assert rules.minutes_present(one, came=time(9, 20), went=time(15, 30), name="Łukasz") == 370


def test_breaks_are_taken_off_in_proportion():
    assert rules.minutes_present(meeting(breaks=60), came=time(8, 30), went=time(12, 0), name="") == 180


def test_time_outside_the_meeting_does_not_count():
    assert rules.minutes_present(meeting(), came=time(7, 0), went=time(18, 0), name="") == 420


def test_hours_that_end_before_they_begin_are_refused():
    with pytest.raises(rules.HoursWrong, match="Łukasz"):
        rules.minutes_present(meeting(), came=time(12, 0), went=time(11, 0), name="Łukasz")


def test_hours_outside_the_meeting_are_refused():
    with pytest.raises(rules.HoursOutside):
        rules.minutes_present(meeting(), came=time(15, 30), went=time(16, 0), name="Łukasz")


def test_part_of_the_time_needs_hours():
    with pytest.raises(rules.HoursMissing):
        rules.minutes_for(meeting(), Presence.PART, came=None, went=time(9), name="Łukasz")


def test_the_three_marks_count():
    assert rules.minutes_for(meeting(), "here", came=None, went=None, name="") == 420
    assert rules.minutes_for(meeting(), "away", came=None, went=None, name="") == 0
    assert rules.minutes_for(meeting(), "part", came=time(8, 30), went=time(9, 30), name="") == 60


def test_an_entry_shows_the_mark_it_was_made_from():
    assert rules.presence_of(420, came=None) == Presence.HERE
    assert rules.presence_of(0, came=None) == Presence.AWAY
    assert rules.presence_of(60, came=time(9)) == Presence.PART


@given(
    start=st.integers(0, 1439),
    end=st.integers(0, 1439),
    came=st.integers(0, 1439),
    went=st.integers(0, 1439),
    breaks=st.integers(0, 90),
)
def test_nobody_gets_more_than_the_meeting_and_whoever_stays_longer_never_less(start, end, came, went, breaks):
    if end - start <= breaks or went <= came or came >= end or went <= start:
        return
    one = meeting(starts=divmod(start, 60), ends=divmod(end, 60), breaks=breaks)
    counted = rules.minutes_present(one, came=time(*divmod(came, 60)), went=time(*divmod(went, 60)), name="")
    assert 0 <= counted <= one.minutes
    if went < 1439:
        longer = rules.minutes_present(one, came=time(*divmod(came, 60)), went=time(*divmod(went + 1, 60)), name="")
        assert longer >= counted
    assert rules.minutes_present(one, came=time(*divmod(start, 60)), went=time(*divmod(end, 60)), name="") == one.minutes


@given(
    meetings=st.lists(st.tuples(st.integers(1, 600), st.booleans(), st.none() | st.integers(0, 100)), max_size=12),
    form=st.integers(1, 6000),
    percent=st.integers(0, 100),
)
def test_everything_planned_is_attended_missed_or_ahead(meetings, form, percent):
    seen = [Seen(m, closed, None if share is None else m * share // 100) for m, closed, share in meetings]
    facts = rules.tally(seen, form_minutes=form, required_percent=percent)
    assert facts.attended + facts.missed + facts.ahead == facts.planned >= form
    assert facts.required * 100 >= facts.planned * percent > (facts.required - 1) * 100
    assert rules.has_met(facts) <= rules.may_pass(facts)
    if rules.may_pass(facts):
        assert facts.attended + facts.ahead - facts.minutes_may_miss == facts.required
    assert (facts.share_percent >= percent) or not rules.has_met(facts)


def test_five_meetings_of_ten_do_not_show_a_hundred_per_cent():
    seen = [Seen(240, is_closed=True, attended=240)] * 5 + [Seen(240, is_closed=False)] * 5
    facts = rules.tally(seen, form_minutes=2400, required_percent=80)
    assert facts.share_percent == 50
    assert facts.verdict == Verdict.CAN
    assert facts.minutes_may_miss == 480


def test_the_example_of_the_participants_page():
    seen = [Seen(420, is_closed=True, attended=420)] * 2 + [
        Seen(420, is_closed=True, attended=360),
        Seen(240, is_closed=True, attended=0),
        Seen(420, is_closed=False),
        Seen(420, is_closed=False),
    ]
    facts = rules.tally(seen, form_minutes=2400, required_percent=80)
    assert (facts.planned, facts.attended, facts.missed, facts.ahead, facts.required) == (2400, 1200, 300, 900, 1920)
    assert facts.minutes_may_miss == 180


def test_hours_not_yet_in_the_timetable_are_still_ahead():
    assert rules.tally([], form_minutes=600, required_percent=80).ahead == 600


def test_minutes_attended_in_another_group_before_a_move_count():
    facts = rules.tally([Seen(300, is_closed=False)], form_minutes=600, required_percent=80, elsewhere=300)
    assert (facts.attended, facts.ahead, facts.missed) == (300, 600, 0)
    assert rules.may_pass(facts)


def test_a_closed_list_without_an_entry_is_time_missed():
    facts = rules.tally([Seen(300, is_closed=True)], form_minutes=300, required_percent=80)
    assert (facts.missed, facts.verdict) == (300, Verdict.CANNOT)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Tally(0, 0, 0, 0, 0, 80), Verdict.UNKNOWN),
        (Tally(100, 80, 0, 20, 80, 80), Verdict.MET),
        (Tally(100, 60, 20, 20, 80, 80), Verdict.TIGHT),
        (Tally(100, 50, 10, 40, 80, 80), Verdict.CAN),
        (Tally(100, 50, 30, 20, 80, 80), Verdict.CANNOT),
    ],
)
def test_verdicts(facts, expected):
    assert facts.verdict == expected


def test_a_share_is_rounded_down_so_that_nearly_enough_never_looks_enough():
    facts = Tally(1000, 799, 0, 0, 800, 80)
    assert facts.share_percent == 79
    assert facts.minutes_to_go == 1
    assert Tally(0, 0, 0, 0, 0, 80).share_percent == 0


def test_the_gauge_fills_its_width():
    facts = Tally(2400, 1200, 240, 960, 1920, 80)
    assert facts.parts == [(50.0, "in"), (10.0, "miss"), (40.0, "next")]
    assert facts.mark == 80.0
    assert Tally(0, 0, 0, 0, 0, 80).parts == [(0.0, "in"), (0.0, "miss"), (0.0, "next")]


def test_a_list_opens_half_an_hour_before_the_meeting():
    one = meeting()
    rules.must_be_open_for_marks(one, at=one.starts_at - timedelta(minutes=30))
    with pytest.raises(rules.TooEarly):
        rules.must_be_open_for_marks(one, at=one.starts_at - timedelta(minutes=31))


def test_a_list_is_finished_near_the_end():
    one = meeting()
    rules.must_be_open_for_closing(one, at=one.ends_at - timedelta(minutes=30))
    with pytest.raises(rules.TooEarlyToClose):
        rules.must_be_open_for_closing(one, at=one.ends_at - timedelta(minutes=31))


def test_a_finished_list_says_something_about_everybody():
    rules.must_have_marks([])
    with pytest.raises(rules.MarksMissing, match="Bąk, Ćwik"):
        rules.must_have_marks(["Bąk", "Ćwik"])


def test_a_correction_needs_a_reason():
    rules.must_have_reason("pomyłka")
    with pytest.raises(rules.ReasonMissing):
        rules.must_have_reason("  ")


def test_marks_taken_in_any_zone_give_the_same_minutes():
    one = Meeting(datetime(2026, 7, 1, 6, tzinfo=UTC), datetime(2026, 7, 1, 14, tzinfo=UTC))
    assert rules.minutes_present(one, came=time(8), went=time(16), name="") == 480
