"""Tables in files: what is read, what is refused with which sentence, what is written."""

import codecs
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.base.kernel.sheets import Column, as_text, read_table, table, write_csv, write_xlsx

WORDS = "Nazwisko;Imię;Stanowisko\nŻółkiewska;Świętosława;źródłowa inspektorka\nŁąk;Józef;skarbnik\n"


def book(*rows, columns=()):
    return write_xlsx([Column(title) for title in columns], rows, above=bool(columns))


def packed(parts, method=zipfile.ZIP_DEFLATED):
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return place.getvalue()


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8"),
        (WORDS.encode("cp1250"), "cp1250"),
        (WORDS.encode("iso8859-2"), "iso8859-2"),
        (WORDS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-16-le"), "utf-16"),
        (WORDS.encode("utf-16-be"), "utf-16"),
        (b"Name;Post\nAnna;clerk\n", "utf-8"),
    ],
)
def test_the_encoding_is_told_by_the_polish_letters(content, encoding):
    read = read_table(content)
    assert read.encoding == encoding
    assert read.separator == ";"
    if "Name" not in str(read.rows[0][0]):
        assert read.rows[1] == ["Żółkiewska", "Świętosława", "źródłowa inspektorka"]
        assert "Żółkiewska" in read.sample


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_that_parts_the_lines_alike(separator):
    content = WORDS.replace(";", separator).encode()
    assert read_table(content).separator == separator
    assert read_table(b"sep=|\na|b\n").rows == [["a", "b"]]


def test_a_chosen_encoding_that_would_lose_letters_is_refused():
    with pytest.raises(table.CannotDecode, match="UTF-8"):
        read_table(WORDS.encode("cp1250"), encoding="utf-8")
    with pytest.raises(table.CannotDecode):
        read_table(WORDS.encode("utf-16-le"), encoding="iso8859-2")


