"""Measures by their definitions, the invariants of Annex I, and each check broken alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.work.monitoring.rules import MEASURES, Counted, figure
from atut.work.monitoring.rules.kinds import TargetsDisagree, must_agree
from atut.work.monitoring.rules.measures import OWN
from atut.work.monitoring.rules.publishing import shown, shown_part, shown_percent
from atut.work.monitoring.rules.record import InstitutionRecord, SupportRecord
from atut.work.monitoring.rules.validation import (
    Rule,
    SensitiveInTheOpen,
    check_institution,
    check_people,
    check_person,
    columns_for,
)
from atut.work.monitoring.tests.factories import FRAME, NO, PROFILE, a_record


def total(code, *records, **counted):
    return figure(MEASURES[code], records, Counted(**counted)).total


RECORDS = st.lists(
    st.builds(
        a_record,
        key=st.uuids().map(str),
        sex=st.sampled_from("fm"),
        age=st.integers(15, 80),
        education=st.sampled_from(["isced_0_2", "isced_3_4", "isced_5_8"]),
        labour_status=st.sampled_from(["employed", "unemployed", "inactive"]),
        labour_detail=st.sampled_from(["unemployed_long", "inactive_learning", "local_government"]),
        degurba=st.sampled_from([1, 2, 3, None]),
        left_on=st.sampled_from([None, date(2026, 6, 1)]),
        situation=st.sampled_from(["", "took_job", "keeps_job", "seeks_job", "took_education", "gained_qualification"]),
        second_situation=st.sampled_from(["", "took_job", "seeks_job", "gained_qualification"]),
        situation_on=st.sampled_from([None, date(2026, 6, 1), date(2026, 6, 29), date(2026, 6, 30)]),
        missing=st.sampled_from([(), (), ("education",)]),
    ),
    max_size=30,
)


@given(RECORDS)
def test_the_invariants_of_annex_one_hold(records):
    count = {code: figure(MEASURES[code], records, Counted()) for code in MEASURES}
    value = {code: one.total for code, one in count.items()}
    assert value["EECO02"] + value["EECO04"] + value["EECO05"] == value["EECO01"]
    assert value["EECO03"] <= value["EECO02"]
    assert value["EECO09"] + value["EECO10"] + value["EECO11"] == value["EECO01"]
    assert value["EECO06"] + value["EECO07"] + value["EECO08"] <= value["EECO01"]
    assert value["EECR04"] <= value["EECO02"] + value["EECO04"]
    assert not set(count["EECR01"].keys) & set(count["EECR04"].keys)
    for code, one in count.items():
        if MEASURES[code].is_by_sex and not MEASURES[code].is_share:
            assert one.women + one.men == one.total, code
        if MEASURES[code].is_by_sex and not MEASURES[code].amount:
            assert len(one.keys) <= value["EECO01"]


@pytest.mark.parametrize("code", [code for code in MEASURES if MEASURES[code].is_by_sex])
def test_a_person_with_incomplete_data_is_counted_nowhere(code):
    one = figure(MEASURES[code], [a_record(missing=("education",))], Counted())
    assert (one.total, one.keys, one.incomplete) == (0, (), 1)


@pytest.mark.parametrize(
    ("age", "codes"),
    [
        (17, {"EECO06"}),
        (18, {"EECO07"}),
        (29, {"EECO07"}),
        (30, set()),
        (44, set()),
        (45, {"participants_45_plus"}),
        (54, {"participants_45_plus"}),
        (55, {"EECO08", "participants_45_plus"}),
        (None, set()),
    ],
)
def test_ages_are_those_of_the_day_of_entry(age, codes):
    found = {code for code in ("EECO06", "EECO07", "EECO08", "participants_45_plus") if total(code, a_record(age=age))}
    assert found == codes


@pytest.mark.parametrize(
    ("code", "question"),
    [("EECO12", "disability"), ("EECO14", "foreign_background"), ("EECO15", "minority"), ("EECO16", "homeless")],
)
def test_a_refusal_is_neither_yes_nor_no(code, question):
    people = [a_record(key=said, sensitive={**NO, question: said}) for said in ("yes", "no", "refused")]
    assert figure(MEASURES[code], people, Counted()).keys == ("yes",)
    assert total("EECO01", *people) == 3


def test_third_country_nationals_are_told_by_citizenship():
    assert total("EECO13", a_record(citizenship="non_eu"), a_record(citizenship="eu"), a_record()) == 1


def test_rural_areas_count_only_with_a_confirmed_class():
    one = figure(MEASURES["EECO17"], [a_record(), a_record(degurba=2), a_record(degurba=None)], Counted())
    assert (one.total, one.unknown) == (1, 1)


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [
        ("EECR01", {"labour_status": "inactive", "situation": "seeks_job"}, 1),
        ("EECR01", {"labour_status": "inactive", "situation": "took_job", "second_situation": "seeks_job"}, 0),
        ("EECR01", {"labour_status": "employed", "situation": "seeks_job"}, 0),
        ("EECR01", {"labour_status": "inactive", "situation": "seeks_job", "situation_on": date(2026, 6, 30)}, 0),
        ("EECR01", {"labour_status": "inactive", "situation": "seeks_job", "situation_on": None}, 0),
        ("EECR02", {"situation": "took_education"}, 1),
        ("EECR02", {"situation": "took_education", "labour_detail": "inactive_learning"}, 0),
        ("EECR03", {"situation": "keeps_job", "second_situation": "gained_qualification"}, 1),
        ("EECR03", {"situation": "gained_qualification", "left_on": None}, 0),
        ("EECR04", {"labour_status": "unemployed", "situation": "took_job"}, 1),
        ("EECR04", {"labour_status": "inactive", "situation": "gained_qualification", "second_situation": "took_job"}, 1),
        ("EECR04", {"labour_status": "employed", "situation": "keeps_job"}, 0),
    ],
)
def test_results_count_within_four_weeks_after_exit(code, fields, expected):
    assert total(code, a_record(**{"left_on": date(2026, 6, 1), "situation_on": date(2026, 6, 29), **fields})) == expected


def test_hours_and_certificates_add_up_over_support():
    supports = (SupportRecord(minutes=90, certificates=1), SupportRecord(minutes=60, certificates=1))
    people = [a_record(supports=supports), a_record(sex="m", supports=(SupportRecord(minutes=0),))]
    one = figure(MEASURES["hours_of_training"], people, Counted())
    assert (one.women, one.men, one.total, len(one.keys)) == (Decimal("2.5"), 0, Decimal("2.5"), 1)
    assert total("certificates_issued", *people) == 2
    assert total("people_certified", *people) == 1
    assert total("people_trained", *people) == 1


def test_a_share_is_of_each_sex_and_nothing_of_nothing_is_nothing():
    people = [a_record(age=50), a_record(age=30), a_record(age=60, sex="m")]
    one = figure(MEASURES["participants_45_plus_share"], people, Counted())
    assert (one.women, one.men, one.total) == (Decimal("50.0"), Decimal("100.0"), Decimal("66.7"))
    assert total("participants_45_plus_share") == 0


def test_entities_and_what_others_measure_have_no_sexes():
    one = figure(MEASURES["EECO18"], [], Counted(institutions=("a", "b")))
    assert (one.women, one.total, one.keys) == (None, 2, ("a", "b"))
    assert total("EECO19") == 0
    assert total("editions_finished", editions=("x",)) == 1
    assert total("EECR05") is None
    assert MEASURES["PL0CO01"].why_not


def test_every_common_indicator_of_the_profile_has_a_measure():
    assert {entry["code"] for entry in PROFILE["indicators"]} <= set(MEASURES)
    assert "participants" in OWN
    assert "EECO01" not in OWN


def test_targets_by_sex_are_parts_of_the_whole():
    must_agree(Decimal(117), Decimal(60), Decimal(57))
    must_agree(None, Decimal(60), None)
    with pytest.raises(TargetsDisagree):
        must_agree(Decimal(117), Decimal(60), Decimal(58))


def test_small_cells_are_hidden_from_the_public():
    assert [shown(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]
    assert shown_percent(60, 117) == 51
    assert shown_percent(3, 117) is None
    assert shown_percent(115, 117) is None
    assert shown_percent(0, 0) is None
    assert [shown_part(part, 20) for part in (3, 10, 17, 20)] == [None, 10, None, 20]


# --- each rule broken alone ---------------------------------------------------------------------------------------


def rules_of(**fields):
    return [problem.rule for problem in check_person(a_record(**fields), FRAME)]


def test_a_faultless_person_has_no_problem():
    assert rules_of() == []


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (Rule.V0, {"missing": ("education",)}),
        (Rule.V0, {"supports": ()}),
        (Rule.V0, {"education": "unheard-of"}),
        (Rule.V1, {"pesel": "80061512343"}),
        (Rule.V1, {"pesel": "00000000000"}),
        (Rule.V3, {"pesel": "", "birth_date": date(2026, 6, 1), "age": -1}),
        (Rule.V4, {"entered_on": date(2025, 12, 31), "supports": (SupportRecord(starts_on=date(2025, 12, 31)),)}),
        (Rule.V4, {"left_on": date(2026, 5, 7), "situation": "keeps_job"}),
        (Rule.V4, {"entered_on": date(2026, 5, 3)}),
        (Rule.V4, {"left_on": date(2028, 1, 1), "situation": "keeps_job"}),
        (Rule.V4, {"supports": (SupportRecord(starts_on=date(2026, 5, 4), ends_on=date(2026, 5, 3)),)}),
        (Rule.V6, {"sex": "m"}),
        (Rule.V6, {"birth_date": date(1980, 6, 16)}),
        (Rule.V7, {"postcode": "8331"}),
        (Rule.V7, {"voivodeship": "łódzkie"}),
        (Rule.V7, {"powiat": ""}),
        (Rule.V7, {"degurba": 4}),
        (Rule.V8, {"sensitive": {**NO, "homeless": "refused"}}),
        (Rule.V9, {"left_on": date(2026, 10, 23)}),
        (Rule.V9, {"left_on": date(2026, 10, 1), "situation": "being_monitored"}),
    ],
)
def test_breaking_one_rule_fires_exactly_that_rule(rule, fields):
    assert rules_of(**fields) == [rule]


def test_the_situation_is_late_from_the_29th_day():
    assert rules_of(left_on=date(2026, 10, 24)) == []


def test_a_support_that_ends_may_have_an_unknown_first_day():
    late = SupportRecord(ends_on=date(2026, 5, 9))
    assert rules_of(supports=(SupportRecord(starts_on=date(2026, 5, 4)), late)) == []


@pytest.mark.parametrize("question", ["disability", "minority", "foreign_background"])
def test_what_may_be_refused_is_an_answer(question):
    assert rules_of(sensitive={**NO, question: "refused"}) == []


def test_the_same_pesel_twice_is_told_of_both_people():
    people = [a_record(key="a"), a_record(key="b"), a_record(key="c", pesel=""), a_record(key="d", pesel="")]
    found = [(problem.key, problem.rule) for _person, problems in check_people(people, FRAME) for problem in problems]
    assert found == [("b", Rule.V5), ("a", Rule.V5)]


def test_a_powiat_that_is_not_that_of_the_gmina_is_told():
    frame = replace(FRAME, powiats={"1429": "sokołowski"})
    assert check_person(a_record(), frame) == []
    assert [(one.field, one.rule) for one in check_person(a_record(powiat="siedlecki"), frame)] == [("powiat", Rule.V7)]


def test_a_late_situation_does_not_keep_the_row_out():
    late = check_person(a_record(left_on=date(2026, 10, 1)), FRAME)
    wrong = check_person(a_record(sex="m"), FRAME)
    assert [problem.is_blocking for problem in (*late, *wrong)] == [False, True]


def an_institution(**fields):
    return InstitutionRecord(
        **{
            "key": "i",
            "name": "Urząd Gminy Sabnie",
            "nip": "9561945671",
            "regon": "871121290",
            "terc": "1429072",
            "powiat": "sokołowski",
            "voivodeship": "mazowieckie",
            "postcode": "08-331",
            "entered_on": date(2026, 5, 4),
            "supports": (SupportRecord("training", starts_on=date(2026, 5, 4)),),
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (None, {}),
        (Rule.V2, {"nip": "9561945670"}),
        (Rule.V2, {"regon": "871121291"}),
        (Rule.V0, {"missing": ("nip",), "nip": ""}),
        (Rule.V0, {"supports": ()}),
        (Rule.V4, {"entered_on": date(2026, 5, 1)}),
        (Rule.V7, {"postcode": "x"}),
    ],
)
def test_an_institution_breaks_one_rule_at_a_time(rule, fields):
    assert [problem.rule for problem in check_institution(an_institution(**fields), FRAME)] == [rule] * (rule is not None)


def test_sensitive_columns_are_only_for_those_who_need_them():
    columns = PROFILE["exports"]["participants"]["columns"]
    everything = columns_for(columns, may_see_sensitive=True)
    fewer = columns_for(columns, may_see_sensitive=False)
    assert {column["code"] for column in everything} - {column["code"] for column in fewer} == {"T01", "T02", "T03", "T04"}
    with pytest.raises(SensitiveInTheOpen):
        columns_for([{"key": "x", "source": "participation.sensitive.minority"}], may_see_sensitive=False)
