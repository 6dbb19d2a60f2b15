"""Rows to files. Identifiers stay text (a leading zero counts), numbers stay numbers, nothing is calculated.

XLSX by XlsxWriter in constant memory: the rows wait in a temporary file, kept in memory where the system has
a place for that, because they may hold personal data.
"""

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from atut.base.kernel import clock

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
_CALCULATED = ("=", "+", "-", "@", "\t", "\r")
_IN_MEMORY = "/dev/shm"  # noqa: S108  # XlsxWriter makes its files there with random names, for us only


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading, its width in letters, and whether the reader's program hides it."""

    title: str
    width: float = 16
    is_hidden: bool = False


def write_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, to: IO[bytes] | None = None, sheet: str = "Dane", above: int = 1
) -> bytes:
    """A workbook of one sheet: headings frozen, filter on, text as text. With `to` it is written there and b"" returned.

    `above=0` leaves the headings out: the rows bring their own (a list that comes back as it was sent).
    """
    import xlsxwriter  # heavy, loaded when a workbook is made

    place = io.BytesIO() if to is None else to
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None,
    }
    with xlsxwriter.Workbook(place, options) as book:
        page = book.add_worksheet(sheet[:31])
        styles = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        }
        for number, column in enumerate(columns):
            page.set_column(number, number, column.width, None, {"hidden": column.is_hidden})
        if above:
            page.freeze_panes(1, 0)
            for number, column in enumerate(columns):
                page.write_string(0, number, column.title, styles["head"])
        last = above
        for last, row in enumerate(rows, start=above):  # the number of the last row is used below
            for number, value in enumerate(row):
                _write(page, last, number, value, styles)
        if above and columns:
            page.autofilter(0, 0, last, len(columns) - 1)
    return place.getvalue() if isinstance(place, io.BytesIO) and to is None else b""


def _write(page: Any, row: int, column: int, value: Any, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(row, column, value[:32_767])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        local = clock.local(value) if value.tzinfo else value
        page.write_datetime(row, column, local.replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, styles["date"])
    else:
        page.write_string(row, column, str(value)[:32_767])


def write_csv(
    columns: Sequence[Column] | None,
    rows: Iterable[Sequence[Any]],
    *,
    separator: str = ";",
    encoding: str = "utf-8-sig",
    date_format: str = "%Y-%m-%d",
) -> bytes:
    """CSV as Polish offices open it: `;`, UTF-8 with BOM, decimal comma. Text that a spreadsheet would calculate is guarded."""
    line = csv_liner(separator=separator, date_format=date_format)
    titles = [] if columns is None else [line([column.title for column in columns])]
    text = "".join([*titles, *map(line, rows)])
    return text.encode(encoding, "replace" if encoding not in ("utf-8", "utf-8-sig", "utf-16") else "strict")


def csv_liner(*, separator: str = ";", date_format: str = "%Y-%m-%d") -> Callable[[Iterable[Any]], str]:
    """A function that makes a row the line of a CSV file, with its end."""
    writer = csv.writer(_Told(), delimiter=separator, lineterminator="\r\n")
    return lambda row: writer.writerow([_typed(value, date_format) for value in row])  # type: ignore[return-value]  # what `write` returns


class _Told:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        """The text itself."""
        return text


def _typed(value: Any, date_format: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        local = clock.local(value) if value.tzinfo else value
        return f"{local:{date_format} %H:%M}"
    if isinstance(value, date):
        return f"{value:{date_format}}"
    plain = str(value)
    return f"'{plain}" if not isinstance(value, int) and plain.startswith(_CALCULATED) else plain
