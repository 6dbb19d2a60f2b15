"""Rejected rows as the same file: same format, encoding, separator, title rows, headings and columns, with the reasons."""

import re
from datetime import date

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.kernel.sheets import Cell, Returned, Table, as_text, give_back
from atut.work.partnership.imports.headings import Field, Reading, column_titles
from atut.work.partnership.imports.planning import Plan, PlannedRow


def rejected_file(table: Table, reading: Reading, plan: Plan, *, name: str, today: date) -> Returned:
    """The rejected rows. A valid PESEL is left out: only people who applied may have theirs kept here."""
    titles = column_titles(table, reading.header_row, reading.header_rows)
    rows = [(_cells(row, reading, today), row.reasons) for row in plan.rejected]
    above = (reading.first_data_row, reading.header_rows > 0)
    return give_back(table, rows, above=above, titles=titles, name=name)


def _cells(row: PlannedRow, reading: Reading, today: date) -> list[Cell]:
    phone = reading.column(Field.PHONE)  # eleven digits there are a telephone with its country
    return [cell if number == phone else _without_pesel(cell, today) for number, cell in enumerate(row.cells)]


def _without_pesel(cell: Cell, today: date) -> Cell:
    """Blank a cell that is a PESEL; blank it inside longer text too."""
    text = as_text(cell)
    if not re.search(r"\d{8}", identifiers.digits(text)):
        return cell
    try:
        identifiers.pesel(text.zfill(11) if text.isdigit() else text, today=today)
    except Refused:
        return re.sub(r"\d{11}", "", text) if re.search(r"\d{11}", text) and not text.isdigit() else cell
    return ""
