"""CSV text to rows: which separator, closed quotes or not. No line is lost."""

import csv
import io
from collections import Counter

from atut.base.kernel.sheets.table import MOST_COLUMNS, MOST_ROWS, TooLong

SEPARATORS = {";": ";", ",": ",", "\t": "tab"}
_MOST_LINES_IN_A_CELL = 10
_GUARDED = ("'=", "'+", "'-", "'@", "'\t")


def rows_of(text: str, separator: str = "") -> tuple[list[list[str]], str, bool]:
    """Rows, the separator, and whether quote marks were understood as such.

    A quote mark that is opened and never closed would swallow the rest of the list: such a file is read
    line by line, quote marks as plain signs.
    """
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        separator, text = separator or first[4], text.split("\n", 1)[1] if "\n" in text else ""
    chosen = separator or likeliest(text)
    try:
        rows, is_quoted = _parsed(text, chosen, strict=True), True
    except csv.Error:
        rows, is_quoted = _leniently(text, chosen)
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise TooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
    return [[_unguarded(cell) for cell in row] for row in rows], chosen, is_quoted


def _leniently(text: str, separator: str) -> tuple[list[list[str]], bool]:
    try:
        rows = _parsed(text, separator, strict=False)
    except csv.Error:
        return _line_by_line(text, separator), False
    if any(cell.count("\n") > _MOST_LINES_IN_A_CELL for row in rows for cell in row):
        return _line_by_line(text, separator), False
    ends_open = _is_open_at_the_end(text, separator)
    return (_line_by_line(text, separator), False) if ends_open else (rows, True)


def _parsed(text: str, separator: str, *, strict: bool) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))


def _is_open_at_the_end(text: str, separator: str) -> bool:
    """Does a quoted cell reach the end of the file? Then one more line of text would become part of it."""
    longer = _parsed(text.rstrip("\r\n") + "\nx", separator, strict=False)
    return bool(longer) and longer[-1] != ["x"]


def _line_by_line(text: str, separator: str) -> list[list[str]]:
    return [line.split(separator) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def likeliest(text: str) -> str:
    """The separator that parts most lines into the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def weight(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines if separator in line)
        if not counts:
            return (0, 0)
        cells, agreeing = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        return (agreeing * min(cells, 3) + sum(counts.values()), cells)

    return max(SEPARATORS, key=weight)


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that our own CSV files put before signs a spreadsheet would calculate."""
    return cell[1:] if cell.startswith(_GUARDED) else cell
