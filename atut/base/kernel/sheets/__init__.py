"""Tables in files: XLSX and CSV, read and written the same way by every room."""

from atut.base.kernel.sheets.decoding import ENCODINGS
from atut.base.kernel.sheets.reading import read_table
from atut.base.kernel.sheets.separated import SEPARATORS
from atut.base.kernel.sheets.table import Cell, Table, TableRefused, as_text
from atut.base.kernel.sheets.writing import CSV_TYPE, XLSX_TYPE, Column, csv_liner, write_csv, write_xlsx

__all__ = [
    "CSV_TYPE",
    "ENCODINGS",
    "SEPARATORS",
    "XLSX_TYPE",
    "Cell",
    "Column",
    "Table",
    "TableRefused",
    "as_text",
    "csv_liner",
    "read_table",
    "write_csv",
    "write_xlsx",
]
