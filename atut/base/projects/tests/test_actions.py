"""The verbs about projects, organisations, profiles and gminas."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel.identifiers import NipWrong
from atut.base.projects import actions, imports, rules
from atut.base.projects.actions import OrganisationDetails, ProjectDetails
from atut.base.projects.models import FundingProfile
from atut.base.projects.tests.factories import a_commune, a_profile

pytestmark = pytest.mark.django_db
PROFILE = Path(actions.__file__).parent / "profiles" / "feplus_2021_2027.json"
NIP = "9561945671"


def details(**changes):
    given = {
        "slug": "kutno",
        "host": "Kutno.localhost",
        "name": {"pl": "Profesjonalny urzędnik"},
        "code_prefix": "PUA",
        "profile": a_profile(),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
    }
    return ProjectDetails(**{**given, **changes})


@pytest.fixture
def administrator(project):
    return an_actor("administrator", project)


def test_a_project_answers_on_its_host(administrator, at):
    project = actions.create_project(details(), actor=administrator, at=at)
    assert project.host == "kutno.localhost"
    assert Entry.objects.filter(event="projects.project.created", subject_key=project.key).exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"host": "http://kutno"}, rules.HostWrong),
        ({"host": "testserver"}, rules.HostTaken),
        ({"code_prefix": "żółć"}, rules.PrefixWrong),
        ({"code_prefix": "TST"}, rules.PrefixTaken),
        ({"ends_on": date(2025, 12, 31)}, rules.PeriodWrong),
        ({"name": {"en": "Only English"}}, rules.PolishMissing),
        ({"languages": ["en", "pl"]}, rules.LanguagesWrong),
        ({"languages": ["pl", "xx"]}, rules.LanguagesWrong),
        ({"languages": []}, rules.LanguagesWrong),
    ],
)
def test_a_project_that_could_not_work_is_refused(administrator, at, change, refusal):
    with pytest.raises(refusal):
        actions.create_project(details(**change), actor=administrator, at=at)


def test_a_coordinator_creates_no_project(coordinator, at):
    with pytest.raises(PermissionDenied):
        actions.create_project(details(), actor=coordinator, at=at)


def test_a_change_names_the_fields_that_changed(administrator, at):
    project = actions.create_project(details(), actor=administrator, at=at)
    actions.change_project(project, details(office_phone="24 355 01 10"), actor=administrator, at=at)
    entry = Entry.objects.get(event="projects.project.changed")
    assert entry.fields == ["office_phone"]


def test_an_organisation_keeps_checked_numbers_and_a_polish_sort_key(administrator, at):
    numbers = {"nip": "956-194-56-71", "regon": "871121290", "postcode": "99 100"}
    gmina = OrganisationDetails("gmina_office", "Urząd Gminy Łęczyca", "Łęczyca", **numbers)
    made = actions.add_organisation(gmina, actor=administrator, at=at)
    assert (made.nip, made.regon, made.postcode) == (NIP, "871121290", "99-100")
    assert made.name_sort


def test_a_wrong_or_taken_nip_is_refused(administrator, at):
    with pytest.raises(NipWrong):
        actions.add_organisation(OrganisationDetails("gops", "GOPS", "GOPS", nip="1234567890"), actor=administrator, at=at)
    actions.add_organisation(OrganisationDetails("gmina_office", "Urząd", "U", nip=NIP), actor=administrator, at=at)
    with pytest.raises(rules.NipTaken, match="Urząd"):
        actions.add_organisation(OrganisationDetails("gops", "GOPS", "GOPS", nip=NIP), actor=administrator, at=at)


def test_an_organisation_may_keep_its_own_nip_when_it_changes(administrator, at):
    made = actions.add_organisation(OrganisationDetails("gmina_office", "Urząd", "U", nip=NIP), actor=administrator, at=at)
    changed = actions.change_organisation(
        made, OrganisationDetails("gmina_office", "Urząd Gminy", "U", nip=NIP), actor=administrator, at=at
    )
    assert changed.name == "Urząd Gminy"


def test_degurba_counts_once_confirmed(coordinator, at):
    commune = a_commune()
    assert commune.confirmed_degurba is None
    with pytest.raises(rules.DegurbaWrong):
        actions.confirm_degurba(commune, degurba=4, year=2021, source="Eurostat", actor=coordinator, at=at)
    commune = actions.confirm_degurba(commune, degurba=3, year=2021, source="Eurostat", actor=coordinator, at=at)
    assert commune.confirmed_degurba == 3
    assert commune.degurba_confirmed_by == coordinator.label


def loaded(read, actor, at):
    return actions.load_profile(read.code, read.data, name=read.name, valid_from=read.valid_from, actor=actor, at=at)


def test_the_profile_in_the_box_loads_and_the_same_again_is_the_same_version(administrator, at):
    read = imports.read_profile(PROFILE.read_bytes())
    first, again = loaded(read, administrator, at), loaded(read, administrator, at)
    assert first == again
    read.data["exit_days"] = 27
    assert loaded(read, administrator, at).version == 2
    assert FundingProfile.objects.filter(code="feplus-2021-2027").count() == 2


def test_moving_a_project_to_a_new_version_is_a_verb(project, administrator, at):
    profile = loaded(imports.read_profile(PROFILE.read_bytes()), administrator, at)
    assert actions.use_profile(project, profile, actor=administrator, at=at).profile == profile


def test_labels_of_the_profile_are_polish_and_english():
    data = json.loads(PROFILE.read_text())["data"]
    labels = [row["label"] for rows in data["dictionaries"].values() for row in rows] + [i["name"] for i in data["indicators"]]
    assert all(label["pl"] and label["en"] for label in labels)
