"""Tables in files: XLSX and CSV, read and written the same way by every room."""

from atut.base.kernel.sheets.decoding import ENCODINGS
from atut.base.kernel.sheets.reading import read_table
from atut.base.kernel.sheets.returning import REASON_HEADINGS, Returned, give_back
from atut.base.kernel.sheets.separated import SEPARATORS
from atut.base.kernel.sheets.table import Cell, Table, TableRefused, as_text
from atut.base.kernel.sheets.templates import HEADINGS, Asked, Shape, write_template
from atut.base.kernel.sheets.writing import CSV_TYPE, XLSX_TYPE, Column, csv_liner, write_csv, write_xlsx

__all__ = [
    "CSV_TYPE",
    "ENCODINGS",
    "HEADINGS",
    "REASON_HEADINGS",
    "SEPARATORS",
    "XLSX_TYPE",
    "Asked",
    "Cell",
    "Column",
    "Returned",
    "Shape",
    "Table",
    "TableRefused",
    "as_text",
    "csv_liner",
    "give_back",
    "read_table",
    "write_csv",
    "write_template",
    "write_xlsx",
]
