"""Staff lists as HR clerks keep them: taken in, mended, brought again; who may."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.utils import translation

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.files.rules import BroughtClosed
from atut.base.kernel.sheets import as_text, read_table, table
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions, imports, rules
from atut.work.partnership.imports import Reading
from atut.work.partnership.models import Person
from atut.work.partnership.tests.factories import a_partner, a_person, a_pesel, bring, take_in, text_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def lead(project, office):
    a_partner(project, office)
    return an_actor("office_lead", project, office)


def clerk_workbook():
    """As it is kept: titles, headings merged over two rows, a hidden column, numbers that lost zeros, totals."""
    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as book:
        page = book.add_worksheet("Kadry")
        page.merge_range(0, 0, 0, 7, "Urząd Gminy Sabnie")
        page.write(1, 0, "Wykaz pracowników, stan na 1.10.2026 r.")
        for column, title in enumerate(["Lp.", "Nazwisko i imię", "Stanowisko", "Referat"]):
            page.merge_range(3, column, 4, column, title)
        page.merge_range(3, 4, 3, 5, "Kontakt")
        page.write_row(4, 4, ["telefon", "e-mail"])
        page.merge_range(3, 6, 4, 6, "PESEL")
        page.merge_range(3, 7, 4, 7, "Zatrudniony od")
        page.merge_range(3, 8, 4, 8, "Wynagrodzenie")
        page.set_column(8, 8, None, None, {"hidden": True})
        page.write_row(
            5, 0, [1, "NOWAK-ŻÓŁĆ Anna", "inspektor", "Finanse", 257870001, "a.nowak@sabnie.example", 222900108, "1.03.2015 r.", 1]
        )
        page.write_row(
            6, 0, [2, "mgr inż.\u00a0Łąk Józef", "skarbnik", "Finanse", "25 787 00 02", "", "81061512356", "2 marca 2015", 2]
        )
        page.write_row(8, 0, [3, "Święs", "radca prawny", "", "", "", "", "", 3])
        page.write_row(9, 0, [4, "Zając Ewa", "referent", "", "", "nie ma", "", "31.02.2020", 4])
        page.write(10, 0, 5)
        page.write_formula(10, 1, "=Nazwiska!A5", None, "")
        page.write_row(11, 0, ["Razem", "", "", "", "", "", "", "", 10])
    return place.getvalue()


def test_a_clerks_workbook_is_understood(project, office, lead, at):
    brought = bring(clerk_workbook(), project, office, lead, at, "kadry.xlsx")
    reading = Reading(**brought.reading)
    assert (reading.header_row, reading.header_rows, reading.sheet) == (3, 2, "Kadry")
    assert reading.mapping == {
        "name_last_first": 1, "post": 2, "unit": 3, "phone": 4, "email": 5, "pesel": 6, "since": 7,
    }  # fmt: skip
    _table, plan = actions.importing.planned(brought, at)
    assert (len(plan.rows), plan.count("new"), plan.count("rejected")) == (5, 2, 3)
    assert plan.set_aside == {"empty": [8], "totals": [12]}
    assert plan.pesels_dropped == 2
    done = actions.apply_staff_list(brought, actor=lead, at=at)
    assert (done.rows, done.accepted, done.rejected, done.added) == (5, 2, 3, 2)
    anna, jozef = Person.objects.order_by("name_sort")[1], Person.objects.order_by("name_sort")[0]
    assert (anna.full_name, jozef.full_name) == ("Anna Nowak-Żółć", "Józef Łąk")
    assert (anna.phone, anna.pesel, anna.identity_hash) == ("257870001", "", None)
    assert anna.employments.get().since == date(2015, 3, 1)
    assert jozef.employments.get().post == "skarbnik"
    assert Entry.objects.get(event="partnership.staff_import.applied").count == 2


def test_rejected_rows_come_back_as_the_same_file(project, office, lead, at):
    done = take_in(clerk_workbook(), project, office, lead, at, "kadry.xlsx")
    back = read_table(files.read(done.rejected_file))
    assert [row[1] for row in back.rows[5:]] == ["Święs", "Zając Ewa", ""]
    assert [row[2] for row in back.rows[3:4]] == ["Stanowisko"]
    assert as_text(back.rows[0][0]) == "Urząd Gminy Sabnie"
    assert back.hidden_columns == {8}
    assert "nie ma" in back.rows[6][9]
    assert "31.02.2020" in back.rows[6][9]
    assert done.rejected_file.name.endswith(".xlsx")


def test_a_mended_list_that_comes_back_is_taken_in(project, office, lead, at):
    rows = [["Imię", "Nazwisko", "E-mail"], ["Anna", "Łąk", "a@"], ["Jan", "Żak", "j@x.example"]]
    done = take_in(text_file(*rows, encoding="cp1250"), project, office, lead, at)
    back = files.read(done.rejected_file)
    assert back.decode("cp1250").splitlines()[0].startswith("Imię;Nazwisko;E-mail;")
    mended = back.replace(b"a@;", b"a@x.example;")
    again = take_in(mended, project, office, lead, at)
    assert (again.rows, again.added, again.rejected) == (1, 1, 0)
    twice = take_in(back, project, office, lead, at)
    assert len(files.read(twice.rejected_file).decode("cp1250").splitlines()[1].split(";")) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_importing_again_changes_nothing(project, office, lead, at, encoding, separator):
    rows = [
        ["Wykaz osób zatrudnionych w urzędzie"],
        ["Imię i nazwisko", "Stanowisko", "Komórka organizacyjna", "Adres e-mail", "Data zatrudnienia"],
        ["Świętosława Źdźbło", "inspektor", "Referat Podatków", "s.zdzblo@sabnie.example", "01.03.2015"],
        ["Anna Nowak", "referent", "Kadry", "a.nowak1@sabnie.example", ""],
        ["Anna Nowak", "referent", "Kadry", "a.nowak2@sabnie.example", ""],
    ]
    content = text_file(*rows, encoding=encoding, separator=separator)
    first = take_in(content, project, office, lead, at)
    assert (first.added, first.rejected) == (3, 0)
    events = Entry.objects.count()
    again = take_in(content, project, office, lead, at)
    assert (again.added, again.changed, again.unchanged, again.rejected) == (0, 0, 3, 0)
    assert Entry.objects.count() == events + 2, "the list was brought and taken in, nothing else"
    rows[2][1] = "starszy inspektor"
    changed = take_in(text_file(*rows), project, office, lead, at)
    assert (changed.changed, changed.unchanged) == (1, 2)
    assert Person.objects.count() == 3


def test_a_pesel_is_kept_only_by_people_who_applied(project, office, lead, at):
    applied = a_person(project, office, first_name="Anna", last_name="Dawna")
    other = a_pesel()
    rows = [["Nazwisko", "Imię", "PESEL"], ["Nowa", "Anna", applied.pesel], ["Łąk", "Jan", other], ["Żak", "Ewa", "12345678901"]]
    brought = bring(text_file(*rows), project, office, lead, at, f"lista {other}.csv")
    assert other not in brought.name
    _table, plan = actions.importing.planned(brought, at)
    assert (plan.pesels_recognised, plan.pesels_dropped, plan.count("rejected")) == (1, 1, 1)
    done = actions.apply_staff_list(brought, actor=lead, at=at)
    applied.refresh_from_db()
    assert applied.last_name == "Nowa", "recognised by the number, under the new surname"
    assert Person.objects.get(last_name="Łąk").pesel == ""
    assert done.file is None, "the list with other people's numbers is gone"
    assert other not in files.read(done.rejected_file).decode()
    assert "12345678901" in files.read(done.rejected_file).decode(), "a wrong number is there to be mended"


def test_the_stored_file_is_not_readable(project, office, lead, at):
    brought = bring(text_file(["Imię", "Nazwisko"], ["Anna", "Nowak"]), project, office, lead, at)
    with storages["private"].open(brought.file.stored_as) as stored:
        assert b"Nowak" not in stored.read()
    assert (brought.file.purpose, brought.file.retention) == ("partnership.staff_list", "import")


def test_an_office_brings_its_own_list_only(project, office, lead, coordinator, at):
    content = text_file(["Imię", "Nazwisko"], ["Anna", "Nowak"])
    elsewhere = a_partner(project, an_office("Repki")).organisation
    with pytest.raises(PermissionDenied):
        bring(content, project, elsewhere, lead, at)
    assert take_in(content, project, elsewhere, coordinator, at).added == 1
    with pytest.raises(rules.NotAPartner):
        bring(content, project, an_office("Obcy"), coordinator, at)
    with pytest.raises(PermissionDenied):
        actions.apply_staff_list(bring(content, project, elsewhere, coordinator, at), actor=lead, at=at)


def test_a_list_is_taken_in_once(project, office, lead, at):
    brought = bring(text_file(["Imię", "Nazwisko"], ["Anna", "Nowak"]), project, office, lead, at)
    actions.apply_staff_list(brought, actor=lead, at=at)
    with pytest.raises(BroughtClosed):
        actions.apply_staff_list(brought, actor=lead, at=at)
    thrown = bring(text_file(["Imię", "Nazwisko"], ["Jan", "Łąk"]), project, office, lead, at)
    gone = actions.discard_staff_list(thrown, actor=lead, at=at)
    assert gone.file is None
    with pytest.raises(BroughtClosed):
        actions.discard_staff_list(thrown, actor=lead, at=at)
    with pytest.raises(BroughtClosed):
        files.read_brought(gone)


def test_the_clerk_says_how_to_read_it(project, office, lead, at):
    brought = bring(text_file(["Łąk", "Jan"], ["Żak", "Ewa"], encoding="cp1250"), project, office, lead, at)
    with pytest.raises(imports.checking.NamesMissing, match="names"):
        actions.importing.planned(brought, at)
    reading = Reading("cp1250", ";", header_rows=0, mapping={"last_name": 0, "first_name": 1})
    brought = actions.reread_staff_list(brought, reading, actor=lead, at=at)
    assert actions.apply_staff_list(brought, actor=lead, at=at).added == 2
    wrong = bring(text_file(["Łąk", "Jan"], encoding="cp1250"), project, office, lead, at)
    with pytest.raises(table.CannotDecode):
        actions.reread_staff_list(wrong, Reading("utf-8"), actor=lead, at=at)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Anna", "Nowak", "", "2044-01-01", ""], "has not come"),
        (["Anna", "Nowak", "", "", "99320112345"], "fit"),
        (["Anna", "Nowak", "", "", "26322200005"], "PESEL"),
        (["Anna", "Nowak", "", "", "123"], "11"),
        (["Anna", "", "", "", ""], "missing"),
        (["Anna", "1234", "", "", ""], "missing"),
        (["Anna", "N" * 121, "", "", ""], "longer"),
        (["Anna", "Nowak", "a@x.example, b@x.example", "", ""], "address"),
    ],
)
def test_a_row_with_a_fault_says_which(project, office, lead, at, row, reason):
    content = text_file(["Imię", "Nazwisko", "E-mail", "Data urodzenia", "PESEL"], row, separator="\t")
    _table, plan = actions.importing.planned(bring(content, project, office, lead, at), at)
    assert [reason in " ".join(row.reasons) for row in plan.rows] == [True]


def test_duplicates_inside_the_file_are_rejected(project, office, lead, at):
    pesel = a_pesel()
    rows = [
        ["Imię", "Nazwisko", "E-mail", "PESEL"],
        ["Anna", "Nowak", "", pesel],
        ["ANNA", "nowak", "", ""],
        ["Ewa", "Żak", "", pesel],
    ]
    _table, plan = actions.importing.planned(bring(text_file(*rows), project, office, lead, at), at)
    assert [row.outcome for row in plan.rows] == ["new", "rejected", "rejected"]
    assert "row 2" in plan.rows[1].reasons[0]


def test_namesakes_are_never_guessed_between(project, office, lead, at):
    two = [["Imię", "Nazwisko", "E-mail"], ["Anna", "Nowak", "a1@x.example"], ["Anna", "Nowak", "a2@x.example"]]
    take_in(text_file(*two), project, office, lead, at)
    one = text_file(["Imię", "Nazwisko", "Stanowisko"], ["Anna", "Nowak", "referent"])
    assert take_in(one, project, office, lead, at).rejected == 1
    third = text_file(["Imię", "Nazwisko", "E-mail"], ["Anna", "Nowak", "a3@x.example"])
    assert take_in(third, project, office, lead, at).added == 1


def test_a_namesake_with_another_number_is_another_person(project, office, lead, at):
    a_person(project, office, first_name="Anna", last_name="Nowak")
    rows = text_file(["Imię", "Nazwisko", "PESEL"], ["Anna", "Nowak", a_pesel()])
    assert take_in(rows, project, office, lead, at).added == 1
    wrong = text_file(["Imię", "Nazwisko", "PESEL"], ["Jan", "Zupełnie-Inny", Person.objects.exclude(pesel="").get().pesel])
    assert take_in(wrong, project, office, lead, at).rejected == 1


def test_people_who_are_not_on_the_list_are_named_and_stay(project, office, lead, at):
    stays = a_person(project, office, pesel="")
    brought = bring(text_file(["Imię", "Nazwisko"], ["Jan", "Inny"]), project, office, lead, at)
    _table, plan = actions.importing.planned(brought, at)
    assert plan.absent == [stays.listed_name]
    actions.apply_staff_list(brought, actor=lead, at=at)
    assert stays.employments.get().until is None
