"""A question as a field of our forms, and what was typed as an answer. Without scripts, as every form."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import text_in
from atut.base.ui.forms import DateField, NumberField
from atut.work.questions.rules import SHORT, UNSAID, Answer, Kind, Question

BEFORE = "answer_"
_YES_NO = [("yes", _("Yes")), ("no", _("No"))]
_UNSAID = (UNSAID, _("I do not want to say"))


def name_of(question: Question) -> str:
    """The field's name."""
    return f"{BEFORE}{question.code}"


def fields_of(questions: Iterable[Question]) -> dict[str, forms.Field]:
    """A field for each question, by its name, in order."""
    return {name_of(one): _field(one) for one in questions}


def answers_of(questions: Iterable[Question], cleaned: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers by code, as they are kept. What was not answered is not there: it is no "no"."""
    said = ((one.code, _answer(one, cleaned.get(name_of(one)))) for one in questions)
    return {code: answer for code, answer in said if answer not in (UNSAID, None, [])}


def _answer(question: Question, typed: Any) -> Answer:
    if question.kind == Kind.YES_NO:
        return {"yes": True, "no": False}.get(typed, UNSAID)
    return typed.isoformat() if isinstance(typed, date) else typed


def _field(question: Question) -> forms.Field:
    given: dict[str, Any] = {"label": text_in(question.label), "help_text": text_in(question.help)}
    field = _MAKERS[Kind(question.kind)](question, given | {"required": question.is_required})
    field.why = text_in(question.why)  # type: ignore[attr-defined]  # our own addition to fields
    field.is_asked = question.is_sensitive  # type: ignore[attr-defined]  # it has an answer for who will not say
    return field


def _chosen(question: Question, given: dict[str, Any]) -> forms.Field:
    options = _YES_NO if question.kind == Kind.YES_NO else [(one.code, text_in(one.label)) for one in question.options]
    unsaid = [] if question.is_required else [_UNSAID]
    if question.kind == Kind.YES_NO and question.is_required:
        given["error_messages"] = {"required": _("Choose Yes or No.")}
    return forms.ChoiceField(choices=[*options, *unsaid], widget=forms.RadioSelect, **given)


def _several(question: Question, given: dict[str, Any]) -> forms.Field:
    options = [(one.code, text_in(one.label)) for one in question.options]
    return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **given)


def _number(_question: Question, given: dict[str, Any]) -> forms.Field:
    return NumberField(min_value=0, max_value=1_000_000, **given)


def _short(_question: Question, given: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=SHORT, **given)


class _LongField(forms.CharField):
    """A browser counts the end of a line as one sign and sends two: what it let one type would be refused as too long."""

    def to_python(self, value: Any) -> Any:
        """With ends of lines as they are counted."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def _long(question: Question, given: dict[str, Any]) -> forms.Field:
    rows = 4 if question.longest <= 500 else 8
    return _LongField(max_length=question.longest, widget=forms.Textarea(attrs={"rows": rows}), **given)


def _date(_question: Question, given: dict[str, Any]) -> forms.Field:
    return DateField(**given)


_MAKERS = {
    Kind.YES_NO: _chosen, Kind.ONE_OF: _chosen, Kind.SEVERAL: _several, Kind.NUMBER: _number, Kind.SHORT: _short,
    Kind.LONG: _long, Kind.DATE: _date,
}  # fmt: skip
