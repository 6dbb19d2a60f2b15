"""The sections of a call that are written in lines: documents and points; bounds have a file of their own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.polish import fold
from atut.base.kernel.texts import Text, text_in
from atut.base.projects.rules import PolishMissing
from atut.base.ui.forms import NumberField
from atut.work.recruitment.forms.sections import Fields, Part, SectionForm, by_language, count_of, filled, in_both, text
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import Criterion, Source, asked
from atut.work.recruitment.rules.regulation import ASKED, Document
from atut.work.recruitment.rules.sections import Section
from atut.work.selection.rules.terms import Fact


def _code(typed: str, label: str) -> str:
    """The name of a line in the data: once given it stays, whatever becomes of the words."""
    return typed or fold(label).replace(" ", "_")[:40]


def _hidden() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class LinesForm(SectionForm):
    """A section with numbered lines, any of which may stay empty; the page says how many were shown."""

    mark_optional = False

    def __init__(self, data: Any = None, *, call: Call) -> None:
        super().__init__(data, call=call)
        self.counts: dict[str, int] = {}
        self.written: dict[str, list[str]] = {}  # by part of the regulation: the fields its lines are written in
        self.add_lines(data)

    def add_lines(self, data: Any) -> None:
        """Make the fields of every line."""
        raise NotImplementedError

    def field_of(self, part: str, line: int) -> str | None:
        """The field of a line, once values were read."""
        fields = self.written.get(part, [])
        return fields[line] if line < len(fields) else super().field_of(part, line)

    @property
    def hidden(self) -> list[Any]:
        """Codes of lines that were saved before."""
        return [self[name] for name in self.fields if name.startswith("code_")]

    def must_be_together(self, names: Sequence[str], words: str) -> None:
        """Of these fields all are filled in, or none."""
        if len(set(filled(self.cleaned_data, names))) == 2 and not any(name in self.errors for name in names):
            empty = next(name for name in names if not self.cleaned_data.get(name))
            self.add_error(empty, words)


class CallFormal(LinesForm):
    """The documents to be enclosed."""

    section = Section.FORMAL

    def read(self, call: Call) -> dict[str, Any]:
        """The papers."""
        known: dict[str, Any] = {}
        for n, paper in enumerate(call.rules.documents):
            known |= {f"code_{n}": paper.code, f"proves_{n}": paper.proves}
            known |= by_language(f"label_{{}}_{n}", paper.label) | by_language(f"why_{{}}_{n}", paper.why)
        return known

    def add_lines(self, data: Any) -> None:
        """Label and reason, in Polish and perhaps in English."""
        told = [(fact.value, str(fact.label)) for fact in ASKED]
        told += [(line.code, text_in(line.label)) for line in asked(self.rules.criteria)]
        only = [(what, gettext("Only whom it concerns: %(answer)s") % {"answer": words}) for what, words in told]
        answers = [("", gettext("Whoever applies")), *only]
        self.counts["documents"] = count_of(data, "documents", len(self.rules.documents), least=1)
        for n in range(self.counts["documents"]):
            self.fields |= {
                f"code_{n}": _hidden(),
                f"label_pl_{n}": text(_("Which document, in Polish"), required=False),
                f"why_pl_{n}": text(_("What it is needed for, in Polish"), required=False),
                f"proves_{n}": forms.ChoiceField(label=_("Who encloses it"), required=False, choices=answers),
                f"label_en_{n}": text(_("Which document, in English"), required=False),
                f"why_en_{n}": text(_("What it is needed for, in English"), required=False),
            }

    def parts(self) -> list[Part]:
        """One line a paper."""
        lines = [
            Fields(
                [[self[f"label_pl_{n}"]], [self[f"why_pl_{n}"]], [self[f"proves_{n}"]]],
                [self[f"label_en_{n}"], self[f"why_en_{n}"]],
                _("In English"),
            )
            for n in range(self.counts["documents"])
        ]
        words = _(
            "Ask only for what a rule of this call needs. A document of those whom it concerns proves their answer: without it the"
            " answer gives no points. Leave a line empty if you do not need it."
        )
        return [Part(_("Documents to be enclosed"), words, lines=lines, line=_("Document"), more="documents")]

    def clean(self) -> dict[str, Any]:
        """A document has its reason."""
        for n in range(self.counts["documents"]):
            self.must_be_together(
                (f"label_pl_{n}", f"why_pl_{n}"), gettext("Give both: which document, and what it is needed for.")
            )
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The papers that were named."""
        d = self.cleaned_data
        named = [n for n in range(self.counts["documents"]) if d.get(f"label_pl_{n}")]
        self.written["documents"] = [f"label_pl_{n}" for n in named]
        papers = (
            Document(
                _code(d[f"code_{n}"], d[f"label_pl_{n}"]),
                in_both(d, f"label_{{}}_{n}"),
                in_both(d, f"why_{{}}_{n}"),
                d[f"proves_{n}"] or "",
            )
            for n in named
        )
        return {"documents": tuple(papers)}


