"""Which row holds the headings and which column is what: Polish synonyms, two-row merged headings, hidden columns."""

import contextlib
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.polish import fold
from atut.base.kernel.sheets import REASON_HEADINGS, SEPARATORS, Table, TableRefused, as_text, read_table


class Field(TextChoices):
    """What a column of a staff list holds."""

    NAME_LAST_FIRST = "name_last_first", _("Surname and first name")
    NAME_FIRST_LAST = "name_first_last", _("First name and surname")
    LAST_NAME = "last_name", _("Surname")
    FIRST_NAME = "first_name", _("First name")
    POST = "post", _("Post")
    UNIT = "unit", _("Unit")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    SINCE = "since", _("Employed since")
    PESEL = "pesel", _("PESEL")
    BIRTH_DATE = "birth_date", _("Date of birth")


F = Field
#: Folded headings, exact. The order of words in a name column says which comes first.
SYNONYMS: dict[Field, tuple[str, ...]] = {
    F.NAME_LAST_FIRST: (
        "nazwisko i imie", "nazwisko imie", "nazwisko i imiona", "nazwisko imiona", "pracownik", "osoba", "surname and first name",
    ),
    F.NAME_FIRST_LAST: ("imie i nazwisko", "imie nazwisko", "imiona i nazwisko", "name", "full name", "first name and surname"),
    F.LAST_NAME: ("nazwisko", "surname", "last name", "nazwisko pracownika"),
    F.FIRST_NAME: ("imie", "imiona", "pierwsze imie", "imie pierwsze", "imie pracownika", "first name"),
    F.POST: ("stanowisko", "stanowisko pracy", "stanowisko sluzbowe", "nazwa stanowiska", "funkcja", "post", "position"),
    F.UNIT: (
        "komorka organizacyjna", "komorka", "nazwa komorki", "referat", "wydzial", "dzial", "jednostka", "jednostka organizacyjna",
        "oddzial", "biuro", "unit", "department",
    ),
    F.EMAIL: ("e mail", "email", "mail", "adres e mail", "adres email", "poczta", "poczta elektroniczna", "e mail sluzbowy"),
    F.PHONE: (
        "telefon", "tel", "nr tel", "nr telefonu", "numer telefonu", "telefon sluzbowy", "telefon komorkowy", "tel kom", "kontakt",
        "phone", "telephone",
    ),
    F.SINCE: (
        "data zatrudnienia", "zatrudniony od", "zatrudniona od", "zatrudniony a od", "od", "od kiedy", "pracuje od",
        "data rozpoczecia pracy", "employed since",
    ),
    F.PESEL: ("pesel", "nr pesel", "numer pesel", "pesel pracownika"),
    F.BIRTH_DATE: ("data urodzenia", "data ur", "urodzony", "urodzona", "ur", "date of birth"),
}  # fmt: skip
_KNOWN = {words: kind for kind, all_words in SYNONYMS.items() for words in all_words}
_INSIDE = sorted((w for w in _KNOWN if len(w) > 4 and w not in {"osoba", "biuro", "poczta", "kontakt"}), key=len, reverse=True)
_ROWS_LOOKED_AT = 40


@dataclass(frozen=True)
class Reading:
    """How a file is read: detected, then changed by the clerk. No personal data in it."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1
    mapping: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For the table of imports."""
        return asdict(self)

    @property
    def first_data_row(self) -> int:
        """The row under the headings."""
        return self.header_row + self.header_rows

    def column(self, kind: Field) -> int | None:
        """Where a kind of data stands; None where the list has none."""
        return self.mapping.get(kind.value)


def read(content: bytes, name: str, reading: Reading | None = None) -> Table:
    """The table, read as chosen; without a choice, parted by the separator that gives the most headings we know."""
    if reading is not None:
        return read_table(content, name=name, encoding=reading.encoding, separator=reading.separator, sheet=reading.sheet)
    likeliest = read_table(content, name=name)
    if likeliest.format != "csv":
        return likeliest
    tables = [likeliest]
    for separator in SEPARATORS:
        with contextlib.suppress(TableRefused):  # parted there, the file is no table: that is not the separator
            tables.append(read_table(content, name=name, encoding=likeliest.encoding, separator=separator))
    return max(tables, key=lambda table: len(detect(table).mapping))


