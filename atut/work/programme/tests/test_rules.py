"""What is true about forms of support and editions: every branch."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from atut.work.programme import rules
from atut.work.programme.rules import E

TODAY = date(2026, 5, 11)
DAY = timedelta(days=1)
FORM = {"kind": "training", "code": "PJU", "title": {"pl": "Prosty język"}, "planned_minutes": 60}
EDITION = {"starts_on": TODAY, "ends_on": TODAY, "place": "Sabnie", "capacity": 1}


@dataclass
class AnEdition:
    status: str
    starts_on: date = TODAY
    ends_on: date = TODAY


@pytest.mark.parametrize("verb", sorted(rules.MOVES))
@pytest.mark.parametrize("status", list(E))
def test_each_verb_moves_only_from_its_states(verb, status):
    allowed, target = rules.MOVES[verb]
    if status in allowed:
        assert rules.after(verb, status) == target
        assert verb in rules.open_moves(AnEdition(status), today=TODAY)
    else:
        with pytest.raises(rules.NotNow):
            rules.after(verb, status)
        assert verb not in rules.open_moves(AnEdition(status), today=TODAY)


@pytest.mark.parametrize("fields", [{}, {"description": {"pl": "Opis", "en": "Text"}, "outcomes": ({"pl": "pisze"}, {})}])
def test_a_form_with_polish_texts(fields):
    rules.must_be_a_form(rules.FormDetails(**FORM | fields))


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title": {"en": "Plain language"}}, rules.PolishMissing),
        ({"description": {"en": "Text"}}, rules.PolishMissing),
        ({"outcomes": ({"pl": "pisze"}, {"pl": " ", "en": "writes"})}, rules.PolishMissing),
        ({"planned_minutes": 59}, rules.NumbersWrong),
        ({"required_percent": 0}, rules.NumbersWrong),
        ({"required_percent": 101}, rules.NumbersWrong),
    ],
)
def test_what_is_no_form(fields, refusal):
    with pytest.raises(refusal):
        rules.must_be_a_form(rules.FormDetails(**FORM | fields))


def test_what_a_certificate_rests_on_is_fixed_once_started():
    rules.must_keep_what_was_promised({"planned_minutes"}, has_started=False)
    rules.must_keep_what_was_promised({"title"}, has_started=True)
    for name in rules.FIXED_ONCE_STARTED:
        with pytest.raises(rules.FormInUse):
            rules.must_keep_what_was_promised({name, "title"}, has_started=True)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"ends_on": TODAY - DAY}, rules.EndsBeforeStart),
        ({"starts_on": TODAY - 2 * DAY}, rules.OutsideProject),
        ({"ends_on": TODAY + 2 * DAY}, rules.OutsideProject),
        ({"capacity": 0}, rules.NoPlaces),
    ],
)
def test_what_is_no_edition(fields, refusal):
    with pytest.raises(refusal):
        rules.must_be_an_edition(rules.EditionDetails(**EDITION | fields), first=TODAY - DAY, last=TODAY + DAY)


def test_an_edition_of_one_day_that_is_the_whole_project():
    rules.must_be_an_edition(rules.EditionDetails(**EDITION), first=TODAY, last=TODAY)


def test_capacity_holds_everybody():
    rules.must_hold_everybody(10, rules.Seats(held=10))
    with pytest.raises(rules.PlacesInUse):
        rules.must_hold_everybody(9, rules.Seats(held=10))
    rules.must_hold_everybody(10, rules.Seats(4, 6))
    with pytest.raises(rules.PlacesPromised):
        rules.must_hold_everybody(9, rules.Seats(4, 6))


def test_only_an_empty_edition_is_cancelled():
    rules.must_be_empty(rules.Seats())
    with pytest.raises(rules.StillHeld):
        rules.must_be_empty(rules.Seats(held=1, promised=1))
    with pytest.raises(rules.StillOffered):
        rules.must_be_empty(rules.Seats(promised=1))


@pytest.mark.parametrize("status", list(E))
def test_what_is_over_is_history(status):
    if status in {E.FINISHED, E.CANCELLED}:
        with pytest.raises(rules.DatesFixed):
            rules.must_be_changeable(status)
    else:
        rules.must_be_changeable(status)


def test_a_button_comes_with_its_day():
    ahead = AnEdition(E.PLANNED, starts_on=TODAY + DAY, ends_on=TODAY + DAY)
    assert rules.open_moves(ahead, today=TODAY) == ["cancel_edition"]
    assert "finish_edition" not in rules.open_moves(AnEdition(E.RUNNING, ends_on=TODAY + DAY), today=TODAY)


def test_started_on_the_first_day_finished_on_the_last():
    rules.must_have_begun(TODAY, today=TODAY)
    rules.must_be_over(TODAY, today=TODAY)
    with pytest.raises(rules.TooEarlyToStart):
        rules.must_have_begun(TODAY + DAY, today=TODAY)
    with pytest.raises(rules.TooEarlyToFinish):
        rules.must_be_over(TODAY + DAY, today=TODAY)


@pytest.mark.parametrize(
    ("edition", "verb"),
    [
        (AnEdition(E.PLANNED), "start_edition"),
        (AnEdition(E.PLANNED, starts_on=TODAY + DAY), ""),
        (AnEdition(E.RUNNING), ""),
        (AnEdition(E.RUNNING, ends_on=TODAY - DAY), "finish_edition"),
        (AnEdition(E.FINISHED, ends_on=TODAY - DAY), ""),
    ],
)
def test_what_the_days_ask_for(edition, verb):
    assert rules.is_due(edition, today=TODAY) == verb
