"""Screens of the administrator."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from atut.base.accounts.queries import actor_for
from atut.base.kernel import clock
from atut.base.projects import actions
from atut.base.projects.actions import OrganisationDetails
from atut.base.projects.forms import PARTS, ProjectCreate
from atut.base.projects.imports import read_profile
from atut.base.projects.models import FundingProfile, Organisation, Project
from atut.base.projects.rules import ProfileWrong
from atut.base.projects.tests.factories import a_commune, a_profile, an_office
from atut.base.projects.tests.test_actions import PROFILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(signed_in):
    return signed_in("administrator")


def filled(**changes):
    given = {"name_pl": "Nowy", "host": "nowy.localhost", "slug": "nowy", "code_prefix": "NOW", "profile": a_profile().pk}
    return {**given, "starts_on": "2026-01-01", "ends_on": "2027-12-31", "has_english": "on", **changes}


def test_project_create_and_change(administrator):
    assert administrator.get(reverse("projects:project_create")).status_code == 200
    assert administrator.post(reverse("projects:project_create"), filled(host="http://x")).status_code == 200
    opened = administrator.post(reverse("projects:project_create"), filled(), follow=True)
    made = Project.objects.get(slug="nowy")
    assert "Osoby z rolami, pod listą" in opened.content.decode().replace("\xa0", " ")
    path = reverse("projects:project_change", args=[made.key])
    assert b"Nowy" in administrator.get(path).content
    administrator.post(path, filled(name_en="New", has_english=""))
    made.refresh_from_db()
    assert (made.name, made.languages) == ({"pl": "Nowy", "en": "New"}, ["pl"])
    assert administrator.post(path, filled(ends_on="2020-01-01")).status_code == 200


def test_the_form_of_a_project_has_every_field_under_a_heading_once():
    shown = [name for _heading, names in PARTS for name in names]
    assert sorted(shown) == sorted(ProjectCreate.base_fields)


def test_the_funders_rules_are_chosen_by_their_name(administrator):
    profile = a_profile()
    page = administrator.get(reverse("projects:project_create")).content.decode()
    assert f", wersja {profile.version}" in page
    assert f">{profile.code} {profile.version}<" not in page
    assert "---------" not in page


def test_projects(administrator, project):
    assert project.host in administrator.get(reverse("projects:projects")).content.decode()


def test_a_profile_is_shown_handed_out_and_brought_back(administrator):
    call_command("load_profile", str(PROFILE))
    assert administrator.get(reverse("projects:profile", args=["feplus-2021-2027", 1])).status_code == 200
    handed = administrator.get(reverse("projects:profile_file", args=["feplus-2021-2027", 1])).content
    assert read_profile(handed).data == json.loads(PROFILE.read_text())["data"]
    changed = json.loads(handed) | {"name": {"pl": "Nowa nazwa"}}
    path = reverse("projects:profile_load")
    assert administrator.get(path).status_code == 200
    assert administrator.post(path, {"file": SimpleUploadedFile("p.json", json.dumps(changed).encode())}).status_code == 302
    assert FundingProfile.objects.get(version=2).name == {"pl": "Nowa nazwa"}
    assert administrator.post(path, {"file": SimpleUploadedFile("p.json", b"{")}).status_code == 200


def test_a_wrong_file_stops_the_command(tmp_path, db):
    file = tmp_path / "p.json"
    file.write_text("[]")
    with pytest.raises(CommandError):
        call_command("load_profile", str(file))


def broken(**changes):
    whole = json.loads(PROFILE.read_text())
    whole["data"] |= changes
    return json.dumps(whole).encode()


COLUMN = {"key": "a", "header_pl": "A", "source": "x", "type": "text", "required": "never"}


def one_export(*columns):
    return {"exports": {"participants": {"columns": list(columns)}, "institutions": {"columns": [COLUMN]}}}


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}",
        b"x" * (2 * 2**20 + 1),
        b"[" * 200_000,
        json.dumps({"code": "a", "name": {}, "valid_from": "2021-01-01", "data": {}}).encode(),
        json.dumps({"code": "a", "name": {"pl": "a"}, "valid_from": "wczoraj", "data": {}}).encode(),
        json.dumps({"code": "a", "name": {"pl": "a"}, "valid_from": "2021-01-01", "data": {}}).encode(),
        json.dumps({"code": "a", "name": {"pl": "a"}, "valid_from": "2021-01-01", "data": []}).encode(),
        json.dumps({"code": "a", "name": {"pl": "a"}, "valid_from": "2021-01-01", "data": {"programme": 1}}).encode(),
        broken(sentence={"en": "x"}),
        broken(retention={}),
        broken(retention=[]),
        broken(retention={name: {"days": 1, "article": {}} for name in ("project", "draft", "import", "backup")}),
        broken(dictionaries=[]),
        broken(dictionaries={"a": [{"code": "x"}]}),
        broken(dictionaries={"a": [{"code": "x", "label": {"pl": "x"}}] * 2}),
        broken(indicators={}),
        broken(indicators=[{"code": "x", "name": {"pl": "x"}}] * 2),
        broken(exports=[]),
        broken(**one_export("x")),
        broken(**one_export(COLUMN | {"type": "song"})),
        broken(**one_export(COLUMN | {"required": "sometimes"})),
        broken(**one_export(COLUMN | {"dictionary": "nowhere"})),
        broken(**one_export(COLUMN, COLUMN)),
    ],
)
def test_a_profile_that_could_not_be_worked_with_is_refused(content):
    with pytest.raises(ProfileWrong) as refused:
        read_profile(content)
    assert str(refused.value)


@pytest.mark.parametrize("name", ["projects:projects", "projects:project_create", "projects:profile_load"])
def test_a_coordinator_does_not_set_up_projects(signed_in, name):
    assert signed_in("coordinator").get(reverse(name)).status_code == 403


GIVEN = {"name": "Urząd Gminy Sabnie", "short_name": "Sabnie", "kind": "gmina_office"}


@pytest.mark.parametrize("role", ["administrator", "coordinator"])
def test_organisation_add(signed_in, role):
    client, commune = signed_in(role), a_commune()
    path = reverse("projects:organisation_add")
    assert "TERYT" in client.post(path, GIVEN | {"terc": "9999999"}).content.decode()
    assert client.post(path, GIVEN | {"terc": commune.terc}).status_code == 302
    assert Organisation.objects.get(short_name="Sabnie").commune == commune
    page = client.get(reverse("projects:organisations")).content.decode()
    assert "Urząd Gminy Sabnie" in page
    assert ("zmieniają osoba prowadząca" in page) == (role == "coordinator")


@pytest.mark.parametrize("role", ["administrator", "office_lead"])
def test_organisation_change(signed_in, office, role):
    office.commune = a_commune()
    office.save()
    client = signed_in(role, None if role == "administrator" else office)
    path = reverse("projects:organisation_change", args=[office.key])
    assert office.commune.terc in client.get(path).content.decode()
    assert client.post(path, GIVEN | {"terc": "", "nip": "1"}).status_code == 200
    assert client.post(path, GIVEN | {"terc": "", "short_name": "Sabnie UG"}).status_code == 302
    office.refresh_from_db()
    assert (office.short_name, office.commune) == ("Sabnie UG", None)


def test_a_unit_is_mended_by_the_lead_of_its_office(signed_in, office):
    unit = an_office("GOPS Sabnie", kind="gops", parent=office)
    client = signed_in("office_lead", office)
    assert client.post(reverse("projects:organisation_change", args=[unit.key]), GIVEN | {"kind": "gops"}).status_code == 302


@pytest.mark.parametrize("role", ["coordinator", "controller", "office_lead"])
def test_what_another_project_sees_is_not_changed_from_here(signed_in, project, office, role):
    """Neither by a coordinator nor by the lead of another office; the answer is the same whoever uses the organisation."""
    client = signed_in(role, an_office("Repki") if role == "office_lead" else None)
    path = reverse("projects:organisation_change", args=[office.key])
    assert (client.get(path).status_code, client.post(path, GIVEN).status_code) == (404, 404)
    assert path not in client.get(reverse("projects:organisations")).content.decode()
    before = office.name
    with pytest.raises(PermissionDenied):
        actions.change_organisation(
            office, OrganisationDetails("gmina_office", "Inna", "I"), actor=actor_for(client.user, project), at=clock.now()
        )
    office.refresh_from_db()
    assert office.name == before


@pytest.mark.parametrize("role", ["controller", "editor", "trainer"])
def test_others_do_not_see_the_register_of_organisations(signed_in, role):
    assert signed_in(role).get(reverse("projects:organisations")).status_code == 403


def test_profile_use_moves_a_project_to_another_version(signed_in, project):
    client = signed_in("administrator")
    newer = FundingProfile.objects.create(
        code=project.profile.code, version=2, name={"pl": "Profil"}, valid_from=project.starts_on, data=project.profile.data
    )
    path = reverse("projects:profile_use", args=[newer.code, newer.version])
    assert client.post(path, {"project": "nie-ma"}).status_code == 200
    assert client.post(path, {"project": project.key}).status_code == 302
    project.refresh_from_db()
    assert project.profile == newer
