"""Participation, dictionaries, timetable and moves: the worked examples of participant monitoring (sm_efs 2-4)."""

from datetime import date, timedelta

import pytest

from atut.base.kernel import clock
from atut.work.training.rules import dictionaries, moves, scheduling
from atut.work.training.rules import participation as rules
from atut.work.training.rules.attendance import Meeting
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus, SessionStatus
from atut.work.training.rules.participation import Facts, Missing, Stage
from atut.work.training.rules.scheduling import Slot

LEFT = date(2026, 5, 1)
FULL = {
    "is_person": True,
    "has_identity": True,
    "sex": "f",
    "birth_date": date(1980, 6, 15),
    "citizenship": "pl",
    "education": "isced_5_8",
    "labour_status": "employed",
    "labour_detail": "local_government",
    "has_commune": True,
    "locality": "Sabnie",
    "postcode": "08-331",
    "has_contact": True,
    "has_employer": True,
    "sensitive": {"disability": "refused", "minority": "refused", "foreign_background": "no", "homeless": "no"},
    "entered_on": date(2026, 1, 5),
}


def test_a_refusal_is_an_answer_and_everything_there_counts():
    assert rules.counts(Facts(**FULL))


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({"has_identity": False}, Missing.PERSON_ID),
        ({"sex": ""}, Missing.SEX),
        ({"birth_date": None}, Missing.BIRTH),
        ({"citizenship": ""}, Missing.CITIZENSHIP),
        ({"education": ""}, Missing.EDUCATION),
        ({"labour_status": ""}, Missing.LABOUR),
        ({"labour_detail": ""}, Missing.DETAIL),
        ({"has_commune": False}, Missing.COMMUNE),
        ({"locality": ""}, Missing.LOCALITY),
        ({"postcode": ""}, Missing.POSTCODE),
        ({"has_contact": False}, Missing.CONTACT),
        ({"has_employer": False}, Missing.EMPLOYER),
        ({"sensitive": {**FULL["sensitive"], "minority": ""}}, Missing.MINORITY),
        ({"entered_on": None}, Missing.ENTRY),
    ],
)
def test_one_missing_thing_keeps_a_person_out_of_every_count(changed, lacks):
    assert rules.missing(Facts(**{**FULL, **changed})) == [lacks]


def test_a_status_without_details_needs_none():
    assert rules.counts(Facts(**{**FULL, "labour_detail": "", "needs_detail": False}))


def test_an_institution_needs_its_own_things():
    facts = Facts(is_person=False, nip="1234567890", has_commune=True, locality="Sabnie", postcode="08-331", has_contact=True)
    assert rules.missing(facts) == [Missing.ENTRY]
    assert Missing.NIP in rules.missing(Facts(is_person=False))


def test_all_four_papers_are_needed_and_the_missing_ones_named():
    assert rules.papers_missing(EntryKind.values) == []
    assert rules.papers_missing([]) == list(EntryKind)
    rules.must_have_papers([("Bąk Elżbieta", [])])
    with pytest.raises(rules.PapersMissing, match="Bąk Elżbieta"):
        rules.must_have_papers([("Bąk Elżbieta", [EntryKind.STATEMENT])])


def test_entry_is_the_first_day_of_support_within_the_project():
    assert rules.entry_day([date(2026, 2, 1), date(2026, 1, 5)]) == date(2026, 1, 5)
    assert rules.entry_day([]) is None
    starts, ends = date(2026, 1, 1), date(2026, 12, 31)
    for day in (starts, ends):
        rules.must_enter_within(day, starts=starts, ends=ends)
    for day in (starts - timedelta(days=1), ends + timedelta(days=1)):
        with pytest.raises(rules.EntryOutsideProject):
            rules.must_enter_within(day, starts=starts, ends=ends)


def test_only_support_after_the_exit_is_coming_back():
    assert not rules.comes_back(left_on=None, support_days=[LEFT])
    assert not rules.comes_back(left_on=LEFT, support_days=[LEFT])
    assert rules.comes_back(left_on=LEFT, support_days=[LEFT + timedelta(days=1)])


def test_exit_is_in_order_with_entry_support_today_and_the_project():
    order = {"last_support": LEFT, "entered": date(2026, 1, 5), "today": date(2026, 6, 1), "ends": date(2026, 5, 20)}
    rules.must_leave_in_order(LEFT, **order)
    for day, refusal in (
        (LEFT - timedelta(days=1), rules.LeavesTooEarly),
        (date(2026, 6, 2), rules.LeavesLater),
        (date(2026, 5, 21), rules.EntryOutsideProject),
    ):
        with pytest.raises(refusal):
            rules.must_leave_in_order(day, **order)


def test_dropping_out_needs_a_reason():
    rules.must_have_a_reason(is_planned_path=True, reason="")
    rules.must_have_a_reason(is_planned_path=False, reason="health")
    with pytest.raises(rules.NoReason):
        rules.must_have_a_reason(is_planned_path=False, reason="")


@pytest.mark.parametrize(
    ("days", "stage", "reminder"),
    [
        (0, Stage.NOT_DUE, 0),
        (13, Stage.NOT_DUE, 0),
        (14, Stage.FIRST, 14),
        (20, Stage.FIRST, 14),
        (21, Stage.SECOND, 21),
        (28, Stage.SECOND, 21),
        (29, Stage.LATE, 29),
    ],
)
def test_a_situation_is_reminded_at_day_14_and_21_and_late_at_day_29(days, stage, reminder):
    assert rules.stage(LEFT, LEFT + timedelta(days=days)) == stage
    assert rules.reminder_day(days) == reminder


