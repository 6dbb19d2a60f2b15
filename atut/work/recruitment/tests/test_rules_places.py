"""Seats, deadlines and the next person, without a database."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.work.recruitment.rules import links, places
from atut.work.recruitment.rules.places import Passed
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.terms import Amount, Bound, Pool

MONDAY = clock.at(date(2026, 12, 7), 12)
LATER = date(2027, 3, 1)


def test_three_full_days_end_at_midnight():
    end = places.answer_by(MONDAY, days=3, starts_on=LATER)
    assert end == clock.at(date(2026, 12, 11))
    assert places.last_moment_day(end) == date(2026, 12, 10)
    places.must_be_in_time(end, at=end - timedelta(microseconds=1))
    with pytest.raises(places.AnswerTooLate):
        places.must_be_in_time(end, at=end)
    places.must_have_lapsed(end, at=end)
    with pytest.raises(places.StillInTime):
        places.must_have_lapsed(end, at=end - timedelta(microseconds=1))


def test_the_day_of_changing_clocks_is_a_full_day():
    end = places.answer_by(clock.at(date(2026, 10, 23), 23, 59), days=3, starts_on=LATER)
    assert end == datetime(2026, 10, 27, tzinfo=clock.WARSAW)
    assert end.utcoffset() == timedelta(hours=1)


def test_an_offer_ends_before_the_first_meeting_but_not_before_it_is_made():
    assert places.answer_by(MONDAY, days=3, starts_on=date(2026, 12, 9)) == clock.at(date(2026, 12, 9))
    assert places.answer_by(MONDAY, days=3, starts_on=date(2026, 12, 1)) == clock.at(date(2026, 12, 11))


def test_the_reminder_is_due_on_the_last_day_only_and_not_for_short_offers():
    end = places.answer_by(MONDAY, days=3, starts_on=LATER)
    day_before = end - timedelta(days=1)
    assert places.is_reminder_due(end, offered_at=MONDAY, at=day_before)
    assert not places.is_reminder_due(end, offered_at=MONDAY, at=day_before - timedelta(seconds=1))
    assert not places.is_reminder_due(end, offered_at=MONDAY, at=end)
    assert not places.is_reminder_due(end, offered_at=day_before, at=day_before)


def test_a_told_answer_lies_between_the_offer_and_now():
    places.must_be_told_between(MONDAY, MONDAY, at=MONDAY)
    places.must_be_told_between(MONDAY.replace(second=40), MONDAY.replace(second=0), at=MONDAY.replace(second=50))
    for told in (MONDAY - timedelta(minutes=1), MONDAY + timedelta(minutes=1)):
        with pytest.raises(places.ToldOutOfTime):
            places.must_be_told_between(MONDAY, told, at=MONDAY)


def test_the_ledger_shows_what_does_not_add_up():
    good = places.ledger(3, [(1, "offered"), (3, "used")])
    assert (good.offered, good.taken, good.free, good.free_seats) == (1, 1, 1, (2,))
    assert good.is_balanced
    assert not places.ledger(3, [(1, "offered"), (1, "confirmed")]).is_balanced
    assert not places.ledger(1, [(2, "offered")]).is_balanced


def test_who_has_a_place_had_this_one_or_withdrew_is_passed_over():
    assert places.passed_over(is_withdrawn=True, holds=True, had=True) is Passed.WITHDREW
    assert places.passed_over(is_withdrawn=False, holds=True, had=True) is Passed.HOLDS
    assert places.passed_over(is_withdrawn=False, holds=False, had=True) is Passed.HAD
    assert places.passed_over(is_withdrawn=False, holds=False, had=False) is None


def test_freed_places_go_on_by_themselves_until_the_first_meeting():
    assert places.is_offered_by_itself(LATER, is_planned=True, today=date(2027, 2, 28))
    assert not places.is_offered_by_itself(LATER, is_planned=True, today=LATER)
    assert not places.is_offered_by_itself(LATER, is_planned=False, today=date(2027, 2, 28))
    places.must_not_be_over(LATER, today=LATER)
    with pytest.raises(places.EditionOver):
        places.must_not_be_over(LATER, today=date(2027, 3, 2))


def test_new_links_come_each_ten_minutes_and_six_in_all():
    places.must_wait_for_link(1, MONDAY, at=MONDAY + places.LINK_WAIT)
    with pytest.raises(places.LinkTooSoon):
        places.must_wait_for_link(1, MONDAY, at=MONDAY + timedelta(minutes=9))
    with pytest.raises(places.LinkTooSoon):
        places.must_wait_for_link(places.MOST_LINKS, MONDAY, at=MONDAY + timedelta(days=2))


def test_the_order_has_words():
    with translation.override("en"):
        assert len(places.order_in_words(Regulation())) == 1
        kept = (Bound("woman", at_least=Amount(1), at_most=Amount(2)),)
        said = places.order_in_words(Regulation(bounds=kept, pools=(Pool("o", "e", 1),), most_places=2))
        assert ["one more" in said[0], "lower bound" in said[1], "upper bound" in said[2], "office" in said[3]] == [True] * 4


class TestLinks:
    link = links.Link(links.ANSWER, "234567abcdef", 1)

    def test_a_genuine_link_is_read_back(self):
        text = links.token("secret", self.link)
        assert links.read("secret", text, purpose=links.ANSWER) == self.link

    @pytest.mark.parametrize("purpose", ["x", "M"])
    def test_a_link_serves_one_purpose(self, purpose):
        assert links.read("secret", links.token("secret", self.link), purpose=purpose) is None

    def test_any_change_makes_it_nothing(self):
        text = links.token("secret", self.link)
        for place in range(len(text)):
            for other in "3z-ę":
                changed = text[:place] + other + text[place + 1 :]
                assert changed == text or links.read("secret", changed, purpose=links.ANSWER) is None
        assert links.read("other secret", text, purpose=links.ANSWER) is None
        assert links.read("secret", "", purpose=links.ANSWER) is None
        assert links.read("secret", text + "\n", purpose=links.ANSWER) is None

    def test_who_came_by_a_link_is_named_as_such(self):
        assert links.bearer("abc") == "link:abc"
