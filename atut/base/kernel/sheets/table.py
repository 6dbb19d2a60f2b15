"""A table that was read from a file, and the reasons why a file is refused."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

Cell = str | int | float | bool | date | datetime | time | timedelta | None

LARGEST_FILE = 10 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200


class TableRefused(Refused):
    """A file that is not read, with the sentence why. Subclasses name the trouble."""


class EmptyFile(TableRefused):
    """No bytes, or no cell with anything in it."""

    message = _("There is nothing in this file. Open it, check that the list is inside, save it and send it again.")


class TooBig(TableRefused):
    """More than ten megabytes."""

    message = _("This file has %(size)s MB; the limit is %(limit)s MB. Leave only the sheet with the list and send it again.")


class TooLong(TableRefused):
    """More rows or columns than any staff list has."""

    message = _("This table goes beyond %(rows)s rows or %(columns)s columns. Leave only the list itself and send it again.")


class Unpacks(TableRefused):
    """A small file that unpacks to a huge one."""

    message = _(
        "Unpacked, this workbook would be far larger than a list can be, so it was not opened. Save the list in a new workbook."
    )


class HasMacros(TableRefused):
    """A workbook with a program inside."""

    message = _("This workbook contains macros, so it was not opened. Save it as “Excel Workbook (.xlsx)” and send that file.")


class HasPassword(TableRefused):
    """Encrypted by Excel."""

    message = _("This workbook is protected by a password, so it cannot be read. Remove the password, save it and send it again.")


class OldWorkbook(TableRefused):
    """The format of Excel up to 2003, or of other programs."""

    message = _("This is an older kind of workbook (%(kind)s). Open it, save it as “Excel Workbook (.xlsx)” and send that file.")


class NotATable(TableRefused):
    """A picture, a PDF, a web page, a program."""

    message = _("This is not a table (%(kind)s), whatever its name says. Send an Excel workbook (.xlsx) or a CSV file.")


class NoText(TableRefused):
    """Bytes of nothing we know."""

    message = _(
        "This file holds no text that could be a table. Open the list in Excel, save it as .xlsx or CSV and send that file."
    )


class Broken(TableRefused):
    """Cut off or damaged."""

    message = _("This workbook is damaged and cannot be read to its end. Open it in Excel, save it again and send that file.")


class CannotDecode(TableRefused):
    """Some bytes mean nothing in the chosen encoding."""

    message = _("This file cannot be read as %(encoding)s: some letters would be lost. Choose another encoding.")


class NoSuchSheet(TableRefused):
    """The chosen sheet is not there."""

    message = _("This workbook has no sheet “%(sheet)s”. Choose one of those it has.")


@dataclass(frozen=True)
class Table:
    """Rows of cells as they stand in the file, and how the file was read.

    `marks` says of single cells what their value does not: "formula" (never calculated, so without a value)
    or "error" (#N/A and the like). `merged` is a set of cells covered by a merged one, with its top left cell.
    """

    format: str
    rows: list[list[Cell]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    sample: str = ""
    is_quoted: bool = True

    @property
    def width(self) -> int:
        """The widest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The value there; None beyond the end of a row."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def fault(self, row: int, column: int) -> str:
        """What is wrong with a cell before anybody reads its value; empty: nothing."""
        mark = self.marks.get((row, column))
        if mark == "formula":
            return gettext("a formula that was never calculated; open the file, save it and send it again")
        return gettext("a formula shows an error instead of a value") if mark == "error" else ""


def as_text(value: Cell) -> str:
    """A cell as a person would type it: whole numbers without a fraction, ISO dates, single plain spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).replace("\u200b", "").replace("\ufeff", "").split())
