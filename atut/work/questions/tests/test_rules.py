"""Questions: sound ones are taken, each fault refused; answers in words and in points; nobody's silence is a no."""

import pytest

from atut.work.questions import rules
from atut.work.questions.rules import Kind, Option, Question

WHY = {"pl": "Bo regulamin daje za to punkty.", "en": "Points are given for it."}
OPTIONS = (Option("a", {"pl": "Pierwsza"}, 2), Option("b", {"pl": "Druga"}, 3))


def a_question(kind=Kind.YES_NO, code="q", **fields):
    return Question(**{"code": code, "kind": kind, "label": {"pl": "Czy?"}, "why": WHY, "points": 4, **fields})


def test_a_question_comes_back_as_it_was_kept():
    for kind in Kind:
        question = a_question(kind, options=OPTIONS, help={"pl": "Tak"}, is_required=False, is_sensitive=True)
        assert rules.question_from(question.as_data()) == question


@pytest.mark.parametrize(
    ("questions", "refusal"),
    [
        ([a_question(), a_question()], rules.QuestionTwice),
        ([a_question(why={"pl": " "})], rules.ReasonMissing),
        ([a_question(Kind.ONE_OF, options=OPTIONS[:1])], rules.OptionsMissing),
        ([a_question(Kind.SEVERAL, options=OPTIONS[:1] * 2)], rules.OptionsMissing),
        ([a_question(is_sensitive=True)], rules.SensitiveAndRequired),
    ],
)
def test_what_is_not_sound_is_refused_with_its_name(questions, refusal):
    with pytest.raises(refusal, match="Czy"):
        rules.must_be_sound(questions)


def test_sound_questions_are_taken():
    rules.must_be_sound([a_question(), a_question(Kind.ONE_OF, "r", options=OPTIONS), a_question(code="s", is_required=False)])


@pytest.mark.parametrize(
    ("kind", "answer", "points", "words"),
    [
        (Kind.YES_NO, True, 4, "tak"),
        (Kind.YES_NO, False, 0, "nie"),
        (Kind.YES_NO, rules.UNSAID, 0, "bez odpowiedzi"),
        (Kind.ONE_OF, "b", 3, "Druga"),
        (Kind.SEVERAL, ["a", "b"], 4, "Pierwsza, Druga"),
        (Kind.SEVERAL, [], 0, "bez odpowiedzi"),
        (Kind.NUMBER, 12, 0, "12"),
        (Kind.SHORT, "słowa", 0, "słowa"),
        (Kind.DATE, "2026-05-11", 0, "11 maja 2026"),
    ],
)
def test_an_answer_has_points_and_words(kind, answer, points, words):
    question = a_question(kind, options=OPTIONS)
    assert rules.score(question, answer) == points
    assert rules.in_words(question, answer) == words


def test_sensitive_answers_are_parted_from_the_others_and_silence_is_kept_nowhere():
    questions = [a_question(code="a"), a_question(code="b", is_required=False, is_sensitive=True), a_question(code="c")]
    assert rules.parted(questions, {"a": False, "b": True, "c": rules.UNSAID, "d": True}) == ({"a": False}, {"b": True})
