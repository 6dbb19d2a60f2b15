"""The tables of moves: every verb from every status, and what a screen may offer."""

import pytest

from atut.work.recruitment.rules import moves
from atut.work.recruitment.rules.moves import MOVES, ApplicationStatus, CallStatus, NotNow, PlaceStatus

EVERY = [
    (verb, status, target if status in allowed else None)
    for kind, table in MOVES.items()
    for verb, (allowed, target) in table.items()
    for status in kind.values
]


@pytest.mark.parametrize(("verb", "status", "target"), EVERY)
def test_a_verb_leads_where_its_table_says_or_is_refused(verb, status, target):
    if target is None:
        with pytest.raises(NotNow):
            moves.after(verb, status)
    else:
        assert moves.after(verb, status) == target


def test_an_unknown_verb_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        moves.after("fly", "draft")


def test_a_screen_offers_what_can_be_done_now():
    assert moves.open_moves(CallStatus, "selected") == []
    assert moves.open_moves(ApplicationStatus, "withdrawn") == []
    assert moves.open_moves(PlaceStatus, "offered") == ["confirm_place", "decline_place", "expire_place"]


def test_no_place_comes_back_once_it_went_on():
    for status in ("declined", "expired", "released"):
        assert moves.open_moves(PlaceStatus, status) == []
