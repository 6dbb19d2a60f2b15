"""A workbook to be filled in: headings, lists of allowed values, and a sheet that explains every column.

Numbers such as a PESEL or a post code stand in columns of text, so that a spreadsheet takes no zero from their start.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

HEADINGS = 1  # the row of headings, below the line that says what the workbook is for


class Shape(StrEnum):
    """How a column is formatted; what is typed otherwise is read all the same."""

    TEXT = "@"
    DAY = "yyyy-mm-dd"
    HOUR = "hh:mm"


@dataclass(frozen=True)
class Asked:
    """One column: its code for the program; heading, help and allowed values for a person, in the language now active."""

    code: str
    title: str
    help: str = ""
    shape: Shape = Shape.TEXT
    options: tuple[tuple[str, str], ...] = ()  # code and what stands in the list
    is_needed: bool = False


def write_template(columns: Sequence[Asked], *, mark: str, sheet: str, rows: int) -> bytes:
    """The workbook. `mark` stands above the headings and says what the workbook is for; `rows` have lists and formats."""
    import xlsxwriter  # heavy, loaded when a workbook is made

    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as book:
        page, about, lists = (book.add_worksheet(name[:31]) for name in (sheet, _("How to fill in"), _("Lists")))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        page.write_string(0, 0, mark, book.add_format({"bold": True}))
        for number, column in enumerate(columns):
            page.set_column(number, number, max(14, min(len(column.title) + 2, 36)), book.add_format({"num_format": column.shape}))
            page.write_string(HEADINGS, number, column.title, head)
            if column.options:
                _allow(page, lists, number, column, rows)
        page.freeze_panes(HEADINGS + 1, 0)
        lists.hide()
        _explain(about, columns, head, book.add_format({"text_wrap": True, "valign": "top"}))
    return place.getvalue()


def _allow(page: Any, lists: Any, number: int, column: Asked, rows: int) -> None:
    """A list of allowed values to choose from, whatever its length: it stands on a sheet of its own."""
    from xlsxwriter.utility import xl_col_to_name

    lists.write_string(0, number, column.title)
    for line, (_code, label) in enumerate(column.options, start=1):
        lists.write_string(line, number, label)
    name = xl_col_to_name(number)
    source = f"='{lists.get_name()}'!${name}$2:${name}${len(column.options) + 1}"
    words = {"error_title": column.title[:32], "error_message": _("Choose one of the list."), "error_type": "stop"}
    page.data_validation(HEADINGS + 1, number, HEADINGS + rows, number, {"validate": "list", "source": source, **words})


def _explain(about: Any, columns: Sequence[Asked], head: Any, wrapped: Any) -> None:
    """Column by column: must it be filled in, what to type, what may be chosen."""
    for number, width in enumerate((36, 14, 70, 60)):
        about.set_column(number, number, width, wrapped)
    for number, title in enumerate((_("Column"), _("Needed"), _("What to type"), _("Allowed values"))):
        about.write_string(0, number, title, head)
    for line, column in enumerate(columns, start=1):
        allowed = "; ".join(label for _code, label in column.options)
        texts = (column.title, _("yes") if column.is_needed else "", column.help, allowed)
        for number, text in enumerate(texts):
            about.write_string(line, number, text[:32_000])
    about.freeze_panes(1, 0)
