"""Rejected rows as the same file: same format, encoding, separator, title rows, headings and columns, with the reasons."""

import itertools
import re
from datetime import date

from django.utils.translation import gettext as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.kernel.sheets import CSV_TYPE, XLSX_TYPE, Cell, Column, Table, as_text, write_csv, write_xlsx
from atut.work.partnership.imports.checking import reason_column
from atut.work.partnership.imports.headings import Field, Reading, column_titles
from atut.work.partnership.imports.planning import Plan, PlannedRow

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "–": "-", "…": "..."})


def rejected_file(table: Table, reading: Reading, plan: Plan, *, name: str, today: date) -> tuple[bytes, str, str]:
    """Bytes, name and media type. A valid PESEL is left out: only people who applied may have theirs kept here."""
    stem, _dot, suffix = name.rpartition(".")
    word = _("rejected")
    new_name = f"{stem or suffix}-{word}.{'xlsx' if table.format == 'xlsx' else 'csv'}"
    titles = column_titles(table, reading.header_row, reading.header_rows)
    place = reason_column(titles)
    width = table.width if place is None else place
    rows = [*_above(table, reading, width), *(_row(row, width, reading, today) for row in plan.rejected)]
    if table.format == "xlsx":
        columns = [Column("", 22, is_hidden=number in table.hidden_columns) for number in range(width)]
        return write_xlsx([*columns, Column("", 60)], rows, sheet=table.sheet or "Lista", above=0), new_name, XLSX_TYPE
    encoding = {"utf-8": "utf-8-sig"}.get(table.encoding, table.encoding)
    if encoding != "utf-8-sig":
        rows = [[*row[:-1], str(row[-1]).translate(_PLAIN)] for row in rows]
    return write_csv(None, rows, separator=table.separator, encoding=encoding), new_name, CSV_TYPE.replace("utf-8", encoding)


def _above(table: Table, reading: Reading, width: int) -> list[list[Cell]]:
    """Title rows and headings as they were; the heading of the reasons in the last row of headings."""
    rows: list[list[Cell]] = [[*_wide(row, width), ""] for row in table.rows[: reading.first_data_row]]
    if reading.header_rows:
        rows[-1][-1] = _("Reason of rejection")
    return rows


def _row(row: PlannedRow, width: int, reading: Reading, today: date) -> list[Cell]:
    phone = reading.column(Field.PHONE)  # eleven digits there are a telephone with its country
    cells = [cell if number == phone else _without_pesel(cell, today) for number, cell in enumerate(_wide(row.cells, width))]
    return [*cells, "; ".join(reason.rstrip(".") for reason in row.reasons)]


def _wide(cells: list[Cell], width: int) -> list[Cell]:
    return list(itertools.islice(itertools.chain(cells, itertools.repeat("")), width))


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
