"""What is taken for granted is said in words, and only where the regulation makes it possible."""

import pytest
from django.utils import translation

from atut.work.recruitment.rules import assuming
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Access, Document, Post, Regulation

JURY = Criterion("idea", {"pl": "Pomysł", "en": "Idea"}, 10, "jury")
ANSWER = Criterion("daily", {"pl": "Codziennie", "en": "Daily"}, 5)
LEAST = Criterion("least", {"pl": "Minimum", "en": "Minimum"}, 5, "jury", least=2)
FULL = Regulation(
    criteria=(JURY, ANSWER),
    access=Access((Post.OFFICIAL.value,), superior_consent=True),
    documents=(Document("scope", {"pl": "Zakres", "en": "Scope"}),),
    least_points=3,
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_a_draft_without_anything_takes_only_that_people_come_and_stay():
    said = assuming.of_draft(Regulation(), imagines=False)
    assert [one.partition(" ")[0] for one in said] == ["Everybody", "Everybody"]


def test_a_draft_says_what_nobody_can_know_yet():
    said = " ".join(assuming.of_draft(FULL, imagines=True))
    for words in ("Nobody has answered yet", "has not scored anybody", "kind of post", "Every superior", "encloses", "minimum"):
        assert words in said
    assert "Imagined people" in said


def test_a_fact_told_freely_is_an_answer_too():
    disability = Criterion("disability", {"pl": "N", "en": "D"}, 3, "disability")
    assert any("Nobody has answered yet" in one for one in assuming.of_draft(Regulation(criteria=(disability,)), imagines=False))


def test_a_running_call_says_that_unchecked_applications_and_answers_count():
    plain = assuming.of_running(Regulation(), imagines=False)
    assert len(plain) == 2
    assert "as if they met the conditions" in plain[0]
    said = " ".join(assuming.of_running(FULL, imagines=True))
    for words in ("What was declared counts", "has 0 points", "Imagined people", "nobody declines"):
        assert words in said


@pytest.mark.parametrize("rules", [{"least_points": 3}, {"least_jury": 3}, {"criteria": (LEAST,)}])
def test_any_minimum_is_named(rules):
    assert any("minimum" in one for one in assuming.of_list(Regulation(**rules)))


def test_the_list_says_that_reasons_against_leave_one_out():
    assert len(assuming.of_list(Regulation())) == 1
    said = " ".join(assuming.of_list(FULL))
    assert "left out until somebody decides" in said
    assert "0 points" in said