def test_the_situation_is_that_of_a_day_within_28_days():
    for days in (0, 28):
        rules.must_be_situation_day(LEFT + timedelta(days=days), left_on=LEFT)
    for days in (-1, 29):
        with pytest.raises(rules.SituationOutsideTime):
            rules.must_be_situation_day(LEFT + timedelta(days=days), left_on=LEFT)


def test_nothing_goes_on_when_somebody_leaves():
    rules.must_be_over([])
    rules.must_have_nobody_in(0)
    with pytest.raises(rules.StillEnrolled):
        rules.must_be_over(["Grupa 1"])
    with pytest.raises(rules.PeopleStillIn):
        rules.must_have_nobody_in(1)


def test_nothing_is_signed_tomorrow():
    rules.must_not_be_ahead(LEFT, today=LEFT)
    with pytest.raises(rules.SignedLater):
        rules.must_not_be_ahead(LEFT, today=LEFT - timedelta(days=1))


# dictionaries

PROFILE = {
    "exit_days": 21,
    "dictionaries": {
        "situation": [
            {"code": "watched", "label": {"pl": "w trakcie"}, "temporary": True},
            {"code": "job", "label": {"pl": "praca"}},
        ],
        "labour_detail": [{"code": "local", "label": {"pl": "samorząd"}, "of": "employed"}],
    },
    "exports": {"participants": {"columns": [{"key": "homeless", "dictionary": "yes_no"}]}},
}


def test_dictionaries_are_data_of_the_funder():
    situations = dictionaries.entries(PROFILE, "situation")
    assert dictionaries.choices(PROFILE, "situation") == [("watched", "w trakcie"), ("job", "praca")]
    assert dictionaries.label(PROFILE, "situation", "job") == "praca"
    assert dictionaries.label(PROFILE, "situation", "gone") == "gone"
    assert dictionaries.entries(PROFILE, "none") == []
    assert dictionaries.is_temporary(situations, "watched")
    assert not dictionaries.is_temporary(situations, "job")
    assert not dictionaries.is_temporary(situations, "gone")
    assert dictionaries.answers_to(PROFILE, "homeless") == "yes_no"
    assert dictionaries.answers_to(PROFILE, "disability") == "answer"
    assert (dictionaries.exit_days(PROFILE), dictionaries.exit_days({})) == (21, 28)


def test_a_detail_belongs_to_its_status():
    details = dictionaries.entries(PROFILE, "labour_detail")
    assert dictionaries.needs_detail(details, "employed")
    assert not dictionaries.needs_detail(details, "inactive")
    dictionaries.must_be_detail_of(details, "", status="inactive", name="x")
    dictionaries.must_be_detail_of(details, "local", status="employed", name="x")
    for detail, status in (("local", "inactive"), ("gone", "employed")):
        with pytest.raises(dictionaries.AnswerUnknown):
            dictionaries.must_be_detail_of(details, detail, status=status, name="x")
    dictionaries.must_be_known(details, "", name="x")
    with pytest.raises(dictionaries.AnswerUnknown):
        dictionaries.must_be_known(details, "gone", name="x")


# timetable

DAY = date(2026, 11, 25)


def slot(begins=8, ends=14, **fields):
    return Slot(starts_at=clock.at(DAY, begins), ends_at=clock.at(DAY, ends), group="Grupa", **fields)


def test_meetings_that_touch_do_not_clash_and_those_that_share_nothing_neither():
    taken = slot(room="sala 4", trainer_id=1, people={1: "Bąk"})
    scheduling.must_not_clash(slot(14, 16, room="sala 4", trainer_id=1, people={1: "Bąk"}), [taken])
    scheduling.must_not_clash(slot(room="sala 5", trainer_id=2, people={2: "Ćwik"}), [taken])
    scheduling.must_not_clash(slot(), [slot()])


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"room": "sala 4"}, scheduling.RoomTaken),
        ({"trainer_id": 1}, scheduling.TrainerTaken),
        ({"people": {1: "Bąk"}}, scheduling.ParticipantsTaken),
    ],
)
def test_a_clash_says_what_clashes(fields, refusal):
    taken = slot(room="sala 4", room_name="Sala 4", trainer_id=1, trainer="Ździebło", people={1: "Bąk"})
    with pytest.raises(refusal):
        scheduling.must_not_clash(slot(13, 15, **fields), [taken])


def test_a_meeting_ends_the_day_it_starts_and_breaks_leave_something():
    scheduling.must_be_a_meeting(Meeting(clock.at(DAY, 8), clock.at(DAY, 9), 59))
    for starts, ends in ((clock.at(DAY, 9), clock.at(DAY, 9)), (clock.at(DAY, 20), clock.at(DAY + timedelta(days=1), 8))):
        with pytest.raises(scheduling.EndsBeforeStart):
            scheduling.must_be_a_meeting(Meeting(starts, ends))
    with pytest.raises(scheduling.BreakTooLong):
        scheduling.must_be_a_meeting(Meeting(clock.at(DAY, 8), clock.at(DAY, 9), 60))


# moves


@pytest.mark.parametrize("kind", [ParticipationStatus, EnrolmentStatus, SessionStatus])
def test_every_verb_from_every_status(kind):
    for verb, (allowed, target) in moves.MOVES[kind].items():
        for status in kind:
            if status in allowed:
                assert moves.after(verb, status) == target
                assert verb in moves.open_moves(kind, status)
            else:
                with pytest.raises(moves.NotNow):
                    moves.after(verb, status)
                assert verb not in moves.open_moves(kind, status)


def test_an_unknown_verb_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        moves.after("fly", "planned")
