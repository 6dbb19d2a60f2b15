"""What cannot stand in a regulation: every refusal once, and the least that cannot hold together."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.work.recruitment.rules import bounds, calls, clashes, faults
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.points import Criterion, CriterionTwice, Source
from atut.work.recruitment.rules.regulation import Document, Regulation
from atut.work.recruitment.rules.sections import FIELDS, Section
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Pool, Ties

OPENS, CLOSES = clock.at(date(2026, 11, 11), 8), clock.at(date(2026, 12, 11), 16)
LATER = clock.at(date(2027, 1, 1))
LINE = Criterion("a", {"pl": "A"}, 1)
PAPER = Document("a", {"pl": "A"})
FIVE, HALF, ALL = Amount(5), Amount(50, is_percent=True), Amount(100, is_percent=True)
DRAWN = {"ties": Ties.DRAW, "draw_value": {"pl": "Lotto"}, "draw_on": date(2026, 12, 12)}
POOL = Pool("u1", "e1", 2)


def terms(openings=None, **regulation):
    names = {"e1": "Kurs 1", "e2": "Kurs 2", "u1": "Urząd Sabnie", "u2": "Urząd Repki"}
    return Terms(OPENS, CLOSES, openings or {"e1": 4, "e2": 4}, 3, Regulation(**regulation), names)


def kinds(**regulation):
    return [type(fault) for fault in faults.found(terms(**regulation))]


@pytest.mark.parametrize(
    ("regulation", "fault"),
    [
        ({"criteria": (LINE, LINE)}, CriterionTwice),
        ({"criteria": (replace(LINE, source=Source.GOPS), replace(LINE, code="b", source=Source.GOPS))}, CriterionTwice),
        ({"documents": (PAPER, PAPER)}, faults.DocumentTwice),
        ({"bounds": (Bound(Fact.WOMAN),)}, bounds.BoundEmpty),
        ({"bounds": (Bound(Fact.WOMAN, at_least=FIVE), Bound(Fact.WOMAN, at_most=FIVE))}, bounds.BoundTwice),
        ({"bounds": (Bound(at_least=FIVE, at_most=Amount(4)),)}, bounds.BoundUpsideDown),
        ({"bounds": (Bound(edition="e1", at_least=FIVE),)}, bounds.BoundTooHigh),
        ({"bounds": (Bound(edition="e9", at_most=FIVE),)}, bounds.NotOpenedHere),
        ({"bounds": (Bound(office="u9", at_most=FIVE),)}, bounds.NotAnOfficeHere),
        ({"bounds": (Bound(office=EACH, at_least=FIVE),)}, bounds.EachTooHigh),
        ({"bounds": (Bound(office=EACH, edition=EACH, at_least=FIVE),)}, bounds.BoundTooHigh),
        ({"pools": (POOL, POOL), "pools_return_at": LATER}, bounds.PoolTwice),
        ({"pools": (replace(POOL, places=5),), "pools_return_at": LATER}, bounds.PoolsTooLarge),
        ({"pools": (POOL,)}, bounds.PoolsNeverReturn),
        ({"pools": (POOL,), "pools_return_at": CLOSES}, bounds.PoolsReturnTooEarly),
        ({**DRAWN, "draw_value": {}}, faults.DrawWithoutValue),
        ({**DRAWN, "draw_on": None}, faults.DrawWithoutDay),
        ({**DRAWN, "draw_on": date(2026, 12, 11)}, faults.DrawBeforeTheClose),
        ({"other_panel": True}, faults.NothingToDecide),
        ({"decision_days": 3}, faults.NothingToDecide),
        ({"most_choices": 3}, faults.MoreChoicesThanEditions),
        ({"most_choices": 1, "most_places": 2}, faults.MorePlacesThanChoices),
    ],
)
def test_each_fault_is_found_and_refused_in_its_section(regulation, fault):
    assert kinds(**regulation) == [fault]
    with pytest.raises(fault):
        faults.must_be_whole(terms(**regulation), fault.section)
    others = [section for section in Section if section != fault.section]
    for section in others:
        faults.must_be_whole(terms(**regulation), section)
    with translation.override("pl"):
        assert "%(" not in str(next(faults.found(terms(**regulation))))


def test_a_regulation_that_uses_every_rule_has_no_fault():
    whole = {"bounds": (Bound(Fact.WOMAN, at_least=HALF), Bound(office="u1", at_most=FIVE)), "pools": (POOL,)}
    assert kinds(**whole, **DRAWN, pools_return_at=LATER, most_choices=2, most_places=2, criteria=(LINE,)) == []


def test_a_call_is_published_with_editions_before_its_close():
    assert [type(one) for one in faults.in_the_way(replace(terms(), openings={}), CLOSES)] == [
        calls.NothingOpened, calls.ClosesInThePast,
    ]  # fmt: skip
    faults.must_be_ready(terms(), OPENS)
    with pytest.raises(calls.ClosesBeforeItOpens):
        faults.must_be_whole(replace(terms(), closes_at=OPENS), Section.WORDS)


WOMEN, MEN = Bound(Fact.WOMAN, at_least=FIVE), Bound(Fact.MAN, at_least=Amount(4))


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ((WOMEN, MEN), 2),
        ((WOMEN, Bound(Fact.AGE_45, at_least=FIVE), Bound(at_most=Amount(4))), 2),
        ((Bound(office="u1", at_least=Amount(3)), Bound(office="u2", at_least=Amount(6))), 2),
        ((Bound(Fact.WOMAN, at_most=Amount(0)), Bound(Fact.WOMAN, "u1", at_least=Amount(1))), 2),
        ((Bound(Fact.WOMAN, "", "e1", ALL), Bound(Fact.WOMAN, "", "e2", ALL), Bound(Fact.WOMAN, at_most=HALF)), 3),
        ((POOL, Bound(office="u2", edition="e1", at_least=Amount(3))), 2),
        ((WOMEN, Bound(Fact.WOMAN, EACH, at_most=Amount(2))), 2),
        ((WOMEN, Bound(office=EACH, edition=EACH, at_most=Amount(1))), 2),
        ((Bound(office="u1", at_least=Amount(5)), Bound(office=EACH, edition=EACH, at_most=Amount(2))), 2),
    ],
)
def test_what_can_never_hold_together_is_named_and_nothing_else(lines, named):
    pools = tuple(line for line in lines if isinstance(line, Pool))
    limits = tuple(line for line in lines if isinstance(line, Bound))
    harmless = Bound(Fact.GOPS, at_least=Amount(1))
    whole = terms(bounds=(*limits, harmless), pools=pools, pools_return_at=LATER)
    assert len(clashes.clash(whole)) == named
    assert [type(fault) for fault in faults.found(whole)] == [clashes.BoundsContradict]


@pytest.mark.parametrize(
    "lines",
    [
        (WOMEN, Bound(Fact.AGE_45, at_least=FIVE)),
        (WOMEN, replace(MEN, at_least=Amount(3))),
        (WOMEN, Bound(office=EACH, edition=EACH, at_most=Amount(2))),
        (Bound(office="u1", at_least=Amount(4)), Bound(office=EACH, edition=EACH, at_most=Amount(2))),
        (Bound(office="u1", at_least=FIVE), Bound(office="u2", at_least=Amount(3))),
        (Bound(Fact.WOMAN, at_most=Amount(0)), Bound(Fact.AGE_45, at_least=ALL)),
    ],
)
def test_what_one_person_can_meet_twice_is_no_contradiction(lines):
    assert kinds(bounds=lines) == []


def test_every_field_is_written_in_one_section():
    written = [name for names in FIELDS.values() for name in names]
    assert len(written) == len(set(written))
    assert set(Regulation().as_data()) - {"version"} <= set(written)
