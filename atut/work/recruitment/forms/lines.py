"""The sections of a call that are written in lines: documents, own sentences; points and bounds have files of their own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.polish import fold
from atut.base.kernel.texts import text_in
from atut.base.projects.rules import PolishMissing
from atut.work.recruitment.forms.sections import Fields, Part, SectionForm, by_language, count_of, filled, in_both, text
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import asked
from atut.work.recruitment.rules.regulation import ASKED, Document
from atut.work.recruitment.rules.sections import Section


def code_of(typed: str, label: str) -> str:
    """The name of a line in the data: once given it stays, whatever becomes of the words."""
    return typed or fold(label).replace(" ", "_")[:40]


def hidden() -> forms.CharField:
    """The name of a line, carried along."""
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


READERS = [
    ("", _("The project office only: the committee scores without names")),
    ("all", _("The committee too, with the name in it")),
]


class CallFormal(LinesForm):
    """The documents to be enclosed."""

    section = Section.FORMAL

    def read(self, call: Call) -> dict[str, Any]:
        """The papers."""
        known: dict[str, Any] = {}
        for n, paper in enumerate(call.rules.documents):
            known |= {f"code_{n}": paper.code, f"proves_{n}": paper.proves, f"readers_{n}": "all" if paper.for_committee else ""}
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
                f"code_{n}": hidden(),
                f"label_pl_{n}": text(_("Which document, in Polish"), required=False),
                f"why_pl_{n}": text(_("What it is needed for, in Polish"), required=False),
                f"proves_{n}": forms.ChoiceField(label=_("Who encloses it"), required=False, choices=answers),
                f"readers_{n}": forms.ChoiceField(label=_("Who reads it"), required=False, choices=READERS),
                f"label_en_{n}": text(_("Which document, in English"), required=False),
                f"why_en_{n}": text(_("What it is needed for, in English"), required=False),
            }

    def parts(self) -> list[Part]:
        """One line a paper."""
        lines = [
            Fields(
                [[self[f"label_pl_{n}"]], [self[f"why_pl_{n}"]], [self[f"proves_{n}"]], [self[f"readers_{n}"]]],
                [self[f"label_en_{n}"], self[f"why_en_{n}"]],
                _("In English"),
            )
            for n in range(self.counts["documents"])
        ]
        words = _(
            "Ask only for what a rule of this call needs. A document of those whom it concerns proves their answer: without it the"
            " answer gives no points. A document has a name in it: where the committee reads it, it no longer scores without"
            " knowing whom. Answers that give points can be chosen once they are saved in the section “Points”. Leave a line"
            " empty if you do not need it."
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
                code_of(d[f"code_{n}"], d[f"label_pl_{n}"]),
                in_both(d, f"label_{{}}_{n}"),
                in_both(d, f"why_{{}}_{n}"),
                d[f"proves_{n}"] or "",
                bool(d[f"readers_{n}"]),
            )
            for n in named
        )
        return {"documents": tuple(papers)}


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
