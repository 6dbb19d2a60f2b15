"""Where an application stands, for the person it is about."""

from datetime import timedelta

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.work.recruitment.rules.own import NEXT, Day, Event, Known, Stage, position_in_words, stage

NOW = clock.at(clock.today(), 12)
SOON, GONE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
LISTED = ("eligible", "selected")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known("withdrawn", "selected", [("released", GONE)]), Stage.WITHDRAWN),
        (Known("rejected", "published"), Stage.REJECTED),
        (Known("correction", "published", complete_by=SOON), Stage.COMPLETE),
        (Known("correction", "published"), Stage.COMPLETE),
        (Known("correction", "published", complete_by=NOW), Stage.LATE),
        (Known("submitted", "published"), Stage.RECEIVED),
        (Known("submitted", "selected"), Stage.RECEIVED),
        (Known("eligible", "published"), Stage.CHECKED),
        (Known("eligible", "frozen"), Stage.DRAW),
        (Known(*LISTED, [("confirmed", SOON), ("offered", SOON)]), Stage.OFFERED),
        (Known(*LISTED, [("offered", NOW)], has_reserve=True), Stage.RESERVE),
        (Known(*LISTED, [("used", GONE), ("confirmed", GONE)]), Stage.ENROLLED),
        (Known(*LISTED, [("confirmed", GONE)], has_reserve=True), Stage.HELD),
        (Known(*LISTED, [("declined", GONE)]), Stage.GIVEN_UP),
        (Known(*LISTED), Stage.OUT),
    ],
)
def test_where_it_stands(known, expected):
    assert stage(known, at=NOW) == expected


def test_every_stage_says_what_comes_next():
    assert set(NEXT) == set(Stage)


def test_days_in_words():
    day = clock.at(clock.today().replace(month=5, day=12))
    with translation.override("en"):
        assert Day(Event.ANSWER, day, "Course A").label == "Answer the offer until the end of (Course A)"
        assert Day(Event.ANSWER, day).in_words.startswith("11 May")
        assert Day(Event.BEGINS, day).in_words.startswith("12 May")
        assert Day(Event.CLOSES, day + timedelta(hours=15, minutes=5)).in_words.endswith(", 15:05")
        assert ":" not in Day(Event.POOLS, day).in_words


def test_the_position_and_who_still_waits_before():
    with translation.override("en"):
        assert position_in_words(3, 1) == "Position 3 on the reserve list; before you still wait: 1."
        assert position_in_words(3, 0).endswith("nobody before you still waits.")