def test_an_open_quote_mark_swallows_no_row():
    lines = [f"Nowak{n};Anna" for n in range(30)]
    lines[3] = '"Nowak3;Anna'
    read = read_table("\r\n".join(lines).encode())
    assert len(read.rows) == 30
    assert not read.is_quoted
    closed = read_table('Nowak;"Anna ""Hanka"";\nMaria"\nŁąk;Jan\n'.encode())
    assert closed.rows[0] == ["Nowak", 'Anna "Hanka";\nMaria']
    lenient = read_table('"Nowak" Anna;kadry\nŁąk;Jan\n'.encode())
    assert lenient.rows == [["Nowak Anna", "kadry"], ["Łąk", "Jan"]]


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "a.csv", table.EmptyFile),
        (b"  \r\n", "a.csv", table.EmptyFile),
        (b";;;\n;;\n", "a.csv", table.EmptyFile),
        (b"x" * (50 * 2**20), "a.csv", table.TooBig),
        (b"%PDF-1.7", "a.csv", table.NotATable),
        (b"\x89PNG\r\n", "lista.xlsx", table.NotATable),
        (b"<html><table>", "lista.xls", table.NotATable),
        (b"<?xml version='1.0'?><Workbook/>", "lista.xls", table.NotATable),
        (b"\x00\x01\x02\x03" * 50, "a.csv", table.TableRefused),
        (b"PK\x03\x04 not a zip", "a.xlsx", table.Broken),
        (b"a;b", "a.xlsm", table.HasMacros),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", table.HasPassword),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "a.xls", table.OldWorkbook),
        (packed({"a.txt": "x"}), "a.xlsx", table.NotATable),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", table.OldWorkbook),
        (packed({"xl/workbook.bin": "x"}), "a.xlsb", table.OldWorkbook),
        (packed({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "a.xlsx", table.HasMacros),
        (packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": b"\x00" * (30 * 2**20)}), "a.xlsx", table.Unpacks),
        (packed({f"{n}.xml": "" for n in range(2100)}), "a.xlsx", table.Unpacks),
        (b";".join(b"" for _ in range(300)) + b"x", "a.csv", table.TooLong),
        (book(), "a.xlsx", table.EmptyFile),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, name, refusal):
    with pytest.raises(refusal) as refused:
        read_table(content, name=name)
    assert len(str(refused.value)) > 40


def test_a_damaged_workbook_is_refused():
    content = bytearray(book(["Nowak", "Anna"]))
    with pytest.raises(table.Broken):
        read_table(bytes(content[: len(content) // 2]))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    for place in range(start, start + 60):
        content[place] ^= 0xFF
    with pytest.raises(table.Broken):
        read_table(bytes(content))
    with pytest.raises(table.Broken):
        read_table(packed(unpacked(book(["x"])) | {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}))


def test_entities_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    with pytest.raises(table.Broken):
        read_table(packed(unpacked(book(["x"])) | {"xl/worksheets/sheet1.xml": bomb}))


def test_a_cell_in_the_far_corner_does_not_fill_the_memory():
    sheet = unpacked(book(["x"]))["xl/worksheets/sheet1.xml"].replace(b'r="A1"', b'r="XFD1048576"')
    with pytest.raises(table.TooLong):
        read_table(packed(unpacked(book(["x"])) | {"xl/worksheets/sheet1.xml": sheet}))


def test_values_come_typed_and_formulas_as_they_were_saved():
    import xlsxwriter

    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as workbook:
        empty = workbook.add_worksheet("Pusty")
        empty.hide()
        page = workbook.add_worksheet("Kadry")
        page.activate()
        page.merge_range(0, 0, 0, 2, "Wykaz pracowników")
        page.write_row(1, 0, ["Nowak", 2291500108, True])
        page.write_formula(2, 0, '="No"&"wak"', None, "Nowak")
        page.write_formula(2, 1, "=1+1", None, "")
        page.write_formula(2, 2, "=NA()", None, "#N/A")
        page.write_datetime(3, 0, date(2020, 1, 2), workbook.add_format({"num_format": "dd.mm.yyyy"}))
        page.set_column(1, 1, None, None, {"hidden": True})
        page.set_row(3, None, None, {"hidden": True})
        workbook.add_worksheet("Inny").write(0, 0, "x")
    read = read_table(place.getvalue())
    assert (read.sheet, read.sheets) == ("Kadry", ("Kadry", "Inny"))
    assert read.hidden_columns == {1}
    assert read.hidden_rows == {3}
    assert read.marks == {(2, 1): "formula", (2, 2): "error"}
    assert read.merged[0, 2] == (0, 0)
    assert as_text(read.rows[1][1]) == "2291500108"
    assert read.rows[2][0] == "Nowak"
    assert as_text(read.rows[3][0]) == "2020-01-02"
    assert read_table(place.getvalue(), sheet="Inny").rows == [["x"]]
    with pytest.raises(table.NoSuchSheet):
        read_table(place.getvalue(), sheet="Nie ma")


def test_cells_as_a_person_would_type_them():
    assert as_text("  Anna\u00a0 Nowak\u200b ") == "Anna Nowak"
    assert [as_text(v) for v in (None, True, False, 3.0, 2.5)] == ["", "1", "0", "3", "2.5"]
    assert as_text(datetime.fromisoformat("2026-01-02T08:30")) == "2026-01-02 08:30"
    assert as_text(date(2026, 1, 2)) == "2026-01-02"


def test_a_workbook_keeps_identifiers_as_text_and_calculates_nothing(at):
    rows = [["00222900108", 7, Decimal("2.5"), date(2026, 1, 2), at, "=1+1", True, None]]
    content = write_xlsx([Column(str(n)) for n in range(8)], rows)
    read = read_table(content).rows[1]
    assert read[:4] == ["00222900108", 7.0, 2.5, date(2026, 1, 2)]
    assert read[4].replace(tzinfo=None) == at.replace(tzinfo=None)
    assert read[5:] == ["=1+1", True, ""]
    assert b"<f>" not in unpacked(content)["xl/worksheets/sheet1.xml"]
    place = io.BytesIO()
    assert write_xlsx([Column("a", is_hidden=True)], [], to=place) == b""
    assert read_table(place.getvalue()).hidden_columns == {0}


def test_csv_opens_in_a_polish_office(at):
    rows = [["=cmd|x", "+48 600", 1.5, Decimal("2.50"), date(2026, 1, 2), at, -3, True, None]]
    text = write_csv([Column("Żółw")], rows).decode()
    assert text.startswith("\ufeffŻółw\r\n")
    assert text.splitlines()[1].startswith("'=cmd|x;'+48 600;1,5;2,50;2026-01-02;2")
    assert text.splitlines()[1].endswith(";-3;1;")
    assert read_table(text.encode()).rows[1][:2] == ["=cmd|x", "+48 600"]


_cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)


@given(st.lists(st.lists(_cells, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from([";", ",", "\t"]))
def test_what_was_written_is_read_again(rows, separator):
    guarded = [["x" + cell for cell in row] for row in rows]
    read = read_table(write_csv(None, guarded, separator=separator), separator=separator, encoding="utf-8")
    assert read.rows == guarded
