"""The workbook of a call as it comes back: other shapes, other languages, other calls; each trouble has its sentence."""

from datetime import datetime, time

import pytest
from django.utils import translation

from atut.base.kernel.sheets import TableRefused, cells, read_table, write_xlsx
from atut.base.kernel.sheets.table import TooLong
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment import imports
from atut.work.recruitment.queries import importing as queries
from atut.work.recruitment.rules.importing import HeadingsMissing, NothingToTakeIn, TemplateOfOther, TooManyRows
from atut.work.recruitment.rules.regulation import Access, Post, Regulation
from atut.work.recruitment.tests.factories import a_call
from atut.work.recruitment.tests.factories_importing import a_row, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office, at):
    a_partner(project, office)
    return a_call(project, at=at)


def found(call, content, name="papiery.xlsx"):
    return imports.find(content, name, queries.form_of(call, None))


def rows_of(call, content, at):
    return imports.checked_rows(found(call, content), today=at.date())


def test_the_template_asks_what_the_call_asks_and_no_more(project, office, at):
    import io

    import openpyxl

    a_partner(project, office)
    access = Access(posts=(Post.OFFICIAL.value,), superior_consent=True)
    call = a_call(project, at=at, regulation=Regulation(access=access, pairs=True))
    book = openpyxl.load_workbook(io.BytesIO(imports.template(queries.form_of(call, None))))
    page, about, lists = book.worksheets
    titles = [cell.value for cell in page[2]]
    assert "Jakie stanowisko zajmujesz?" in titles or any("stanowisk" in str(title) for title in titles)
    assert "E-mail przełożonego" in " ".join(map(str, titles)) or any("przełożon" in str(title) for title in titles)
    assert lists.sheet_state == "hidden"
    assert call.key in page["A1"].value
    assert page.column_dimensions["A"].width > 0
    pesel = titles.index("Numer PESEL")
    assert page.cell(3, pesel + 1).number_format == "General" or page.cell(3, pesel + 1).number_format == "@"
    assert len(page.data_validations.dataValidation) >= 4
    assert about.max_row == len(titles) + 1


def test_dates_hours_and_numbers_are_read_as_people_type_them(call, at):
    day = at.date()
    typed = [
        {"received_on": datetime.combine(day, time()), "received_hour": time(9, 30)},
        {"received_on": f"{day:%d.%m.%Y} r.", "received_hour": "9.30"},
        {"received_on": day.isoformat(), "received_hour": 0.3958333333},
    ]
    rows = rows_of(call, filled_in(call, *(a_row(call, at, **one, pesel=2220900104) for one in typed)), at)
    assert [row.reasons for row in rows] == [[], [], []]
    assert {row.received_at for row in rows} == {rows[0].received_at}
    assert {row.said["pesel"] for row in rows} == {"02220900104"}


@pytest.mark.parametrize("typed", ["25:00", "dziewiąta", "9:75"])
def test_an_hour_that_cannot_be_read_is_refused(typed):
    with pytest.raises(cells.HourUnreadable):
        cells.read_hour(typed)


def test_formulas_and_merged_cells_are_told(call, at):
    def spoil(page):
        page.cell(3, 1).value = "=A99"
        page.merge_cells("C4:C5")

    rows = rows_of(call, filled_in(call, *(a_row(call, at) for _unused in range(3)), change=spoil), at)
    assert "formuła" in rows[0].reasons[0]
    assert "scalone" in rows[1].reasons[0]
    assert "scalone" in rows[2].reasons[0]


def test_a_template_filled_in_in_another_language_is_read(call, at):
    with translation.override("en"):
        content = filled_in(call, a_row(call, at, rules="Yes", true_data="yes", answer_residents="No"))
    assert [row.reasons for row in rows_of(call, content, at)] == [[]]


def test_rows_on_another_sheet_and_below_title_rows_are_found(call, at):
    table = read_table(filled_in(call, a_row(call, at)))
    import io

    import xlsxwriter

    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as book:
        book.add_worksheet("Notatki").write(0, 0, "do uzupełnienia")
        page = book.add_worksheet("Spis")
        page.write(0, 0, "Urząd Gminy")
        for line, row in enumerate(table.rows, start=3):
            page.write_row(line, 0, ["" if value is None else value for value in row])
        page.write(4, len(table.rows[1]), "Uwagi")
    one = found(call, place.getvalue())
    assert (one.table.sheet, one.headings, len(one.lines), one.unread) == ("Spis", 4, 1, ["Uwagi"])


def test_the_template_of_another_call_is_refused_by_its_name(project, call, at):
    other = a_call(project, at=at)
    with pytest.raises(TemplateOfOther) as refused:
        found(call, filled_in(other, a_row(other, at)))
    assert str(other) in str(refused.value)


def test_what_is_no_template_is_refused_with_what_is_missing(call, at):
    with pytest.raises(HeadingsMissing) as refused:
        found(call, write_xlsx([], [["Imię", "Nazwisko"], ["Anna", "Nowak"]], above=0))
    assert "Numer PESEL" in str(refused.value)
    with pytest.raises(NothingToTakeIn):
        found(call, filled_in(call))


def test_too_many_rows_are_refused_at_once(call, at, monkeypatch):
    from atut.work.recruitment.imports import reading

    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows):
        found(call, filled_in(call, *(a_row(call, at) for _unused in range(3))))
    with pytest.raises(TooLong):
        found(call, write_xlsx([], [["x"]] * 20_001, above=0))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 no workbook"])
def test_what_is_no_table_is_refused_with_a_sentence(call, content):
    with pytest.raises(TableRefused):
        found(call, content)
