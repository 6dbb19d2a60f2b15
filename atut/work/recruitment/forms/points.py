"""The points of a call as they are written: questions and scores in lines, facts with a number each."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import Text
from atut.base.projects.rules import PolishMissing
from atut.base.ui.forms import NumberField
from atut.work.recruitment.forms.lines import LinesForm, code_of, hidden
from atut.work.recruitment.forms.sections import Fields, Part, by_language, count_of, in_both, text, yes
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import AT_LEAST_LONG, AT_MOST_LONG, LONGEST, Criterion, Prompt, Source
from atut.work.recruitment.rules.regulation import ASKED
from atut.work.recruitment.rules.sections import Section
from atut.work.selection.rules.terms import Fact

WRITTEN = (Source.ANSWER, Source.JURY)  # lines somebody words; the others are facts, each with its number
PROMPT = ("question_pl", "longest", "voluntary", "question_en")


def _of_a_prompt(n: int) -> dict[str, forms.Field]:
    """The question to the applicant, where the committee scores an answer."""
    polish = _(
        "Only for what the committee scores. The form asks it with the reason written below, and the committee reads the answer"
        " beside its score, under the code of the application."
    )
    most = gettext("Empty: %(count)s.") % {"count": LONGEST}
    return {
        f"question_pl_{n}": text(_("Question to the applicant, in Polish"), rows=2, required=False, help_text=polish),
        f"longest_{n}": NumberField(
            label=_("Characters, at most"), required=False, min_value=AT_LEAST_LONG, max_value=AT_MOST_LONG, help_text=most
        ),
        f"voluntary_{n}": yes(_("The answer may be left out")),
        f"question_en_{n}": text(_("Question to the applicant, in English"), rows=2, required=False),
    }


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
            known |= self._asked(n, line.prompt) if line.prompt else {}
        return known

    @staticmethod
    def _asked(n: int, prompt: Prompt) -> dict[str, Any]:
        more = {f"longest_{n}": prompt.longest, f"voluntary_{n}": prompt.is_voluntary}
        return by_language(f"question_{{}}_{n}", prompt.question) | more

    def add_lines(self, data: Any) -> None:
        """A line is worded; a fact has a number."""
        self.counts["criteria"] = count_of(data, "criteria", len(self._written()))
        for n in range(self.counts["criteria"]):
            self.fields |= {
                f"code_{n}": hidden(),
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
                **_of_a_prompt(n),
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
                [Fields([], [self[f"{name}_{n}"] for name in PROMPT], _("What the applicant writes for the committee"))],
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
            self._must_ask_in_polish(n)
        return self.cleaned_data

    def _must_ask_in_polish(self, n: int) -> None:
        """English only beside Polish."""
        if self.cleaned_data.get(f"question_en_{n}") and not self.cleaned_data.get(f"question_pl_{n}"):
            self.add_error(f"question_pl_{n}", str(PolishMissing()))

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
        code = code_of(d[f"code_{n}"], d[f"label_pl_{n}"])
        words, why = in_both(d, f"label_{{}}_{n}"), in_both(d, f"why_{{}}_{n}")
        return Criterion(code, words, d[f"points_{n}"], source, why, weight, d[f"least_{n}"] or 0, self._prompt(n))

    def _prompt(self, n: int) -> Prompt | None:
        d, question = self.cleaned_data, in_both(self.cleaned_data, f"question_{{}}_{n}")
        return Prompt(question, d[f"longest_{n}"] or LONGEST, d[f"voluntary_{n}"]) if question else None
