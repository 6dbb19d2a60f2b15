"""Staff lists as HR clerks keep them: names, days, numbers and headings as they are typed; no row is lost."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atut.base.accounts.tests.factories import an_actor
from atut.base.files import actions as files
from atut.base.kernel.sheets import cells, read_table
from atut.work.partnership import actions, imports
from atut.work.partnership.imports import Field, Reading
from atut.work.partnership.models import StaffImport
from atut.work.partnership.tests.factories import a_partner, bring, take_in, text_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


TODAY = date(2026, 11, 21)


@pytest.fixture
def lead(project, office):
    a_partner(project, office)
    return an_actor("office_lead", project, office)


@pytest.mark.parametrize(
    ("text", "surname_first", "name"),
    [
        ("Nowak Anna", True, ("Anna", "Nowak")),
        ("dr hab. Anna Maria Nowak", False, ("Anna Maria", "Nowak")),
        ("NOWAK - ŻÓŁĆ ANNA", True, ("Anna", "Nowak-Żółć")),
        ("Nowak, Anna", False, ("Anna", "Nowak")),
        ("Pani Ewa Łąk, mgr", False, ("Ewa", "Łąk")),
    ],
)
def test_names_in_one_cell_are_parted(text, surname_first, name):
    assert cells.split_name(text, surname_first=surname_first) == name


@pytest.mark.parametrize(
    "typed", ["2015-03-01", "1.03.2015 r.", "01/03/2015", "1 marca 2015", "1 III 2015", "42064", "2015-03-01 00:00:00", 42064.0]
)
def test_days_are_read_in_the_shapes_people_type(typed):
    assert cells.read_date(typed) == date(2015, 3, 1)


@pytest.mark.parametrize("typed", ["31.02.2015", "marzec 2015", "1.03.15", "1 foo 2015", "0001-01-01"])
def test_days_that_cannot_be_read_are_refused(typed):
    with pytest.raises(cells.DateUnreadable):
        cells.read_date(typed)


def test_a_pesel_gets_its_zeros_back():
    assert cells.read_pesel(222900108.0, today=TODAY) == "00222900108"
    assert cells.read_pesel("brak", today=TODAY) == ""


def test_headings_over_two_rows_in_a_text_file():
    rows = [["Nazwisko", "Imię", "Kontakt", ""], ["", "", "telefon", "e-mail"], ["Łąk", "Jan", "25 7870001", "j@x.example"]]
    reading = imports.detect(read_table(text_file(*rows)))
    assert (reading.header_row, reading.header_rows) == (0, 2)
    assert reading.mapping == {"last_name": 0, "first_name": 1, "phone": 2, "email": 3}


def test_a_lone_heading_and_a_mobile_column():
    assert imports.detect(read_table("Pracownik\nŁąk Jan\n".encode())).mapping == {"name_last_first": 0}
    rows = [["Nazwisko i imię", "Komórka"], ["Łąk Jan", "600 100 200"]]
    assert imports.detect(read_table(text_file(*rows))).mapping["phone"] == 1


WORDS = st.sampled_from(
    ["Nowak", "ŁĄK", "Żółć", "", " ", "Razem", "dr Anna", "=1+1", "a@b.pl", "31.02.2020", "44051401358", '"', "Suma"]
)


FAULTY = st.lists(WORDS | st.text("ąćęłńóśźżabc;,'\" \u00a0-0123456789@.", max_size=9), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(FAULTY, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16"]),
    separator=st.sampled_from([";", ",", "\t"]),
    quoted=st.booleans(),
)
def test_no_row_is_lost(project, office, lead, at, **case):
    rows, encoding, separator, quoted = (case[name] for name in ("rows", "encoding", "separator", "quoted"))
    head = ["Nazwisko", "Imię", "Stanowisko", "E-mail", "PESEL"]

    def line(row):
        if quoted:
            return separator.join('"' + cell.replace('"', '""') + '"' for cell in row)
        return separator.join(cell.replace(separator, " ").replace('"', "") for cell in row)

    content = "\r\n".join([line(head), *map(line, rows)]).encode(encoding)
    brought = bring(content, project, office, lead, at)
    read, plan = actions.importing.planned(brought, at)
    ends_with_nothing = bool(rows) and not line(rows[-1]).strip("\u200b")
    data_lines = len(rows) - ends_with_nothing
    assert len(plan.rows) + sum(map(len, plan.set_aside.values())) == len(read.rows) - Reading(**brought.reading).first_data_row
    assert len(read.rows) == data_lines + 1
    assert len(plan.accepted) + len(plan.rejected) == len(plan.rows)
    done = actions.apply_staff_list(brought, actor=lead, at=at)
    assert done.accepted + done.rejected == done.rows
    assert done.added + done.changed + done.unchanged == done.accepted
    if done.rejected:
        back = read_table(files.read(done.rejected_file))
        assert len(back.rows) == 1 + done.rejected
    if done.file:
        again = take_in(content, project, office, lead, at)
        assert (again.added, again.changed) == (0, 0)
        assert again.rows == done.rows
    StaffImport.objects.all().delete()


def test_fields_have_headings_of_their_own():
    assert set(imports.headings.SYNONYMS) == set(Field)
