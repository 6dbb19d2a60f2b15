"""Applications brought on paper, typed into one workbook: its template, reading it, checking each row. Nothing is saved here."""

from atut.work.recruitment.imports.checking import PaperRow, checked_rows
from atut.work.recruitment.imports.columns import template
from atut.work.recruitment.imports.reading import Found, find

__all__ = ["Found", "PaperRow", "checked_rows", "find", "template"]
