"""The rules in words: every rule is said, nothing is said of what there is not, in both languages."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from atut.base.kernel import clock
from atut.work.recruitment.rules import wording
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Section
from atut.work.recruitment.tests.test_rules_regulation import WHOLE
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Ties

OPENS, CLOSES = clock.at(date(2026, 11, 11), 8), clock.at(date(2026, 12, 11), 16)
NAMES = {"e1": "Kurs, edycja 1", "e2": "Kurs, edycja 2", "u1": "Urząd Gminy Sabnie"}


def terms(regulation, openings=None):
    return Terms(OPENS, CLOSES, openings or {"e1": 10, "e2": 10}, 3, regulation, NAMES)


def said(regulation, language="pl", openings=None):
    with translation.override(language):
        return " ".join(wording.in_words(terms(regulation, openings))).replace("\u00a0", " ")


def test_every_rule_is_said():
    whole = said(WHOLE)
    for words in (
        "8:00", "16:00", "20 miejsc", "kierownicze stanowisko urzędnicze; stanowisko urzędnicze", "zgoda przełożonej",
        "z tej samej formy można skorzystać ponownie", "Zaświadczenie (Bo go wymaga umowa).", "Obsługuję mieszkańców: 5 punktów.",
        "komisja daje od 0 do 10 punktów. Liczą się z wagą 2.", "Razem najwyżej 27 punktów.", "średnia ocen", "gminę zamieszkania",
        "niepełnosprawność",
        "Kobiety, Urząd Gminy Sabnie, Kurs, edycja 1: co najmniej 3 miejsca, co najwyżej 60 % miejsc, czyli 6 miejsc.",
        "Urząd Gminy Sabnie, Kurs, edycja 1: 2 miejsca.", "Od 15 stycznia 2027, godz. 0:00", "do 3 edycji", "najwyżej 2 miejsca",
        "obie albo żadna", "Wynik Lotto, 5 stycznia 2027", "3 pełne dni", "5 pełnych dni na uzupełnienie",
        "odwołać przez 7 pełnych dni",
    ):  # fmt: skip
        assert words in whole, words


def test_nothing_is_said_of_what_there_is_not():
    bare = said(Regulation(), "en", {"e1": 1})
    for words in ("Points are given", "45", "draw", "kept for people", "enclosed", "superior", "up to", "Two people"):
        assert words not in bare, words
    assert "1 full day" not in bare
    assert "3 full days to answer" in bare
    assert "There is no appeal" in bare


def test_the_age_is_counted_on_a_day_that_is_said_where_it_counts():
    for regulation in (
        Regulation(bounds=(Bound(Fact.AGE_45, at_least=Amount(50, is_percent=True)),)),
        Regulation(criteria=(Criterion("age", {"pl": "Wiek"}, 1, "age_45"),)),
    ):
        assert "11 December 2026" in said(regulation, "en")


@pytest.mark.parametrize(
    ("regulation", "words"),
    [
        (Regulation(), "Who applied earlier goes first"),
        (WHOLE, "with equal points, a draw decides"),
        (replace(WHOLE, ties=Ties.RECEIPT), "with equal points, who applied earlier"),
        (Regulation(ties=Ties.DRAW), "The order is drawn."),
    ],
)
def test_the_order_is_said_by_what_decides(regulation, words):
    assert words in said(regulation, "en")


def test_voluntary_answers_are_explained_once():
    for regulation in (WHOLE, replace(WHOLE, criteria=())):
        assert said(regulation, "en").count("We ask about a disability only") == 1


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_section_has_something_to_say(language):
    with translation.override(language):
        for regulation in (Regulation(), WHOLE):
            chapters = wording.chapters(terms(regulation))
            assert [chapter.section for chapter in chapters] == list(Section)
            assert all(chapter.sentences and chapter.title for chapter in chapters)


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (
            Bound(office=EACH, edition=EACH, at_most=Amount(4)),
            "Z każdego urzędu osobno, w każdej edycji osobno: co najwyżej 4 miejsca.",
        ),
        (
            Bound(Fact.WOMAN, at_least=Amount(50, is_percent=True)),
            "Kobiety: co najmniej 50 % miejsc wszystkich edycji razem, czyli 10",
        ),
        (Bound(edition=EACH, at_most=Amount(50, is_percent=True)), "W każdej edycji osobno: co najwyżej 50 % miejsc tej edycji."),
    ],
)
def test_a_share_says_of_which_places_it_is(bound, words):
    assert words in said(Regulation(bounds=(bound,)))
    assert said(Regulation(bounds=(Bound(Fact.WOMAN, at_least=Amount(50, is_percent=True)),)), openings={"e1": 8}).count(
        "50 % miejsc, czyli 4"
    )


def test_how_appeals_are_decided_is_said():
    rules = Regulation(appeal_days=7, decision_days=14, other_panel=True)
    assert "Termin rozpatrzenia odwołania: 14 pełnych dni od wpływu. Odwołania nie rozpatruje nikt, kto oceniał" in said(rules)
    assert "rozpatrzenia" not in said(Regulation(appeal_days=7))
