"""The editor of a call: one short form a section of its regulation. Here what they share, and the sections without lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import Text
from atut.base.ui.forms import DateField, Form, NumberField
from atut.work.recruitment.actions import Change
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.regulation import Term
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.terms import Ties

Words = Any  # a string, now or when shown


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together, in rows: what is needed, and what may be added and is folded away until then."""

    rows: list[list[Any]]
    added: list[Any] = field(default_factory=list)
    title: Words = ""  # of what may be added
    more: list["Fields"] = field(default_factory=list)  # further groups to be unfolded

    @property
    def is_open(self) -> bool:
        """Something was added, or has to be mended."""
        return any(one.value() or one.errors for one in self.added)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form: single fields, or numbered lines with a button for more."""

    title: Words = ""
    words: Words = ""
    fields: list[Fields] = field(default_factory=list)
    lines: list[Fields] = field(default_factory=list)
    line: Words = ""  # what one line is called
    more: str = ""  # name of the button


def text(label: Words, *, rows: int = 0, **options: Any) -> forms.CharField:
    """A line of text, or several."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, max_length=4000 if rows else 200, **options)


def in_both(data: Mapping[str, Any], name: str) -> Text:
    """A text in the languages it was written in; `name` holds the place of the language: title_{}."""
    return {language: data[name.format(language)] for language in ("pl", "en") if data.get(name.format(language))}


def by_language(name: str, words: Text) -> dict[str, str]:
    """The same the other way."""
    return {name.format(language): words.get(language, "") for language in ("pl", "en")}


class SectionForm(Form):
    """One section as it is written: values by the names of the draft or of its regulation."""

    section: ClassVar[Section]

    def __init__(self, data: Any = None, *, call: Call) -> None:
        self.rules = call.rules
        super().__init__(data, initial=self.read(call))

    def read(self, call: Call) -> dict[str, Any]:
        """What stands in the section now."""
        raise NotImplementedError

    def parts(self) -> list[Part]:
        """How the form is laid out."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What was written."""
        raise NotImplementedError

    def change(self) -> Change:
        """As the verb takes it."""
        return Change(self.section, self.values(), self.data.get("seen", ""))

    def as_far_as_typed(self) -> dict[str, Any]:
        """The values, with what stands now in place of what cannot be read."""
        typed, now = self.cleaned_data, {name: self.initial.get(name) for name in self.fields}
        self.cleaned_data = {**now, **typed}
        try:
            return self.values()
        finally:
            self.cleaned_data = typed

    def field_of(self, part: str, line: int) -> str | None:
        """The field in which a part of the regulation is written."""
        return next((name for name in (part, f"{part}_pl", f"{part}_{line}") if name in self.fields), None)

    def say(self, faults: Iterable[Fault]) -> None:
        """Each fault at its field, all at once; a field that cannot be read has its own error already."""
        for fault in faults:
            name = self.field_of(*fault.place)
            if name is None or name not in self.errors:
                self.add_error(name, str(fault))

    def rows(self, *names: str) -> list[list[Any]]:
        """Single fields, one a row."""
        return [[self[name]] for name in names]


def yes(label: Words, **options: Any) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=label, required=False, **options)


class CallOrder(SectionForm):
    """Choices, limits, pairs, ties."""

    section = Section.ORDER
    most_choices = NumberField(
        label=_("How many editions one person may name"), required=False, min_value=1, max_value=99,
        help_text=_("Empty: as many as the call opens."),
    )  # fmt: skip
    most_places = NumberField(label=_("How many places one person may get"), min_value=1, max_value=99)
    pairs = yes(
        _("Two people may apply together: both or none"),
        help_text=_("Such as two people of one desk who want to learn together. They stand where the lower one stands."),
    )
    ties = forms.ChoiceField(
        label=_("What decides when nothing else does"),
        choices=[(Ties.RECEIPT.value, _("The earlier receipt")), (Ties.DRAW.value, _("A draw that nobody can foresee"))],
        widget=forms.RadioSelect,
    )
    draw_value_pl = text(
        _("Public value of the draw, in Polish"), required=False,
        help_text=_("Something everybody can look up and nobody here makes, such as the winning numbers of Lotto."),
    )  # fmt: skip
    draw_on = DateField(label=_("Day on which it is made public"), required=False, help_text=_("After the close of the call."))
    draw_value_en = text(_("Public value of the draw, in English"), required=False)

    def read(self, call: Call) -> dict[str, Any]:
        """Limits and ties."""
        names = ("most_places", "pairs", "ties", "draw_on")
        known = {name: getattr(call.rules, name) for name in names} | {"most_choices": call.rules.most_choices or None}
        return known | by_language("draw_value_{}", call.rules.draw_value)

    def parts(self) -> list[Part]:
        """The draw is folded away until it is chosen."""
        draw = [self[name] for name in ("draw_value_pl", "draw_on", "draw_value_en")]
        return [
            Part(_("Choices and places"), fields=[Fields(self.rows("most_choices", "most_places", "pairs"))]),
            Part(_("Equal points"), fields=[Fields(self.rows("ties"), draw, _("For a draw: its public value"))]),
        ]

    def values(self) -> dict[str, Any]:
        """Limits and ties; a value of the draw only where there is a draw."""
        d = self.cleaned_data
        drawn = d["ties"] == Ties.DRAW
        return {
            "most_choices": d["most_choices"] or 0,
            "most_places": d["most_places"],
            "pairs": d["pairs"],
            "ties": d["ties"],
            "draw_value": in_both(d, "draw_value_{}") if drawn else {},
            "draw_on": d["draw_on"] if drawn else None,
        }


