"""What an application needs, who meets the conditions, what a scan is, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from atut.base.kernel import clock
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules.applying import Facts, Reason, ReasonCode, eligibility

DAY = date(2026, 12, 1)
NOON = clock.at(DAY, 12)
GOOD = Facts(
    is_partner=True,
    is_employed=True,
    declared=applying.NEEDED,
    birth_date=date(1980, 5, 4),
    applied_on=DAY,
    chosen=["a", "b"],
)


def codes(**changed):
    return [(reason.code, reason.edition) for reason in eligibility(replace(GOOD, **changed))]


def test_nothing_stands_against_a_good_application():
    assert codes() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"is_partner": False}, ReasonCode.NOT_PARTNER),
        ({"is_employed": False}, ReasonCode.NOT_EMPLOYED),
        ({"declared": ["rules"]}, ReasonCode.NOT_DECLARED),
        ({"birth_date": None}, ReasonCode.BIRTH_UNKNOWN),
        ({"birth_date": date(2008, 12, 2)}, ReasonCode.UNDER_AGE),
        ({"chosen": []}, ReasonCode.NO_CHOICE),
        ({"is_doubted": True}, ReasonCode.OTHER_NAME),
    ],
)
def test_each_condition_has_its_reason(changed, code):
    assert codes(**changed) == [(code, "")]


def test_somebody_is_of_age_on_the_birthday():
    assert codes(birth_date=date(2008, 12, 1)) == []


def test_all_reasons_are_named_at_once():
    found = codes(is_partner=False, is_employed=False, declared=[], birth_date=None, chosen=["a"], held=["a"])
    assert [code for code, _edition in found] == [
        ReasonCode.NOT_PARTNER,
        ReasonCode.NOT_EMPLOYED,
        ReasonCode.NOT_DECLARED,
        ReasonCode.BIRTH_UNKNOWN,
        ReasonCode.HOLDS_PLACE,
        ReasonCode.NO_CHOICE,
    ]


def test_a_held_form_of_support_bars_that_choice_only_unless_all_are_held():
    assert codes(held=["a"]) == [(ReasonCode.HOLDS_PLACE, "a")]
    assert applying.blocking(eligibility(replace(GOOD, held=["a"]))) == ()
    every = eligibility(replace(GOOD, held=["a", "b"]))
    assert applying.blocking(every) == (Reason(ReasonCode.NO_CHOICE),)


def test_reasons_are_read_back_as_they_were_kept():
    kept = [Reason(ReasonCode.HOLDS_PLACE, "a").as_data(), {"code": "under_age"}]
    assert applying.reasons_from(kept) == (Reason("holds_place", "a"), Reason("under_age"))


def test_an_application_names_editions_of_the_call_each_once():
    applying.must_choose(["b", "a"], {"a", "b", "c"})
    for chosen, refusal in [
        ([], applying.NothingChosen),
        (["a", "a"], applying.ChosenTwice),
        (["a", "d"], applying.NotInThisCall),
    ]:
        with pytest.raises(refusal):
            applying.must_choose(chosen, {"a", "b", "c"})


def test_a_person_is_identified_by_pesel_or_by_document_birth_and_sex():
    born = date(1980, 5, 4)
    applying.must_be_identified(pesel="1", other="", birth_date=None, sex="")
    applying.must_be_identified(pesel="", other="AB1", birth_date=born, sex="f")
    for other, birth, sex in [("", born, "f"), ("AB1", None, "f"), ("AB1", born, "")]:
        with pytest.raises(applying.NoIdentity):
            applying.must_be_identified(pesel="", other=other, birth_date=birth, sex=sex)


def test_paper_has_come_by_now():
    applying.must_have_come(NOON, at=NOON)
    with pytest.raises(applying.StampInTheFuture):
        applying.must_have_come(NOON + timedelta(seconds=1), at=NOON)


def test_a_masked_number_shows_its_last_three_signs():
    assert applying.masked("44051401458") == "••••••••458"
    assert applying.masked("AB") == "AB"
    assert applying.masked("") == ""
