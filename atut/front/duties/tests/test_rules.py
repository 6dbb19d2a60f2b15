"""What may be said about accessibility, and what must be said about the project."""

from datetime import date

import pytest

from atut.front.duties.rules import accessibility as rules
from atut.front.duties.rules import description

TODAY = date(2026, 11, 22)
Outcome, Reason, Status = rules.Outcome, rules.Reason, rules.Status


def seen(kind="manual", tester="Ewa Nowak", outcome=Outcome.PASSED, on=date(2026, 10, 1)):
    return rules.Tested(kind, tester, outcome, on)


def test_compliant_is_said_only_on_the_word_of_a_named_person_within_twelve_months():
    assert rules.status([seen()], [], TODAY) == Status.FULL
    assert rules.status([seen(kind="automatic", tester="")], [], TODAY) == Status.PARTIAL
    assert rules.status([seen(tester="  ")], [], TODAY) == Status.PARTIAL
    assert rules.status([seen(on=date(2025, 11, 23))], [], TODAY) == Status.FULL
    assert rules.status([seen(on=date(2025, 11, 22))], [], TODAY) == Status.PARTIAL


def test_an_open_barrier_makes_it_partial_unless_it_is_outside_the_act():
    assert rules.status([seen()], [Reason.NONCOMPLIANCE], TODAY) == Status.PARTIAL
    assert rules.status([seen()], [Reason.BURDEN], TODAY) == Status.PARTIAL
    assert rules.status([seen()], [Reason.EXEMPT], TODAY) == Status.FULL


def test_a_newer_test_that_found_barriers_outweighs_an_older_one_that_did_not():
    newer = seen(kind="automatic", tester="", outcome=Outcome.BARRIERS, on=date(2026, 11, 1))
    assert rules.status([newer, seen()], [], TODAY) == Status.PARTIAL


def test_nothing_tested_and_most_not_met_are_not_compliant():
    assert rules.status([], [], TODAY) == Status.NONE
    assert rules.status([seen(), seen(outcome=Outcome.FAILED, on=date(2026, 11, 1))], [], TODAY) == Status.NONE


def test_a_test_that_would_prove_nothing_is_refused():
    with pytest.raises(rules.TesterUnnamed):
        rules.check_test(seen(tester=" "), "", TODAY)
    with pytest.raises(rules.TestedTomorrow):
        rules.check_test(seen(on=date(2026, 11, 23)), "", TODAY)
    with pytest.raises(rules.BarriersUnnamed):
        rules.check_test(seen(outcome=Outcome.BARRIERS), " ", TODAY)
    rules.check_test(seen(kind="automatic", tester=""), "", TODAY)
    rules.check_test(seen(outcome=Outcome.BARRIERS), "no focus on the map", TODAY)


def test_the_review_is_due_by_31_march_each_year():
    assert rules.review_due(date(2026, 1, 2), TODAY) is None
    assert rules.review_due(date(2025, 12, 31), TODAY) == date(2026, 3, 31)
    assert rules.review_due(None, TODAY) == date(2026, 3, 31)


def test_everything_asked_for_has_its_article_and_a_name():
    assert set(description.ARTICLES) == set(description.Element)
    missing = description.gaps(["title"])
    assert [gap.element for gap in missing] == [one.value for one in description.Element if one != "title"]
    assert all(str(gap.name) and str(gap.article) for gap in missing)
    assert description.gaps(description.Element.values) == []


def test_the_post_has_no_empty_parts():
    text = description.post(title="A", aim="", lines=["c", "d"], hashtags=["#x", "#y"], url="https://a.example/")
    assert text == "A\n\nc\nd\n\nhttps://a.example/\n\n#x #y"
