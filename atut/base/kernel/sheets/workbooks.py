"""XLSX to rows. What it is and how much it unpacks to is looked at before anything is opened."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from atut.base.kernel.sheets.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Broken,
    Cell,
    EmptyFile,
    HasMacros,
    HasPassword,
    NoSuchSheet,
    NotATable,
    OldWorkbook,
    Table,
    TooLong,
    Unpacks,
)

_MOST_BYTES = 150 * 2**20
_MOST_PARTS = 2_000
_MOST_RATIO = 200
_SMALL = 2**20  # a small part may be packed as well as it likes


def refuse_old_workbooks(content: bytes) -> None:
    """Compound files: Excel up to 2003, and every workbook with a password."""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise HasPassword
        raise OldWorkbook(kind=".xls")


def read_workbook(content: bytes, sheet: str = "") -> Table:
    """The chosen sheet, else the first visible one with anything in it."""
    with _opened(content) as package:
        paths = _sheet_paths(package)
        visible = [name for name, (_path, hidden) in paths.items() if not hidden] or list(paths)
        if sheet and sheet not in paths:
            raise NoSuchSheet(sheet=sheet)
        for name in [sheet] if sheet else visible:
            notes = _notes(package, paths[name][0])
            if notes.cells:
                return _table(content, name, tuple(visible), notes)
    raise EmptyFile


def _opened(content: bytes) -> zipfile.ZipFile:
    """The package, after the checks that need no unpacking."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as wrong:
        raise Broken from wrong
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise Unpacks
    if any(p.file_size > _SMALL and p.file_size > _MOST_RATIO * max(p.compress_size, 1) for p in parts):
        raise Unpacks
    if any(part.flag_bits & 1 for part in parts):
        raise HasPassword
    _refuse_other_packages(package, {part.filename for part in parts})
    return package


