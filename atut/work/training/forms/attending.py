"""A list of attendance: three answers for each person, hours for part of the time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.ui.forms import Form, TimeField
from atut.work.training.actions import Mark
from atut.work.training.models import Session
from atut.work.training.queries.attending import Line
from atut.work.training.rules.attendance import Presence
from atut.work.training.rules.moves import Source


@dataclass(frozen=True, slots=True)
class Shown:
    """One person as the list draws it."""

    line: Line
    number: int
    presence: str
    came: str
    went: str
    errors: list[str]


class Attendance(Form):
    """The list of one meeting. Fields are named by the key of the enrolment, so a list sent late marks the right people."""

    def __init__(self, data: Any = None, *, session: Session, lines: Sequence[Line]) -> None:
        super().__init__(data)
        self.lines = lines
        self.begins, self.ends = clock.local(session.starts_at).time(), clock.local(session.ends_at).time()
        for line in lines:
            key, name = line.enrolment.key, line.name
            self.fields[f"p_{key}"] = forms.ChoiceField(label=name, choices=Presence.choices, required=False)
            self.fields[f"a_{key}"] = TimeField(label=name, required=False)
            self.fields[f"b_{key}"] = TimeField(label=name, required=False)

    def marks(self) -> list[Mark]:
        """What was marked; people nobody marked are left out."""
        rest = Presence.HERE if self.data.get("do") == "rest" else ""
        found = []
        for line in self.lines:
            said = self.cleaned_data.get(f"p_{line.enrolment.key}") or (rest if not line.is_blocked else "")
            if said:
                found.append(Mark(line.enrolment, said, *self._hours(line, said)))
        return found

    def _hours(self, line: Line, said: str) -> tuple[time | None, time | None]:
        if said != Presence.PART:
            return None, None
        return self.cleaned_data.get(f"a_{line.enrolment.key}"), self.cleaned_data.get(f"b_{line.enrolment.key}")

    def shown(self) -> Iterator[Shown]:
        """The people with what was typed, or with what is on the list."""
        for number, line in enumerate(self.lines):
            key = line.enrolment.key
            errors = [str(error) for part in "pab" for error in self.errors.get(f"{part}_{key}", [])]
            presence, came, went = line.presence, _hour(line.came_at or self.begins), _hour(line.went_at or self.ends)
            if self.is_bound:
                presence, came, went = (self.data.get(f"{part}_{key}", "") for part in "pab")
            yield Shown(line, number, presence, came, went, errors)

    @property
    def marked_count(self) -> int:
        """How many were there, by the list."""
        return sum(1 for line in self.lines if line.minutes)

    @property
    def unmarked_count(self) -> int:
        """How many have no mark."""
        return sum(1 for line in self.lines if not line.presence)


def _hour(hour: time) -> str:
    return f"{hour:%-H:%M}"


class AttendanceByOffice(Attendance):
    """Typed in by the project office: from what, and after the list was finished why."""

    source = forms.ChoiceField(
        label=_("Where this comes from"),
        choices=[(Source.PAPER, Source.PAPER.label), (Source.OFFICE, Source.OFFICE.label)],
        widget=forms.RadioSelect,
        initial=Source.PAPER,
    )

    def __init__(self, data: Any = None, *, session: Session, lines: Sequence[Line], is_correction: bool = False) -> None:
        super().__init__(data, session=session, lines=lines)
        if is_correction:
            self.fields["reason"] = forms.CharField(
                label=_("Why it is corrected"), max_length=200, help_text=_("An auditor will see the old and the new minutes")
            )
