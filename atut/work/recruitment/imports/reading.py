"""A workbook that came back: which sheet has the applications, and in which column stands what."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import Asked, Table, TableRefused, as_text, read_table
from atut.base.kernel.texts import text_in
from atut.work.recruitment.imports.columns import columns
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.importing import Form
from atut.work.recruitment.rules.importing import MARK, MOST_ROWS, HeadingsMissing, NothingToTakeIn, TemplateOfOther, TooManyRows

_LOOKED_AT = 20


@dataclass(frozen=True)
class Found:
    """The sheet with the applications. `known` are the columns in every language, for values typed in any of them."""

    table: Table
    headings: int  # the row they stand in
    at: Mapping[str, int]
    known: Mapping[str, list[Asked]]

    @property
    def lines(self) -> list[int]:
        """Rows with anything in a column of ours."""
        own = list(self.at.values())
        return [
            row
            for row in range(self.headings + 1, len(self.table.rows))
            if any(as_text(self.table.cell(row, column)) or self.table.fault(row, column) for column in own)
        ]

    @property
    def unread(self) -> list[str]:
        """Headings of columns that are not ours."""
        mine = set(self.at.values())
        titles = enumerate(self.table.rows[self.headings])
        return [as_text(title) for column, title in titles if as_text(title) and column not in mine]


def find(content: bytes, name: str, form: Form) -> Found:
    """The sheet that has the headings of this call's template; refused with what is missing, or whose template it is."""
    known = _in_every_language(form)
    first = read_table(content, name=name)
    found = [_in_table(table, form, known) for table in _tables(content, name, first)]
    best = max(found, key=lambda one: len(one.at))
    missing = [asked[0].title for code, asked in known.items() if (asked[0].is_needed or code == "pesel") and code not in best.at]
    if missing:
        raise HeadingsMissing(sheet=best.table.sheet or name, missing=", ".join(missing))
    if not best.lines:
        raise NothingToTakeIn
    if len(best.lines) > MOST_ROWS:
        raise TooManyRows(rows=len(best.lines), most=MOST_ROWS)
    return best


def _tables(content: bytes, name: str, first: Table) -> list[Table]:
    tables = [first]
    for sheet in first.sheets:
        with contextlib.suppress(TableRefused):  # a sheet of the workbook that is no table is not the one we look for
            tables += [] if sheet == first.sheet else [read_table(content, name=name, sheet=sheet)]
    return tables


def _in_every_language(form: Form) -> dict[str, list[Asked]]:
    """Each column in the language now active first, then in the others: the one who fills in may use another than we do."""
    active = translation.get_language() or "pl"
    known: dict[str, list[Asked]] = {}
    for language in sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != active):
        with translation.override(language):
            for column in columns(form):
                known.setdefault(column.code, []).append(column)
    return known


def _in_table(table: Table, form: Form, known: Mapping[str, list[Asked]]) -> Found:
    titles = {fold(asked.title): code for code, every in known.items() for asked in every}
    best: tuple[int, dict[str, int]] = (0, {})
    for row in range(min(len(table.rows), _LOOKED_AT)):
        _must_be_of_this_call(table, row, form)
        at: dict[str, int] = {}
        for column, cell in enumerate(table.rows[row]):
            if code := titles.get(fold(as_text(cell))):
                at.setdefault(code, column)
        if len(at) > len(best[1]):
            best = (row, at)
    return Found(table, *best, known)


def _must_be_of_this_call(table: Table, row: int, form: Form) -> None:
    marked = next(filter(None, (MARK.search(as_text(cell)) for cell in table.rows[row])), None)
    if marked is None or marked[1] == form.call.key:
        return
    other = Call.objects.filter(project=form.call.project_id, key=marked[1]).first()
    if other is not None or row == 0:
        raise TemplateOfOther(call=text_in(other.title) if other else as_text(table.rows[row][0]))