def _refuse_other_packages(package: zipfile.ZipFile, names: set[str]) -> None:
    """Workbooks with macros, workbooks of other programs, and archives that are none."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise HasMacros
    if "xl/workbook.bin" in names:
        raise OldWorkbook(kind=".xlsb")
    if "mimetype" in names and b"opendocument" in _unpacked(package, "mimetype"):
        raise OldWorkbook(kind=".ods")
    if "xl/workbook.xml" not in names:
        raise NotATable(kind="ZIP")


def _unpacked(package: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more than the directory of the package promised."""
    try:
        with package.open(name) as part:
            content = part.read(_MOST_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as wrong:
        raise Broken from wrong
    except Exception as wrong:  # zlib.error has no common base
        if type(wrong).__name__ != "error":
            raise
        raise Broken from wrong
    if len(content) > _MOST_BYTES:
        raise Unpacks
    return content


def walk_xml(content: bytes, start: object, *, end: object = None, text: object = None) -> None:
    """Read XML by expat, refusing every DTD: entities are how a small file becomes a huge one."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_unused: object) -> None:
        raise Broken

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start  # type: ignore[assignment]  # the handlers are typed as None in the stubs
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    try:
        parser.Parse(content, True)
    except expat.ExpatError as wrong:
        raise Broken from wrong


def _sheet_paths(package: zipfile.ZipFile) -> dict[str, tuple[str, bool]]:
    """Per sheet: its part of the package, and whether it is hidden."""
    sheets: dict[str, tuple[str, bool]] = {}
    targets: dict[str, str] = {}

    def of_sheet(name: str, values: dict[str, str]) -> None:
        if name.endswith(" sheet"):
            link = next((v for k, v in values.items() if k.endswith(" id")), "")
            sheets[values.get("name", "")] = (link, values.get("state", "visible") != "visible")

    def of_link(name: str, values: dict[str, str]) -> None:
        if name.endswith(" Relationship") and values.get("Type", "").endswith("/worksheet"):
            target = values.get("Target", "")
            targets[values.get("Id", "")] = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)

    walk_xml(_unpacked(package, "xl/workbook.xml"), of_sheet)
    walk_xml(_unpacked(package, "xl/_rels/workbook.xml.rels"), of_link)
    return {name: (targets[link], hidden) for name, (link, hidden) in sheets.items() if link in targets}


@dataclass
class _Notes:
    """What the XML of a sheet says beside the values."""

    cells: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


class _SheetReader:
    """Follows the elements of one sheet and fills the notes."""

    def __init__(self) -> None:
        self.notes = _Notes()
        self.at = (0, 0)
        self.row = self.column = -1
        self.has_formula = self.has_value = self.is_error = self.in_value = False

    def start(self, name: str, values: dict[str, str]) -> None:
        handler = getattr(self, f"_on_{name.rpartition(' ')[2]}", None)
        if handler:
            handler(values)

    def _on_col(self, values: dict[str, str]) -> None:
        if values.get("hidden") in ("1", "true"):
            first, last = int(values["min"]), min(int(values["max"]), MOST_COLUMNS)
            self.notes.hidden_columns.update(range(first - 1, last))

    def _on_row(self, values: dict[str, str]) -> None:
        self.row = int(values["r"]) - 1 if "r" in values else self.row + 1
        self.column = -1
        if values.get("hidden") in ("1", "true"):
            self.notes.hidden_rows.add(self.row)

    def _on_c(self, values: dict[str, str]) -> None:
        self.at = _place(values["r"]) if "r" in values else (self.row, self.column + 1)
        self.column = self.at[1]
        self.has_formula = self.has_value = self.in_value = False
        self.is_error = values.get("t") == "e"

    def _on_f(self, _values: dict[str, str]) -> None:
        self.has_formula = True

    def _on_v(self, _values: dict[str, str]) -> None:
        self.in_value = True

    def _on_is(self, _values: dict[str, str]) -> None:
        self.in_value = True

    def _on_mergeCell(self, values: dict[str, str]) -> None:  # noqa: N802  # the name of the element
        first, _colon, last = values.get("ref", "").partition(":")
        if last:
            self._cover(_place(first), _place(last))

    def _cover(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        for row in range(first[0], min(last[0], first[0] + 50) + 1):
            for column in range(first[1], min(last[1], MOST_COLUMNS) + 1):
                self.notes.merged[row, column] = first

    def text(self, words: str) -> None:
        if self.in_value and words.strip():
            self.has_value = True

    def end(self, name: str) -> None:
        if name.endswith(" c"):
            self._cell()

    def _cell(self) -> None:
        if not (self.has_value or self.has_formula):
            return
        if self.at[0] >= MOST_ROWS or self.at[1] >= MOST_COLUMNS:
            raise TooLong(rows=MOST_ROWS, columns=MOST_COLUMNS)
        self.notes.cells += 1
        if self.is_error:
            self.notes.marks[self.at] = "error"
        elif self.has_formula and not self.has_value:
            self.notes.marks[self.at] = "formula"


def _place(reference: str) -> tuple[int, int]:
    """B3 -> (2, 1)."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", reference)
    if not found:
        raise Broken
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _notes(package: zipfile.ZipFile, path: str) -> _Notes:
    reader = _SheetReader()
    try:
        walk_xml(_unpacked(package, path), reader.start, end=reader.end, text=reader.text)
    except (KeyError, ValueError) as wrong:
        raise Broken from wrong
    return reader.notes


def _table(content: bytes, name: str, sheets: tuple[str, ...], notes: _Notes) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook  # a compiled reader, loaded when a workbook comes

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            found = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as wrong:
        raise Broken from wrong
    rows: list[list[Cell]] = [list(row) for row in found]
    last = max((row for row, _column in notes.marks), default=-1)
    rows += [[] for _unused in range(last + 1 - len(rows))]
    return Table(
        format="xlsx",
        rows=rows,
        sheet=name,
        sheets=sheets,
        hidden_columns=frozenset(notes.hidden_columns),
        hidden_rows=frozenset(notes.hidden_rows),
        marks=notes.marks,
        merged=notes.merged,
    )
