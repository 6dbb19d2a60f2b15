"""The part of the application form that the regulation of its call decides, and what was typed or is known before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.files.rules import KINDS, Upload
from atut.base.kernel.texts import text_in
from atut.base.ui.forms import FilesField, Form, say_what_to_do
from atut.work.partnership.models import Employment, Person
from atut.work.questions.forms import BEFORE, fields_of
from atut.work.questions.rules import Question
from atut.work.recruitment.models import Attachment, Draft
from atut.work.recruitment.rules.regulation import Document, Regulation

PAPER = "paper_"


def short(label: Any, limit: int, autocomplete: str = "", **options: Any) -> forms.CharField:
    """One line of text."""
    attrs = {"autocomplete": autocomplete} if autocomplete else {}
    return forms.CharField(label=label, max_length=limit, widget=forms.TextInput(attrs=attrs), **options)


@dataclass(frozen=True)
class Begun:
    """What there is before a form is filled in: a draft with papers sent ahead, and who is signed in and known here."""

    draft: Draft | None = None
    sent: Mapping[str, Attachment] = field(default_factory=dict)
    person: Person | None = None
    employment: Employment | None = None

    @property
    def form_token(self) -> str:
        """The form goes on under the token it was begun with."""
        return self.draft.form_token if self.draft else ""

    def on_file(self) -> dict[str, Any]:
        """What the person sees filled in, and may change."""
        known, job = self.person, self.employment
        values = {name: getattr(known, name) for name in ("first_name", "last_name", "email", "phone")} if known else {}
        return values | ({"office": job.organisation.key, "post": job.post, "unit": job.unit} if job else {})


def paper_field(one: Document) -> FilesField:
    """A paper the call asks for: a PDF, or photographs."""
    asked = FilesField(label=text_in(one.label), kinds=KINDS, megabytes=20, required=False)
    asked.help_text = gettext("PDF, or photographs from a phone: several at once become one PDF. Up to 20 MB each.")
    if one.for_committee:
        named = gettext("The committee reads it too, with the name that stands in it.")
        asked.help_text = f"{named} {asked.help_text}"
    asked.why = text_in(one.why)  # type: ignore[attr-defined]  # our own addition to fields
    asked.is_asked = True  # type: ignore[attr-defined]  # it may be sent already
    return asked


class Asked(Form):
    """Questions, papers, the superior and the one to come with: whatever the regulation asks for, and nothing else."""

    regulation: Regulation
    asked: Sequence[Question]
    begun: Begun
    sends_papers = True  # with a paper application they come with its scan

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.refused_papers: dict[str, str] = {}  # why a file that came with this page was not taken

    def _add_questions(self) -> None:
        self.fields |= fields_of(self.asked)

    def _add_what_else_is_asked(self) -> None:
        """Whom to ask for consent, who comes together, papers: only where the regulation of the call knows them."""
        if self.regulation.access.superior_consent:
            superior = forms.EmailField(label=_("E-mail of your superior"), required=self.sends_papers)
            superior.why = gettext(  # type: ignore[attr-defined]  # our own addition to fields
                "This call needs the consent of your superior. We write there once the form is sent, and remind."
            )
            self.fields["superior"] = superior
        if self.regulation.pairs:
            hint = _("Only if you want to come together or not at all. Each of you names the code on the other's receipt.")
            self.fields["pair"] = short(_("Code of the person you come with"), 20, "off", required=False, help_text=hint)
        for one in self.regulation.documents if self.sends_papers else ():
            paper = self.fields[f"{PAPER}{one.code}"] = paper_field(one)
            if one.proves:
                only = gettext("Only if you answered yes: without it the answer gives nothing.")
                paper.help_text = f"{only} {paper.help_text}"
        say_what_to_do(self.fields.values())

    def _fill_in_what_is_known(self) -> None:
        """What was typed before, else what is on file about the person who is signed in. A number on file is not asked."""
        if self.begun.person and self.begun.person.identity_hash:
            for name in ("pesel", "other_identifier", "birth_date", "sex"):
                del self.fields[name]
        self.initial.update(self.begun.on_file())
        if self.begun.draft and self.begun.draft.typed:
            kept = QueryDict(mutable=True)
            for name, values in self.begun.draft.typed.items():
                kept.setlist(name, values)
            read = {name: field.widget.value_from_datadict(kept, {}, name) for name, field in self.fields.items()}
            self.initial.update(
                {name: value for name, value in read.items() if value not in (None, "") and not name.startswith(PAPER)}
            )

    @property
    def others(self) -> list[Any]:
        """Whom else it concerns: the superior, the one to come with."""
        return [self[name] for name in ("superior", "pair") if name in self.fields]

    @property
    def papers(self) -> list[tuple[Any, Any]]:
        """Each paper everybody encloses, and what was sent of it already."""
        return [self._paper(one) for one in self.regulation.compulsory if self.sends_papers]

    @property
    def questions(self) -> list[Any]:
        """The fields of the questions of this call."""
        return [self[name] for name in self.fields if name.startswith(BEFORE)]

    @property
    def questions_proven(self) -> list[tuple[Any, tuple[Any, Any] | None]]:
        """The questions, each with the paper that proves a yes, if it has one."""
        proofs = self.regulation.proofs if self.sends_papers else {}
        papers = ((field, proofs.get(field.name.removeprefix(BEFORE))) for field in self.questions)
        return [(field, self._paper(paper) if paper else None) for field, paper in papers]

    @property
    def _asserted(self) -> list[tuple[Any, tuple[Any, Any]]]:
        said = self.cleaned_data
        return [(field, paper) for field, paper in self.questions_proven if paper and said.get(field.name) == "yes"]

    @property
    def sent(self) -> list[tuple[Any, Any]]:
        """The papers sent already that go with the application: those of everybody, and proofs of what was answered."""
        return [(field, sent) for field, sent in (*self.papers, *(paper for _field, paper in self._asserted)) if sent]

    @property
    def unproven(self) -> list[tuple[Any, Any]]:
        """Answers that give nothing, because their paper was not sent: question and paper."""
        return [(field, paper[0]) for field, paper in self._asserted if not paper[1]]

    def _paper(self, one: Document) -> tuple[Any, Any]:
        return self[f"{PAPER}{one.code}"], self.begun.sent.get(one.code)

    def uploads(self) -> Iterator[tuple[str, list[Upload]]]:
        """Files that came with this page, by paper. Those let go as too many are empty."""
        for name in list(self.fields):
            if name.startswith(PAPER) and self.cleaned_data.get(name):
                for one in self.cleaned_data[name]:
                    one.seek(0)
                yield name.removeprefix(PAPER), [Upload(str(one.name), one.read()) for one in self.cleaned_data[name]]

    def kept(self) -> dict[str, list[str]]:
        """The form as it was typed, to be kept for later. Declarations are made when it is sent, never before."""
        left_out = ("csrfmiddlewaretoken", "step", "form_token", "shown", "website", "rules", "true_data")
        typed = ((name, self.data.getlist(name)) for name in self.data if name not in left_out)  # type: ignore[attr-defined]
        known = {*self.fields, *(f"{name}_{part}" for name in self.fields for part in ("day", "month", "year"))}
        return {name: values for name, values in typed if name in known and any(values)}

    def must_have_papers(self) -> None:
        """Every paper is on its way, or was sent already."""
        for name, why in self.refused_papers.items():
            self.add_error(name, why)
        for one, sent in self.papers:
            if not sent and not self.cleaned_data.get(one.name) and one.name not in self.errors:
                self.add_error(one.name, gettext("Add this paper."))
