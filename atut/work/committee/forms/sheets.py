"""What a member types: ties, scores, the acceptance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.texts import text_in
from atut.base.ui.forms import Form
from atut.work.committee.queries.members import Applicant
from atut.work.committee.queries.reading import Written
from atut.work.committee.queries.scoring import Line
from atut.work.committee.rules.members import DECLARED
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.points import Criterion

NOTHING: Mapping[str, Written] = MappingProxyType({})


class MemberDeclare(Form):
    """For each applicant nothing, or the tie; then one box for the whole."""

    note = forms.CharField(
        label=_("Anything the project office should know about these ties"), required=False, max_length=1000, widget=forms.Textarea
    )
    sure = forms.BooleanField(
        label=_("I declare that I am impartial towards everybody for whom I have named no tie"),
        error_messages={"required": _("Tick the box: without the declaration nobody scores.")},
    )

    def __init__(self, *args: Any, applicants: Sequence[Applicant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicants = applicants
        choices = [("", _("no tie")), *((tie.value, tie.label) for tie in DECLARED)]
        for one in applicants:
            if not one.tie:
                label = gettext("Tie to %(name)s") % {"name": one.application.person.listed_name}
                self.fields[f"tie-{one.application.key}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def rows(self) -> Iterator[tuple[Applicant, BoundField | None]]:
        """The list as it is shown: who, and the field, or nothing where the tie stands already."""
        for one in self.applicants:
            name = f"tie-{one.application.key}"
            yield one, self[name] if name in self.fields else None

    def ties(self) -> dict[Application, str]:
        """The ties named, by application."""
        named = {one.application: self.cleaned_data.get(f"tie-{one.application.key}", "") for one in self.applicants}
        return {application: tie for application, tie in named.items() if tie}


def _score(line: Criterion, label: str) -> forms.IntegerField:
    number = forms.NumberInput(
        attrs={"inputmode": "numeric", "class": "govuk-input--width-3 num", "autocomplete": "off", "min": 0, "max": line.points}
    )
    said = {"label": text_in(line.label), "most": line.points}
    wrong = _("“%(label)s” takes whole points from 0 to %(most)s.") % said
    messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    field = forms.IntegerField(
        label=label, min_value=0, max_value=line.points, required=False, widget=number, error_messages=messages
    )
    field.is_asked = True  # type: ignore[attr-defined]  # our own addition: it may wait, but not be left out
    return field


class SheetApplication(Form):
    """One application: a score for each criterion, and a comment."""

    comment = forms.CharField(
        label=_("Comment"), help_text=_("The others read it when all sheets are closed. Write no names."), required=False,
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, lines: Iterable[Criterion], line: Line, written: Mapping[str, Written] = NOTHING, **kwargs: Any
    ) -> None:
        initial = {**line.scores, "comment": line.sheet.comment if line.sheet else ""}
        super().__init__(*args, initial=initial, **kwargs)
        self.lines, self.line, self.written = tuple(lines), line, written
        for one in self.lines:
            label = gettext("%(label)s (0 to %(most)s)") % {"label": text_in(one.label), "most": one.points}
            self.fields[one.code] = _score(one, label)
        self.order_fields([*(one.code for one in self.lines), "comment"])
        first = next((one.code for one in self.lines if one.code not in line.scores), None)
        if first and not self.is_bound:
            self.fields[first].widget.attrs["autofocus"] = True

    def rows(self) -> Iterator[tuple[Criterion, Written | None, BoundField, int | None]]:
        """Each criterion with what was written about it, the field, and the score given so far."""
        for one in self.lines:
            yield one, self.written.get(one.code), self[one.code], self.line.scores.get(one.code)

    def scores(self) -> dict[str, int]:
        """What was given; what was left empty is left out."""
        given = {one.code: self.cleaned_data.get(one.code) for one in self.lines}
        return {code: points for code, points in given.items() if points is not None}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: the application, and for each criterion a field; on a closed sheet the points given."""

    line: Line
    fields: tuple[tuple[Criterion, BoundField], ...]
    scores: tuple[tuple[Criterion, int | None], ...]


class SheetTable(Form):
    """All applications at once: rows under codes, a column a criterion."""

    def __init__(self, *args: Any, lines: Iterable[Criterion], rows: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.all_rows = tuple(lines), rows
        for row in (one for one in rows if not one.is_closed):
            for line in self.lines:
                name = self._name(row, line)
                self.fields[name] = _score(line, f"{row.application.code}: {text_in(line.label)}")
                self.initial[name] = row.scores.get(line.code)

    @staticmethod
    def _name(row: Line, line: Criterion) -> str:
        return f"{row.application.code}.{line.code}"

    def rows(self) -> Iterator[Row]:
        """As they are drawn."""
        for row in self.all_rows:
            fields = () if row.is_closed else tuple((line, self[self._name(row, line)]) for line in self.lines)
            yield Row(row, fields, tuple((line, row.scores.get(line.code)) for line in self.lines))

    def changed(self) -> Iterator[tuple[Application, dict[str, int]]]:
        """The applications whose scores are not those kept."""
        for row in (one for one in self.all_rows if not one.is_closed):
            given = {line.code: self.cleaned_data.get(self._name(row, line)) for line in self.lines}
            scores = {code: points for code, points in given.items() if points is not None}
            if scores != row.scores:
                yield row.application, scores


class SheetClose(Form):
    """One box to tick: a closed sheet stays."""

    sure = forms.BooleanField(
        label=_("I have scored every application and close my sheet"),
        error_messages={"required": _("Tick the box when you are sure: a closed sheet is not opened again.")},
    )


class ProtocolAccept(Form):
    """The protocol that was read, by its hash, and the box."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("I have read the protocol and accept it"),
        error_messages={"required": _("Tick the box when you have read the protocol.")},
    )