def detect(table: Table) -> Reading:
    """The likeliest headings and mapping. Hidden columns are left out unless names stand nowhere else."""
    best, header_row, header_rows = 0, 0, 0
    for row in range(min(len(table.rows), _ROWS_LOOKED_AT)):
        for height in (1, 2):
            if height == 2 and not _is_second_heading(table, row + 1):
                continue
            score = len(mapping_of(table, row, height))
            if score > best and (score > 1 or _is_lone_heading(table, row)):
                best, header_row, header_rows = score, row, height
    mapping = mapping_of(table, header_row, header_rows)
    return Reading(table.encoding, table.separator, table.sheet, header_row, header_rows, mapping)


def _is_lone_heading(table: Table, row: int) -> bool:
    """A list of names alone has one heading; a title row that speaks of "pracownik" is longer than that."""
    texts = [fold(as_text(cell)) for cell in table.rows[row] if as_text(cell)]
    return len(texts) == 1 and texts[0] in _KNOWN


def _is_second_heading(table: Table, row: int) -> bool:
    """Under the first row of headings: words, no numbers, none of them a person."""
    if row >= len(table.rows):
        return False
    texts = [as_text(cell) for cell in table.rows[row]]
    filled = [text for text in texts if text]
    return bool(filled) and any(_kind(text) for text in filled) and not any(re.search(r"\d|@", text) for text in filled)


def column_titles(table: Table, header_row: int, header_rows: int) -> list[str]:
    """The heading of each column; of two rows the upper one first ("Kontakt: telefon"), merged cells spread out."""
    titles = []
    for column in range(table.width):
        parts: list[str] = []
        for row in range(header_row, header_row + header_rows):
            text = _heading(table, row, column, is_upper=header_rows == 2 and row == header_row)
            if text and text not in parts:
                parts.append(text)
        titles.append(": ".join(parts))
    return titles


def _heading(table: Table, row: int, column: int, *, is_upper: bool) -> str:
    top = table.merged.get((row, column), (row, column))
    text = as_text(table.cell(*top))
    if text or not is_upper or table.merged:
        return text
    # CSV has no merged cells: an empty heading over a filled one belongs to the left
    below = as_text(table.cell(row + 1, column))
    while below and not text and column > 0:
        column -= 1
        text = as_text(table.cell(row, column))
    return text


def mapping_of(table: Table, header_row: int, header_rows: int) -> dict[str, int]:
    """Field -> column. A column is named by its lower heading first, then by both; the first of two alike wins."""
    found: dict[str, int] = {}
    spare: dict[str, int] = {}
    for column, title in enumerate(column_titles(table, header_row, header_rows)):
        kind = _kind(title.rpartition(": ")[2]) or _kind(title)
        if kind is Field.UNIT and fold(title) in {"komorka", "nr komorki"} and _holds_phones(table, header_row, column):
            kind = Field.PHONE
        if kind:
            (spare if column in table.hidden_columns else found).setdefault(kind.value, column)
    names = {Field.NAME_LAST_FIRST, Field.NAME_FIRST_LAST, Field.LAST_NAME, Field.FIRST_NAME}
    if not names & found.keys():
        found = {kind: column for kind, column in spare.items() if kind in names} | found
    if {Field.LAST_NAME, Field.FIRST_NAME} <= found.keys():
        found = {kind: column for kind, column in found.items() if kind not in {Field.NAME_LAST_FIRST, Field.NAME_FIRST_LAST}}
    return found


def _kind(title: str) -> Field | None:
    words = fold(title)
    if not words or words in REASON_HEADINGS or len(words) > 60:
        return None
    if words in _KNOWN:
        return _KNOWN[words]
    return next((_KNOWN[known] for known in _INSIDE if f" {known} " in f" {words} "), None)


def _holds_phones(table: Table, header_row: int, column: int) -> bool:
    below = range(header_row + 1, min(len(table.rows), header_row + 20))
    values = [text for text in (as_text(table.cell(row, column)) for row in below) if text]
    return bool(values) and sum(len(re.sub(r"\D", "", v)) >= 7 for v in values) * 2 > len(values)
