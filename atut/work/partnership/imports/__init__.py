"""Staff lists as HR clerks keep them: read into checked rows, compared with what is known. Nothing is saved here."""

from atut.work.partnership.imports.checking import NamesMissing, plan
from atut.work.partnership.imports.headings import Field, Reading, column_titles, detect, read
from atut.work.partnership.imports.planning import Plan, PlannedRow
from atut.work.partnership.imports.returning import rejected_file

__all__ = ["Field", "NamesMissing", "Plan", "PlannedRow", "Reading", "column_titles", "detect", "plan", "read", "rejected_file"]
