"""The screens of staff lists: from file to people, what is refused on the form, lists of other offices."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions
from atut.work.partnership.models import Person, StaffImport
from atut.work.partnership.tests.factories import a_partner, a_person

pytestmark = pytest.mark.django_db


LIST = "Wykaz\r\nNazwisko;Imię;Stanowisko;PESEL\r\nŁąk;Józef;skarbnik;81061512356\r\nŻak;;referent;\r\n".encode("cp1250")


def to(name, *keys):
    return reverse(f"partnership:{name}", args=keys)


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


@pytest.fixture
def lead(signed_in, project, office):
    a_partner(project, office)
    return signed_in("office_lead", office)


def brought_by(client, office, content=LIST, name="kadry.csv"):
    answer = client.post(to("staff_import_bring"), {"organisation": office.key, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return StaffImport.objects.latest("pk")


def test_a_list_from_file_to_people(lead, project, office):
    assert lead.get(to("staff_import_bring")).status_code == 200
    brought = brought_by(lead, office)
    page = lead.get(to("staff_import", brought.key)).content.decode()
    assert "Łąk" in page
    assert "cp1250" in page
    assert "81061512356" not in page
    assert not Person.objects.exists()
    assert lead.post(to("staff_import_apply", brought.key)).status_code == 302
    assert Person.objects.get().full_name == "Józef Łąk"
    assert lead.get(to("staff_import", brought.key)).status_code == 200
    file = lead.get(to("staff_import_file", brought.key))
    assert "attachment" in file["Content-Disposition"]
    assert "Żak" in file.content.decode("cp1250")
    assert lead.post(to("staff_import_apply", brought.key)).status_code == 302
    assert Person.objects.count() == 1


def test_staff_import_read(lead, project, office):
    brought = brought_by(lead, office, "Łąk;Józef\r\nŻak;Ewa\r\n".encode("cp1250"))
    page = lead.get(to("staff_import", brought.key)).content.decode()
    assert to("staff_import_apply", brought.key) not in page
    assert lead.get(to("staff_import_read", brought.key)).status_code == 200
    typed = {"encoding": "cp1250", "separator": ";", "header_row": "0", "header_rows": "1"}
    twice = lead.post(to("staff_import_read", brought.key), typed | {"column_0": "last_name", "column_1": "last_name"})
    assert twice.status_code == 200
    typed |= {"column_0": "last_name", "column_1": "first_name"}
    assert lead.post(to("staff_import_read", brought.key), typed).status_code == 302
    lead.post(to("staff_import_apply", brought.key))
    assert Person.objects.count() == 2


def packed(parts):
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return place.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"%PDF-1.7", "PDF"),
        ("a.xlsm", b"PK", "makr"),
        ("a.xlsx", packed({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "makr"),
        ("a.xlsx", packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": bytes(30 * 2**20)}), "rozpakow"),
    ],
)
def test_a_file_that_is_no_list_is_refused_on_the_form(lead, office, name, content, words):
    answer = lead.post(to("staff_import_bring"), {"organisation": office.key, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert words in answer.content.decode().split("govuk-error-message")[1][:400]
    assert not StaffImport.objects.exists()


def test_a_file_too_large_for_memory_is_said_to_be_too_large(lead, office, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 2**20
    for megabytes in (10.5, 12):
        file = SimpleUploadedFile("a.csv", b"x" * int(megabytes * 2**20))
        answer = lead.post(to("staff_import_bring"), {"organisation": office.key, "file": file})
        assert "10\xa0MB" in answer.content.decode().replace("10 MB", "10\xa0MB").split("govuk-error-message")[1]


class Sent(io.RawIOBase):
    """The body of a form with a file of so many megabytes, made while it is sent: never whole in memory."""

    def __init__(self, megabytes, **fields):
        parts = [f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        parts.append('--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n')
        self.head, self.left, self.tail = "".join(parts).encode(), megabytes * 2**20, b"\r\n--edge--\r\n"
        self.length = len(self.head) + self.left + len(self.tail)

    def readable(self):
        return True

    def readinto(self, room):
        if self.head:
            piece, self.head = self.head[: len(room)], self.head[len(room) :]
        elif self.left:
            piece = b"x" * min(len(room), self.left)
            self.left -= len(piece)
        else:
            piece, self.tail = self.tail[: len(room)], self.tail[len(room) :]
        room[: len(piece)] = piece
        return len(piece)


def test_fifty_megabytes_are_refused_by_the_real_form_and_never_held(lead, office):
    """Through the whole road of an upload: handlers, form, page. What comes in beyond the limit is let go as it comes."""
    lead.post(to("staff_import_bring"), {"organisation": office.key})  # what is made once: the menu, templates, words
    body = Sent(50, organisation=office.key)
    request = {"wsgi.input": io.BufferedReader(body), "CONTENT_LENGTH": body.length}
    request["CONTENT_TYPE"] = "multipart/form-data; boundary=edge"
    tracemalloc.start()
    try:
        answer = lead.generic("POST", to("staff_import_bring"), b"", **request)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.status_code == 200
    assert "10\xa0MB" in answer.content.decode().replace("10 MB", "10\xa0MB").split("govuk-error-message")[1]
    assert most < 12 * 2**20, f"{most / 2**20:.0f} MB at most were held at once"
    assert not StaffImport.objects.exists()


def test_a_list_of_another_office_is_recognised_as_such(lead, project, office):
    elsewhere = a_partner(project, an_office("Repki")).organisation
    person = a_person(project, elsewhere, first_name="Ola", last_name="Dąb")
    content = f"Nazwisko;Imię;PESEL\r\nDąb;Ola;{person.pesel}\r\n".encode("cp1250")
    page = lead.get(to("staff_import", brought_by(lead, office, content).key)).content.decode()
    assert "pracuje w\u00a0innym urzędzie projektu" in page
    a_person(project, office, pesel="", first_name="Ewa", last_name="Nasza")
    page = lead.get(to("staff_import", brought_by(lead, office, "Nazwisko;Imię\r\nNasza;Ewa\r\n".encode()).key)).content.decode()
    assert "innym urzędzie" not in page


def test_the_next_step_is_named_when_no_column_was_understood(lead, office):
    brought = brought_by(lead, office, "Łąk;Józef\r\nŻak;Ewa\r\n".encode("cp1250"))
    page = lead.get(to("staff_import", brought.key)).content.decode()
    assert to("staff_import_read", brought.key) in page
    assert to("staff_import_discard", brought.key) in page


def test_lists_of_other_offices_do_not_exist(lead, desk, project, office):
    elsewhere = a_partner(project, an_office("Repki")).organisation
    theirs = brought_by(desk, elsewhere)
    stranger = type(lead)()
    stranger.force_login(a_user("office_lead", project, office))
    for name in ("staff_import", "staff_import_read", "staff_import_file"):
        assert stranger.get(to(name, theirs.key)).status_code == 404
    for name in ("staff_import_apply", "staff_import_discard"):
        assert stranger.post(to(name, theirs.key)).status_code == 404


def test_staff_import_discard(lead, office):
    brought = brought_by(lead, office)
    assert lead.post(to("staff_import_discard", brought.key)).status_code == 302
    brought.refresh_from_db()
    assert brought.file is None
    assert lead.get(to("staff_import", brought.key)).status_code == 200
    assert lead.get(to("staff_import_read", brought.key)).status_code == 404
    assert lead.get(to("staff_import_file", brought.key)).status_code == 404


def test_forgotten_lists_are_thrown_away(lead, project, office, at):
    from datetime import timedelta

    from atut.work.partnership import queries, tasks

    brought = brought_by(lead, office)
    moment = brought.uploaded_at
    actor = actions.importing.Actor(label="x")
    assert queries.worklist(actor, moment) == []
    tasks.discard_unused_lists(moment + timedelta(days=13))
    assert StaffImport.objects.get().is_open
    tasks.discard_unused_lists(moment + timedelta(days=15))
    assert not StaffImport.objects.get().is_open


def test_a_waiting_list_is_on_the_worklist(lead, project, office, coordinator, at):
    from atut.work.partnership import queries

    brought = brought_by(lead, office)
    (item,) = queries.worklist(coordinator, brought.uploaded_at)
    assert (item.count, item.url) == (1, to("staff_imports"))


def test_a_part_of_a_list_does_not_look_as_if_people_were_missing(lead, project, office):
    for surname in ("Zych", "Łach", "Lis"):
        a_person(project, office, first_name="Jan", last_name=surname)
    page = lead.get(to("staff_import", brought_by(lead, office, "Imię;Nazwisko\nAnna;Nowa\n".encode()).key)).content.decode()
    assert "To tylko część listy?" in page.replace("\xa0", " ")
    assert page.index("Lis Jan") < page.index("Łach Jan") < page.index("Zych Jan")