class CallTerms(SectionForm):
    """Days to answer, to correct, to appeal."""

    section = Section.TERMS
    terms = (Term.ANSWER, Term.CORRECTION, Term.APPEAL, Term.DECISION)
    answer_days = NumberField(
        label=_("Days to answer an offer"), min_value=1, max_value=30, help_text=_("Then the place goes to the next person.")
    )
    correction_days = NumberField(
        label=_("Days to supply what is missing"), min_value=0, max_value=60, help_text=_("0: nothing can be supplied.")
    )
    answer_working = yes(_("Working days to answer"))
    correction_working = yes(_("Working days to supply what is missing"))
    appeal_working = yes(_("Working days to appeal"))
    decision_working = yes(_("Working days to decide an appeal"))
    appeal_days = NumberField(label=_("Days to appeal"), min_value=0, max_value=60, help_text=_("0: there is no appeal."))
    decision_days = NumberField(
        label=_("Days to decide an appeal"), required=False, min_value=0, max_value=90, help_text=_("Empty or 0: no term.")
    )
    confirmed_only = yes(
        _("What is declared counts only once the office has confirmed it"),
        help_text=_("Answers that give points or that a bound counts: confirmed by a document before the list is closed."),
    )
    other_panel = yes(
        _("Another panel decides appeals"),
        help_text=_("Nobody who scored an application decides on it. Members for that can be appointed after the list is closed."),
    )

    def read(self, call: Call) -> dict[str, Any]:
        """The three terms."""
        days = {name: getattr(call.rules, name) for name in ("correction_days", "appeal_days", "other_panel", "confirmed_only")}
        days["decision_days"] = call.rules.decision_days or None
        known = days | {"answer_days": call.answer_days}
        return known | {f"{term.value}_working": call.rules.is_working(term) for term in self.terms}

    def parts(self) -> list[Part]:
        """Numbers, each with its kind of days."""
        words = _("Full days are all days of the week; working days are Monday to Friday without public holidays.")
        rows = [[self[f"{term.value}_{name}"]] for term in self.terms for name in ("days", "working")]
        checked = Part(_("What applicants declare"), fields=[Fields(self.rows("confirmed_only"))])
        return [Part(words=words, fields=[Fields([*rows, [self["other_panel"]]])]), checked]

    def values(self) -> dict[str, Any]:
        """As they are named in the draft."""
        d = self.cleaned_data
        working = tuple(term.value for term in self.terms if d[f"{term.value}_days"] and d[f"{term.value}_working"])
        days = {f"{term.value}_days": d[f"{term.value}_days"] or 0 for term in self.terms}
        return days | {"working": working, "other_panel": d["other_panel"], "confirmed_only": d["confirmed_only"]}


def count_of(data: Any, name: str, known: int, *, least: int = 2) -> int:
    """How many lines a form shows: those kept and one empty, those typed, and three more when asked for."""
    typed = str(data.get(name, "")) if data else ""
    more = 3 if data and data.get("more") == name else 0
    return min(max(known + 1, int(typed) if typed.isdigit() else 0, least) + more, 60)


def filled(data: Mapping[str, Any], names: Iterable[str]) -> list[bool]:
    """Which of the fields were filled in."""
    return [data.get(name) not in (None, "", []) for name in names]
