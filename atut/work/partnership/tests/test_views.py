"""The screens of the partnership."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.projects.tests.factories import a_commune, an_office
from atut.work.partnership import actions
from atut.work.partnership.models import Employment, Goal, Partner, Person, StaffImport
from atut.work.partnership.tests.factories import a_goal, a_partner, a_person

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


def test_people_are_found_without_polish_letters(desk, project, office):
    a_person(project, office, first_name="Łucja", last_name="Żółkiewska")
    a_person(project, an_office("Repki"), first_name="Jan", last_name="Inny")
    page = desk.get(to("people"), {"szukaj": "zolk"}).content.decode()
    assert "Żółkiewska Łucja" in page
    assert "Inny" not in page
    page = desk.get(to("people"), {"urzad": office.key}).content.decode()
    assert "Żółkiewska" in page
    assert "Inny" not in page


def test_an_office_lead_sees_own_people_only(lead, project, office):
    mine, other = a_person(project, office), a_person(project, an_office("Repki"), last_name="Obca")
    assert "Obca" not in lead.get(to("people")).content.decode()
    assert lead.get(to("person_show", mine.key)).status_code == 200
    for name in ("person_show", "person_change"):
        assert lead.get(to(name, other.key)).status_code == 404
    assert lead.post(to("person_reveal", mine.key)).status_code == 403


@pytest.mark.parametrize("screen", ["people", "staff_imports", "partners", "goals"])
def test_lists_ask_the_same_number_of_questions(desk, project, django_assert_num_queries, screen):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(to(screen)).status_code == 200
        return len(asked)

    def more(count):
        for _unused in range(count):
            office = a_partner(project, an_office(commune=a_commune(terc=f"{Partner.objects.count():07d}"))).organisation
            a_person(project, office)
            a_goal(project)
            StaffImport.objects.create(project=project, organisation=office, name="a.csv", uploaded_at=project.created_at)

    more(3)
    asked()
    few = asked()
    more(20)
    assert asked() == few


def test_the_number_is_masked_and_a_look_recorded(desk, project, office):
    person = a_person(project, office)
    page = desk.get(to("person_show", person.key)).content.decode()
    assert person.pesel not in page
    assert f"•{person.pesel[-2:]}" in page
    assert desk.get(to("person_reveal", person.key)).status_code == 405
    assert person.pesel in desk.post(to("person_reveal", person.key)).content.decode()
    assert Entry.objects.filter(event="partnership.person.looked_at").count() == 1


def test_person_add(lead, project, office):
    typed = {"first_name": "Anna", "last_name": "Nowa", "organisation": office.key, "post": "referent"}
    assert lead.post(to("person_add"), typed).status_code == 302
    assert Employment.objects.get(person__last_name="Nowa").organisation == office
    elsewhere = a_partner(project, an_office("Repki")).organisation
    assert lead.post(to("person_add"), typed | {"organisation": elsewhere.key}).status_code == 200


def test_person_change(desk, project, office):
    person = a_person(project, office)
    assert desk.get(to("person_change", person.key)).status_code == 200
    desk.post(to("person_change", person.key), {"email": "nowy@example.org", "phone": "", "language": "en"})
    person.refresh_from_db()
    assert (person.email, person.phone, person.language) == ("nowy@example.org", "", "en")


def test_person_merge(desk, project, office):
    person = a_person(project, office, first_name="Anna", last_name="Nowak")
    twin = a_person(project, an_office("Repki"), pesel="", first_name="Anna", last_name="Nowak")
    assert desk.get(to("person_merge", person.key)).status_code == 200
    assert desk.post(to("person_merge", person.key), {"duplicate": twin.key}).status_code == 302
    assert not Person.objects.filter(pk=twin.pk).exists()


def test_employment_end(desk, project, office, at):
    person = a_person(project, office)
    job = person.employments.get()
    assert desk.get(to("employment_end", person.key, job.key)).status_code == 200
    typed = {"until_0": "1", "until_1": "5", "until_2": "2026", "until_day": "1", "until_month": "5", "until_year": "2026"}
    assert desk.post(to("employment_end", person.key, job.key), typed).status_code == 302
    job.refresh_from_db()
    assert job.until.isoformat() == "2026-05-01"


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


def test_the_class_of_a_gmina_is_unverified_until_confirmed(desk, project):
    commune = a_commune(degurba=3, degurba_source="wniosek z rodzaju gminy")
    partner = a_partner(project, an_office(commune=commune))
    assert desk.get(to("partners")).status_code == 200
    assert desk.get(to("partner_show", partner.key)).status_code == 200
    assert desk.get(to("degurba_confirm", partner.key)).status_code == 200
    typed = {"degurba": "3", "year": "2024", "source": "Eurostat, LAU 2024"}
    assert desk.post(to("degurba_confirm", partner.key), typed).status_code == 302
    commune.refresh_from_db()
    assert commune.confirmed_degurba == 3


def test_partner_add(desk, project):
    office = an_office("Repki")
    assert desk.get(to("partner_add")).status_code == 200
    assert desk.post(to("partner_add"), {"organisation": office.key, "role": "lead"}).status_code == 302
    assert Partner.objects.get().organisation == office


def test_the_tree_of_goals_is_built_on_screen(desk, project):
    typed = {"title_pl": "Lepsze usługi", "title_en": "Better services"}
    assert desk.post(to("goal_add"), typed).status_code == 302
    main = Goal.objects.get()
    assert desk.get(to("goal_add", main.key)).status_code == 200
    assert desk.post(to("goal_add", main.key), {"title_pl": "Dostępność"}).status_code == 302
    assert desk.get(to("goal_change", main.key)).status_code == 200
    assert desk.post(to("goal_change", main.key), {"title_pl": "Dobre usługi"}).status_code == 302
    page = desk.get(to("goals")).content.decode()
    assert page.index("Dobre usługi") < page.index("Dostępność")
    desk.post(to("goal_remove", main.key))
    assert Goal.objects.count() == 2
    desk.post(to("goal_remove", Goal.objects.get(parent=main).key))
    assert Goal.objects.count() == 1


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


def test_erasing_leaves_an_empty_row(project, office, coordinator, at):
    from atut.work.partnership import personal_data, queries

    person = a_person(project, office)
    assert queries.why_person_stays(person.key, at) is None
    for one in personal_data.DATA_SETS:
        if one.for_person:
            list(one.for_person(person.key))
        if one.erase:
            one.erase(person.key, actor=coordinator, at=at)
    person.refresh_from_db()
    assert (person.full_name, person.pesel, person.identity_hash) == ("", "", None)
    assert not person.employments.exists()


def test_goal_move_and_goal_place(signed_in, project):
    main, other = a_goal(project), a_goal(project)
    one, two = a_goal(project, main), a_goal(project, main)
    client = signed_in("coordinator")
    client.post(reverse("partnership:goal_move", args=[two.key]), {"way": "up"})
    assert [goal.pk for goal in main.children.order_by("position")] == [two.pk, one.pk]
    answer = client.post(reverse("partnership:goal_move", args=[two.key]), {"way": "up"}, follow=True)
    assert "na tym końcu" in answer.content.decode()
    place = reverse("partnership:goal_place", args=[one.key])
    assert str(other) in client.get(place).content.decode()
    assert client.post(place, {"above": main.key}).status_code == 200  # it stands there already: no choice
    assert client.post(place, {"above": other.key}).status_code == 302
    one.refresh_from_db()
    assert one.parent == other
    assert client.get(reverse("partnership:goal_place", args=[main.key])).status_code == 200
    assert signed_in("office_lead").get(place).status_code == 403


def test_a_part_of_a_list_does_not_look_as_if_people_were_missing(lead, project, office):
    for surname in ("Zych", "Łach", "Lis"):
        a_person(project, office, first_name="Jan", last_name=surname)
    page = lead.get(to("staff_import", brought_by(lead, office, "Imię;Nazwisko\nAnna;Nowa\n".encode()).key)).content.decode()
    assert "To tylko część listy?" in page.replace("\xa0", " ")
    assert page.index("Lis Jan") < page.index("Łach Jan") < page.index("Zych Jan")
