"""A file to a table, by what is in it, never by its name."""

from atut.base.kernel.sheets import decoding, separated, workbooks
from atut.base.kernel.sheets.table import LARGEST_FILE, EmptyFile, HasMacros, Table, TooBig, as_text


def read_table(content: bytes, *, name: str = "", encoding: str = "", separator: str = "", sheet: str = "") -> Table:
    """Read an XLSX workbook or a CSV file; `TableRefused` carries the sentence when it cannot be.

    `encoding`, `separator` and `sheet` are what a person chose; without them the likeliest is taken.
    Macros are never run and a workbook that has any is refused. Formulas give the value they had when saved.
    """
    if len(content) > LARGEST_FILE:
        raise TooBig(size=-(-len(content) // 2**20), limit=LARGEST_FILE // 2**20)
    if not content.strip():
        raise EmptyFile
    if name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise HasMacros
    workbooks.refuse_old_workbooks(content)
    if content.startswith(b"PK"):
        return workbooks.read_workbook(content, sheet)
    decoding.refuse_what_is_no_text(content)
    text, chosen = decoding.decode(content, encoding)
    rows, parted_by, is_quoted = separated.rows_of(text, separator)
    if not any(as_text(cell) for row in rows for cell in row):
        raise EmptyFile
    return Table(
        format="csv",
        rows=[list(row) for row in rows],
        encoding=chosen,
        separator=parted_by,
        sample=decoding.sample(text),
        is_quoted=is_quoted,
    )
