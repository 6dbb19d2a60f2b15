"""Questions as fields: what is drawn, what is read back."""

from datetime import date

import pytest

from atut.base.ui.forms import Form
from atut.work.questions import forms
from atut.work.questions.rules import Kind, Option, Question

OPTIONS = (Option("a", {"pl": "Pierwsza"}), Option("b", {"pl": "Druga"}))


def a_question(kind, **fields):
    return Question("q", kind, {"pl": "Pytanie"}, {"pl": "Bo tak mówi regulamin."}, **{"options": OPTIONS, **fields})


def asked(question, data=None):
    form = Form(data)
    form.fields |= forms.fields_of([question])
    return form


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (Kind.YES_NO, "yes", True),
        (Kind.YES_NO, "no", False),
        (Kind.ONE_OF, "b", "b"),
        (Kind.SEVERAL, ["a", "b"], ["a", "b"]),
        (Kind.NUMBER, "12", 12),
        (Kind.SHORT, "słowa", "słowa"),
        (Kind.LONG, "dłuższe słowa", "dłuższe słowa"),
        (Kind.DATE, date(2026, 5, 11), "2026-05-11"),
    ],
)
def test_what_was_typed_becomes_the_answer(kind, typed, answer):
    question = a_question(kind)
    form = asked(question, {"answer_q": typed})
    assert form.is_valid(), form.errors
    assert forms.answers_of([question], form.cleaned_data) == {"q": answer}
    assert "Bo tak mówi regulamin." in str(form["answer_q"].as_field_group())


def test_a_required_question_must_be_answered_and_others_need_not():
    assert not asked(a_question(Kind.YES_NO), {}).is_valid()
    for kind in Kind:
        question = a_question(kind, is_required=False)
        form = asked(question, {})
        assert form.is_valid()
        assert forms.answers_of([question], form.cleaned_data) == {}


def test_who_will_not_say_has_an_answer_to_choose():
    drawn = str(asked(a_question(Kind.YES_NO, is_required=False, is_sensitive=True))["answer_q"].as_field_group())
    assert "Nie chcę odpowiadać" in drawn
    assert "Nie chcę odpowiadać" not in str(asked(a_question(Kind.YES_NO))["answer_q"].as_field_group())
