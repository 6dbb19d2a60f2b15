"""Opening hours, the points list, places, and the rules in words, without a database."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.base.kernel.identifiers import age
from atut.work.recruitment.rules import calls, points
from atut.work.recruitment.rules.calls import Stage
from atut.work.recruitment.rules.points import Criterion, Scored, Source
from atut.work.recruitment.rules.regulation import Regulation, regulation_from
from atut.work.recruitment.tests.factories_placing import for_people_of_45
from atut.work.selection.rules.terms import Amount, Bound, Pool, Ties

OPENS, CLOSES = clock.at(date(2026, 11, 11), 8), clock.at(date(2026, 12, 11), 16)
INSTANT = timedelta(microseconds=1)
RESIDENTS = Criterion("residents", {"pl": "Obsługuję mieszkańców", "en": "I serve residents"}, 5, why={"pl": "Bo liczymy."})
AGE = Criterion("age", {"pl": "45 lat lub więcej", "en": "45 or more"}, 1, Source.AGE_45)


def stage(status, at):
    return calls.stage(status, opens_at=OPENS, closes_at=CLOSES, at=at)


def test_a_published_call_follows_its_hours():
    assert stage("published", OPENS - INSTANT) == Stage.COMING
    assert stage("published", OPENS) == Stage.OPEN
    assert stage("published", CLOSES - INSTANT) == Stage.OPEN
    assert stage("published", CLOSES) == Stage.CLOSED


@pytest.mark.parametrize("status", ["draft", "selected"])
def test_a_draft_and_a_closed_list_have_no_hours(status):
    assert stage(status, OPENS) == stage(status, CLOSES) == Stage(status)


@pytest.mark.parametrize(
    ("status", "at", "refusal"),
    [
        ("draft", OPENS, calls.NotPublished),
        ("published", OPENS - INSTANT, calls.NotOpenYet),
        ("published", CLOSES, calls.CallClosed),
        ("selected", OPENS, calls.CallClosed),
    ],
)
def test_applications_are_refused_outside_opening_hours(status, at, refusal):
    with pytest.raises(refusal):
        calls.must_be_open(status, opens_at=OPENS, closes_at=CLOSES, at=at)


def test_applications_are_taken_within_opening_hours():
    calls.must_be_open("published", opens_at=OPENS, closes_at=CLOSES, at=CLOSES - INSTANT)


def test_the_refusal_names_the_hour_in_warsaw():
    with translation.override("pl"):
        assert "16:00" in str(calls.CallClosed(moment=clock.local(CLOSES)))


def test_a_points_list_is_read_back_as_it_was_kept():
    kept = Regulation((RESIDENTS, AGE), for_people_of_45(50))
    assert regulation_from(kept.as_data()) == kept
    assert points.criterion_from({"code": "x", "label": {"pl": "X"}, "points": 1}).source == Source.ANSWER


def test_a_bound_or_a_pool_is_read_back_as_it_was_kept():
    bounds = (Bound("woman", "u1", "e1", Amount(3), Amount(60, is_percent=True)), Bound(at_most=Amount(2)))
    kept = Regulation(bounds=bounds, pools=(Pool("u1", "e1", 2),), ties=Ties.DRAW, most_places=2)
    assert regulation_from(kept.as_data()) == kept


def test_only_what_the_data_do_not_say_is_asked():
    assert points.asked([RESIDENTS, AGE]) == (RESIDENTS,)


def test_points_come_from_answers_and_from_the_data_and_silence_gives_none():
    lines = [RESIDENTS, AGE]
    assert points.scores(lines, Scored({"residents": True, "age": True}, frozenset())) == {"residents": 5, "age": 0}
    assert points.scores(lines, Scored({}, frozenset({"age_45"}))) == {"residents": 0, "age": 1}


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 2, 28), date(2028, 2, 29), date(2026, 3, 1), date(2026, 12, 31)])
@pytest.mark.parametrize("years", [18, 45])
def test_the_latest_birth_date_agrees_with_the_age(day, years):
    born = calls.latest_birth_date(years, day)
    assert age(born, day) == years
    assert age(born + timedelta(days=1), day) == years - 1


def test_only_a_draft_is_edited():
    calls.must_be_a_draft("draft")
    for status in ("published", "selected"):
        with pytest.raises(calls.CallFrozen):
            calls.must_be_a_draft(status)


def test_only_a_draft_is_discarded():
    calls.must_be_discardable("draft")
    for status in ("published", "selected"):
        with pytest.raises(calls.NotADraft):
            calls.must_be_discardable(status)


def test_calls_together_stay_within_an_edition():
    calls.must_fit("Kurs", wanted=4, capacity=10, given_elsewhere=6)
    with pytest.raises(calls.TooManyPlaces) as refused:
        calls.must_fit("Kurs", wanted=5, capacity=10, given_elsewhere=6)
    assert refused.value.details == {"edition": "Kurs", "left": 4, "wanted": 5}
    with pytest.raises(calls.TooManyPlaces) as refused:
        calls.must_fit("Kurs", wanted=1, capacity=10, given_elsewhere=12)
    assert refused.value.details["left"] == 0
