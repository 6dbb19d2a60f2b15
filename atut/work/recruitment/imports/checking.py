"""Each row of the workbook becomes what an application on paper says, or reasons why it cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import Asked, Cell, Shape, as_text, cells
from atut.work.questions.rules import LONG
from atut.work.recruitment.imports.columns import ANSWER, CHOICE, NO, YES
from atut.work.recruitment.imports.reading import Found

_LIMITS = {
    "first_name": 80,
    "last_name": 120,
    "post": 160,
    "unit": 160,
    "phone": 40,
    "email": 254,
    "superior": 254,
    "register_number": 60,
    "other_identifier": 40,
    "access_needs": 2000,
    "pair": 20,
    "partner": 60,
}


@dataclass
class PaperRow:
    """One row: where it stands, what it says, why not, and what was found out about it later."""

    line: int
    cells: list[Cell] = field(repr=False)
    said: dict[str, Any] = field(default_factory=dict, repr=False)
    reasons: list[str] = field(default_factory=list)
    known_as: str = ""  # the number of the application it was taken in as before
    beside: int = 0  # the line of the row it comes with

    @property
    def outcome(self) -> str:
        """new, unchanged or rejected."""
        if self.reasons:
            return "rejected"
        return "unchanged" if self.known_as else "new"

    @property
    def received_at(self) -> datetime:
        """The moment of the stamp."""
        hour = self.said["received_hour"]
        return clock.at(self.said["received_on"], hour.hour, hour.minute)

    @property
    def editions(self) -> list[str]:
        """Keys of the editions wanted, first to last."""
        return [self.said[name] for name in sorted(self.said) if name.startswith(CHOICE)]

    @property
    def answers(self) -> dict[str, bool | str]:
        """Answers to the questions of the call, by code; unanswered ones are not there."""
        return {name.removeprefix(ANSWER): value for name, value in self.said.items() if name.startswith(ANSWER)}


def checked_rows(found: Found, *, today: date) -> list[PaperRow]:
    """Every row below the headings with anything in it."""
    values = {code: _values(every) for code, every in found.known.items()}
    return [_row(found, line, values, today) for line in found.lines]


def _values(every: list[Asked]) -> dict[str, str]:
    """What may stand in a column, in any language; empty where anything may."""
    return {fold(label): code for asked in every for code, label in asked.options}


def _row(found: Found, line: int, values: Mapping[str, dict[str, str]], today: date) -> PaperRow:
    row = PaperRow(line + 1, found.table.rows[line])
    for code, column in found.at.items():
        asked = found.known[code][0]
        place = found.table.merged.get((line, column))
        fault = found.table.fault(line, column) or (_("merged cells; part them and fill in each") if place else "")
        if not fault:
            fault = _take(row, asked, found.table.cell(line, column), values[code], today)
        if fault:
            row.reasons.append(f"{asked.title}: {fault}")
    if not row.reasons:
        row.reasons += _lacking(row, found)
    return row


def _take(row: PaperRow, asked: Asked, cell: Cell, values: Mapping[str, str], today: date) -> str:
    """Read one cell into the row; the sentence where it cannot be read."""
    try:
        value = _read(asked, cell, values, today)
    except Refused as refusal:
        return str(refusal)
    limit = LONG if asked.code.startswith(ANSWER) else _LIMITS.get(asked.code, 254)
    if isinstance(value, str) and len(value) > limit:
        return _("a text is longer than %(limit)s letters") % {"limit": limit}
    if value not in ("", None):
        row.said[asked.code] = value
    return ""


class NotInTheList(Refused):
    """A value that the column does not allow."""

    @property
    def message(self) -> str:  # type: ignore[override]  # read when shown
        """The sentence."""
        return _("“%(typed)s” is not in the list of this column; allowed: %(allowed)s")


def _read(asked: Asked, cell: Cell, values: Mapping[str, str], today: date) -> Any:
    if asked.options:
        return _of_list(asked, cell, values)
    if asked.shape == Shape.DAY:
        return cells.read_date(cell)
    if asked.shape == Shape.HOUR:
        return cells.read_hour(cell)
    reader = _READERS.get(asked.code)
    return reader(cell, today) if reader else as_text(cell)


def _of_list(asked: Asked, cell: Cell, values: Mapping[str, str]) -> str | bool:
    text = as_text(cell)
    typed = (YES if cell else NO) if isinstance(cell, bool) else values.get(fold(text), "")
    if text and typed not in dict(asked.options):
        allowed = [label for _code, label in asked.options]
        most = 6
        shown = "; ".join(allowed[:most]) + ("…" if len(allowed) > most else "")
        raise NotInTheList(typed=text[:60], allowed=shown)
    is_yes_or_no = asked.code.startswith(ANSWER) and typed in (YES, NO)
    return typed == YES if is_yes_or_no else typed


_READERS: dict[str, Callable[[Cell, date], str]] = {
    "pesel": lambda cell, today: cells.read_pesel(cell, today=today),
    "email": lambda cell, _today: cells.read_email(cell),
    "superior": lambda cell, _today: cells.read_email(cell),
    "first_name": lambda cell, _today: cells.tidy_name(cells.without_titles(as_text(cell))),
    "last_name": lambda cell, _today: cells.tidy_name(cells.without_titles(as_text(cell))),
}


def _lacking(row: PaperRow, found: Found) -> list[str]:
    """What must be filled in and is not."""
    empty = [every[0].title for code, every in found.known.items() if every[0].is_needed and code not in row.said]
    return [_("%(column)s: empty, and it is needed") % {"column": title} for title in empty]
