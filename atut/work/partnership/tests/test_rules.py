"""What is true about partners, goals, people, links and employments: every branch."""

from datetime import date, timedelta

import pytest

from atut.base.kernel import clock
from atut.work.partnership import rules
from atut.work.partnership.tests.factories import a_pesel

TODAY = date(2026, 5, 11)
NOON = clock.at(TODAY, 12)


def typed(**fields):
    return rules.PersonDetails(**{"first_name": "Łucja", "last_name": "Żółw", **fields})


def checked(**fields):
    return rules.checked(typed(**fields), today=TODAY)


def test_a_name_is_tidied():
    one = checked(first_name="  Anna   Maria ", last_name=" Nowak ", email=" a@b.example ", phone=" 600 ")
    assert (one.first_name, one.last_name, one.email, one.phone) == ("Anna Maria", "Nowak", "a@b.example", "600")
    assert (one.identifier, one.folded) == ("", "anna maria nowak")


@pytest.mark.parametrize("names", [{"first_name": " "}, {"last_name": ""}])
def test_a_person_has_both_names(names):
    with pytest.raises(rules.NameMissing):
        checked(**names)


def test_the_pesel_tells_birth_and_sex_and_wins_over_another_number():
    number = a_pesel(date(1980, 6, 15), "f")
    one = checked(pesel=f" {number} ", other_identifier="AB 1", birth_date=date(1980, 6, 15), sex="f")
    assert (one.identifier, one.other_identifier, one.birth_date, one.sex) == (number, "", date(1980, 6, 15), "f")


def test_a_date_or_sex_against_the_pesel_is_refused():
    number = a_pesel(date(1980, 6, 15), "f")
    with pytest.raises(rules.BirthDateDiffers):
        checked(pesel=number, birth_date=date(1980, 6, 16))
    with pytest.raises(rules.SexDiffers):
        checked(pesel=number, sex="m")


def test_another_number_is_tidied():
    assert checked(other_identifier=" pass 12 ").identifier == "PASS12"


def test_nobody_is_born_tomorrow():
    assert checked(birth_date=TODAY).birth_date == TODAY
    with pytest.raises(rules.BornInFuture):
        checked(birth_date=TODAY + timedelta(days=1))


def test_one_of_two_names_may_change():
    rules.must_be_the_same_name(typed(), first_name="LUCJA", last_name="Inna")
    rules.must_be_the_same_name(typed(), first_name="Inna", last_name="zolw")
    with pytest.raises(rules.OtherName):
        rules.must_be_the_same_name(typed(), first_name="Inna", last_name="Nowa")


@pytest.mark.parametrize("pair", [(None, None), ("a", None), (None, "a"), ("a", "a")])
def test_entries_of_one_person_may_be_merged(pair):
    rules.must_be_one_person(*pair)


def test_two_identities_are_two_people():
    with pytest.raises(rules.DifferentPeople):
        rules.must_be_one_person("a", "b")


def test_a_text_has_polish_or_nothing():
    rules.must_have_polish({"pl": "Cel", "en": "Goal"}, {"en": " "}, {})
    with pytest.raises(rules.PolishMissing):
        rules.must_have_polish({"pl": " ", "en": "Goal"})


def test_each_goal_stands_under_the_level_above():
    for kind, above in [("main", None), ("specific", "main"), ("measured", "specific")]:
        rules.must_stand_under(kind, above)
    for kind, above in [("main", "main"), ("specific", None), ("measured", "main")]:
        with pytest.raises(rules.GoalMisplaced):
            rules.must_stand_under(kind, above)


def test_work_ends_after_it_began():
    rules.must_end_after(None, TODAY)
    rules.must_end_after(TODAY, TODAY + timedelta(days=1))
    with pytest.raises(rules.EndsBeforeStart):
        rules.must_end_after(TODAY, TODAY)


@pytest.mark.parametrize(
    ("since", "until", "is_there"),
    [
        (None, None, True),
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (None, TODAY, False),
        (TODAY, TODAY + timedelta(days=1), True),
    ],
)
def test_employment_is_half_open(since, until, is_there):
    assert rules.is_employed_on(since, until, TODAY) is is_there


def test_a_link_goes_to_a_proved_address_only():
    rules.must_be_reachable("a@b.example", is_proved=True)
    with pytest.raises(rules.AddressMissing):
        rules.must_be_reachable("", is_proved=True)
    with pytest.raises(rules.AddressNotProved):
        rules.must_be_reachable("a@b.example", is_proved=False)


def test_ten_minutes_between_two_links():
    rules.must_wait(None, NOON)
    rules.must_wait(NOON - rules.LINK_PAUSE, NOON)
    with pytest.raises(rules.LinkTooSoon):
        rules.must_wait(NOON - rules.LINK_PAUSE + timedelta(seconds=1), NOON)


def test_a_link_works_once_until_its_last_moment():
    rules.must_work(is_used=False, is_current=True, expires_at=NOON + timedelta(seconds=1), at=NOON)
    with pytest.raises(rules.LinkUsed):
        rules.must_work(is_used=True, is_current=True, expires_at=NOON, at=NOON)
    with pytest.raises(rules.LinkOver):
        rules.must_work(is_used=False, is_current=True, expires_at=NOON, at=NOON)
    with pytest.raises(rules.LinkOver):
        rules.must_work(is_used=False, is_current=False, expires_at=NOON + rules.LINK_TIME, at=NOON)


def test_one_partner_leads():
    rules.must_be_the_only_lead("partner", ["Sabnie"])
    rules.must_be_the_only_lead("lead", [])
    with pytest.raises(rules.SecondLead, match="Sabnie"):
        rules.must_be_the_only_lead("lead", ["Sabnie"])


def test_who_left_is_no_partner():
    rules.must_be_in("Sabnie", None)
    with pytest.raises(rules.LeftAlready, match="Sabnie"):
        rules.must_be_in("Sabnie", TODAY)


def test_a_partner_leaves_after_joining_and_not_in_the_future():
    day = timedelta(days=1)
    rules.must_be_able_to_leave("partner", [], joined_on=TODAY - day, on=TODAY, today=TODAY)
    for role, units, joined, on, refusal in [
        ("lead", [], TODAY - day, TODAY, rules.LeadStays),
        ("partner", ["GOPS Sabnie"], TODAY - day, TODAY, rules.UnitsStay),
        ("unit", [], TODAY, TODAY, rules.LeavesBeforeJoining),
        ("unit", [], TODAY, TODAY + day, rules.LeavesLater),
    ]:
        with pytest.raises(refusal):
            rules.must_be_able_to_leave(role, units, joined_on=joined, on=on, today=TODAY)


@pytest.mark.parametrize(("place", "row"), [(1, [9, 4, 5]), (2, [4, 9, 5]), (3, [4, 5, 9]), (99, [4, 5, 9]), (0, [9, 4, 5])])
def test_a_partner_is_put_in_its_place(place, row):
    assert rules.in_order([4, 5], 9, place) == row


def test_the_next_position_is_after_the_last_one():
    assert rules.next_position([]) == 1
    assert rules.next_position([3, 7]) == 8


def test_a_circle_is_found_also_where_the_tree_is_broken_already():
    with pytest.raises(rules.GoalUnderItself):
        rules.must_not_be_below(1, 3, {1: None, 2: 1, 3: 2})
    rules.must_not_be_below(9, 3, {1: 3, 2: 1, 3: 2})  # a circle that does not hold the goal ends too
    rules.must_not_be_below(1, 4, {4: None})