WRITTEN = (Source.ANSWER, Source.JURY)  # lines somebody words; the others are facts, each with its number


def fact_name(fact: str) -> Text:
    """What a fact is called in both languages, to begin a line with."""
    words = {}
    for language in ("pl", "en"):
        with translation.override(language):
            label = str(Fact(fact).label)
        words[language] = label[:1].upper() + label[1:]
    return words


class CallPoints(LinesForm):
    """What points are given for: questions and scores in lines, facts with a number each."""

    section = Section.POINTS
    least_jury = NumberField(label=_("Points of the committee together, at least"), required=False, min_value=1, max_value=20000)
    least_points = NumberField(label=_("All points together, at least"), required=False, min_value=1, max_value=20000)

    def _written(self) -> list[Criterion]:
        return [line for line in self.rules.criteria if line.source in WRITTEN]

    def read(self, call: Call) -> dict[str, Any]:
        """Lines, then facts."""
        known: dict[str, Any] = {f"fact_{line.source}": line.points for line in call.rules.criteria if line.source not in WRITTEN}
        known |= {name: getattr(call.rules, name) or None for name in ("least_jury", "least_points")}
        for n, line in enumerate(self._written()):
            known |= {f"code_{n}": line.code, f"points_{n}": line.points, f"source_{n}": line.source}
            known |= {f"weight_{n}": line.weight if line.source == Source.JURY else None, f"least_{n}": line.least or None}
            known |= by_language(f"label_{{}}_{n}", line.label) | by_language(f"why_{{}}_{n}", line.why)
        return known

    def add_lines(self, data: Any) -> None:
        """A line is worded; a fact has a number."""
        self.counts["criteria"] = count_of(data, "criteria", len(self._written()))
        for n in range(self.counts["criteria"]):
            self.fields |= {
                f"code_{n}": _hidden(),
                f"label_pl_{n}": text(_("What the points are for, in Polish"), required=False),
                f"source_{n}": forms.ChoiceField(
                    label=_("Who says so"), required=False, choices=[(one.value, one.label) for one in WRITTEN]
                ),
                f"points_{n}": NumberField(label=_("Points, at most"), required=False, min_value=1, max_value=1000),
                f"weight_{n}": NumberField(label=_("Times (committee)"), required=False, min_value=1, max_value=20),
                f"least_{n}": NumberField(label=_("Required minimum"), required=False, min_value=1, max_value=20000),
                f"why_pl_{n}": text(_("Why do we ask, in Polish"), rows=2, required=False),
                f"label_en_{n}": text(_("What the points are for, in English"), required=False),
                f"why_en_{n}": text(_("Why do we ask, in English"), rows=2, required=False),
            }
        for fact in Fact:
            asked = _("The form then asks for it; the answer is voluntary.") if fact in ASKED else ""
            label = fact.label[:1].upper() + fact.label[1:]
            self.fields[f"fact_{fact}"] = NumberField(label=label, required=False, min_value=1, max_value=1000, help_text=asked)

    def parts(self) -> list[Part]:
        """Lines in words; facts as a list of numbers."""
        lines = [
            Fields(
                [[self[f"label_pl_{n}"]], [self[f"{name}_{n}"] for name in ("source", "points", "weight")]],
                [self[f"{name}_{n}"] for name in ("least", "why_pl", "label_en", "why_en")],
                _("A required minimum, why we ask, the same in English"),
            )
            for n in range(self.counts["criteria"])
        ]
        empty = _("Leave a line empty if you do not need it. Without points, places go in the order applications come.")
        facts = _("Points for what the office knows or checks. Empty: none.")
        minimum = _(
            "Whoever has fewer points is not ranked. Points are meant as they count, with the weight: a mean of 8 that counts twice"
            " is 16 points."
        )
        return [
            Part(_("Answers and the committee's score"), empty, lines=lines, line=_("Line"), more="criteria"),
            Part(_("Preferences"), facts, fields=[Fields(self.rows(*(f"fact_{fact}" for fact in Fact)))]),
            Part(_("Required minimum"), minimum, fields=[Fields(self.rows("least_jury", "least_points"))]),
        ]

    def clean(self) -> dict[str, Any]:
        """A line has points and a label, or nothing."""
        for n in range(self.counts["criteria"]):
            words = gettext("Give both: what the points are for, and how many.")
            self.must_be_together((f"label_pl_{n}", f"points_{n}"), words)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The lines that were kept stay in their order; what is new comes after them."""
        d = self.cleaned_data
        whole = [n for n in range(self.counts["criteria"]) if d.get(f"label_pl_{n}") and d.get(f"points_{n}")]
        lines = [(self._line(n), f"label_pl_{n}") for n in whole]
        known = {line.source: line for line in self.rules.criteria}
        for fact in Fact:
            if points := d.get(f"fact_{fact}"):
                kept = known.get(fact.value)
                code, label, why = (kept.code, kept.label, kept.why) if kept else (fact.value, fact_name(fact), {})
                lines.append((Criterion(code, label, points, fact.value, why), f"fact_{fact}"))
        place = {line.code: n for n, line in enumerate(self.rules.criteria)}
        lines.sort(key=lambda one: place.get(one[0].code, len(place)))
        self.written["criteria"] = [field for _line, field in lines]
        least = {name: d[name] or 0 for name in ("least_jury", "least_points")}
        return {"criteria": tuple(line for line, _field in lines), **least}

    def _line(self, n: int) -> Criterion:
        d = self.cleaned_data
        source = d[f"source_{n}"] or Source.ANSWER.value
        weight = d[f"weight_{n}"] if source == Source.JURY and d[f"weight_{n}"] else 1
        code = _code(d[f"code_{n}"], d[f"label_pl_{n}"])
        words, why = in_both(d, f"label_{{}}_{n}"), in_both(d, f"why_{{}}_{n}")
        return Criterion(code, words, d[f"points_{n}"], source, why, weight, d[f"least_{n}"] or 0)


class CallOther(LinesForm):
    """The office's own sentences."""

    section = Section.OTHER

    def read(self, call: Call) -> dict[str, Any]:
        """The sentences."""
        known: dict[str, Any] = {}
        for n, sentence in enumerate(call.rules.provisions):
            known |= by_language(f"sentence_{{}}_{n}", sentence)
        return known

    def add_lines(self, data: Any) -> None:
        """A sentence, in Polish and perhaps in English."""
        self.counts["provisions"] = count_of(data, "provisions", len(self.rules.provisions))
        for n in range(self.counts["provisions"]):
            self.fields[f"sentence_pl_{n}"] = text(_("Sentence in Polish"), rows=3, required=False)
            self.fields[f"sentence_en_{n}"] = text(_("Sentence in English"), rows=3, required=False)

    def parts(self) -> list[Part]:
        """One line a sentence."""
        lines = [
            Fields([[self[f"sentence_pl_{n}"]]], [self[f"sentence_en_{n}"]], _("In English"))
            for n in range(self.counts["provisions"])
        ]
        words = _(
            "What the other sections cannot say, in your own words. The sentences stand in the regulation with a number, are frozen"
            " and hashed with it; the program works nothing out from them. Leave a line empty if you do not need it."
        )
        return [Part(words=words, lines=lines, line=_("Provision"), more="provisions")]

    def clean(self) -> dict[str, Any]:
        """English only beside Polish."""
        for n in range(self.counts["provisions"]):
            if self.cleaned_data.get(f"sentence_en_{n}") and not self.cleaned_data.get(f"sentence_pl_{n}"):
                self.add_error(f"sentence_pl_{n}", str(PolishMissing()))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The sentences that were written."""
        every = (in_both(self.cleaned_data, f"sentence_{{}}_{n}") for n in range(self.counts["provisions"]))
        return {"provisions": tuple(sentence for sentence in every if sentence.get("pl"))}
