"""Rejected rows given back as the same file, with the reasons in a last column: to be mended there and sent again."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets.table import Cell, Table
from atut.base.kernel.sheets.writing import CSV_TYPE, XLSX_TYPE, Column, write_csv, write_xlsx

REASON_HEADINGS = frozenset({"powod odrzucenia", "reason of rejection"})
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "–": "-", "…": "..."})
Rejected = tuple[Sequence[Cell], Sequence[str]]  # the cells of a row, and why it was rejected


@dataclass(frozen=True)
class Returned:
    """A file that goes back."""

    content: bytes = field(repr=False)
    name: str
    media_type: str


def give_back(table: Table, rows: Iterable[Rejected], *, above: tuple[int, bool], titles: Sequence[str], name: str) -> Returned:
    """Format, encoding, separator, widths and the rows `above` as they came: how many, and whether the last one has headings.

    A file that came back once has its column of reasons already: it is written anew, not beside.
    """
    place = next((number for number, title in enumerate(titles) if fold(title) in REASON_HEADINGS), None)
    width = table.width if place is None else place
    count, has_headings = above
    heads: list[list[Cell]] = [[*_wide(row, width), ""] for row in table.rows[:count]]
    if has_headings:
        heads[-1][-1] = _("Reason of rejection")
    whole = [*heads, *([*_wide(cells, width), "; ".join(one.rstrip(".") for one in reasons)] for cells, reasons in rows)]
    return _written(table, whole, width, name)


def _written(table: Table, rows: list[list[Cell]], width: int, name: str) -> Returned:
    stem, _dot, suffix = name.rpartition(".")
    kind = "xlsx" if table.format == "xlsx" else "csv"
    new_name = f"{stem or suffix}-{_('rejected')}.{kind}"
    if kind == "xlsx":
        columns = [Column("", 22, is_hidden=number in table.hidden_columns) for number in range(width)]
        content = write_xlsx([*columns, Column("", 60)], rows, sheet=table.sheet or "Lista", above=0)
        return Returned(content, new_name, XLSX_TYPE)
    encoding = {"utf-8": "utf-8-sig"}.get(table.encoding, table.encoding)
    if encoding != "utf-8-sig":
        rows = [[*row[:-1], str(row[-1]).translate(_PLAIN)] for row in rows]
    content = write_csv(None, rows, separator=table.separator, encoding=encoding)
    return Returned(content, new_name, CSV_TYPE.replace("utf-8", encoding))


def _wide(cells: Sequence[Cell], width: int) -> list[Cell]:
    return list(itertools.islice(itertools.chain(cells, itertools.repeat("")), width))
