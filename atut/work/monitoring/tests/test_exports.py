"""Exports over real records: frozen, audited, in the funder's words, only by those who may."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.sheets import read_table
from atut.work.monitoring import actions, exports, queries
from atut.work.monitoring.models import Export
from atut.work.monitoring.rules import MEASURES
from atut.work.monitoring.rules.kinds import NothingToExport, ProfileSilent
from atut.work.monitoring.tests.factories import PROFILE, a_participant
from atut.work.training.models import Participation

pytestmark = pytest.mark.django_db


def today():
    """Asked each time: a run may begin before midnight and end after it."""
    return clock.today()


def shown(stored):
    return list(csv.DictReader(io.StringIO(files.read(stored).decode("utf-8-sig")), delimiter=";"))


def test_an_export_holds_who_may_be_counted_in_the_funders_words(funded, office, coordinator, now):
    a_participant(funded, office, person={"pesel": "80061512342", "last_name": "Żuk"}, sensitive={"disability": "refused", **REST})
    a_participant(funded, office, education="")
    export = actions.freeze_export(funded, "participants", actor=coordinator, at=now)
    assert (export.people, export.left_out, export.rows) == (1, 1, 1)
    row = shown(export.csv)[0]
    assert row["Nazwisko"] == "Żuk"
    assert row["PESEL"] == "80061512342"
    assert row["Wykształcenie"].startswith("wyższe")
    assert row["Osoba z niepełnosprawnościami"] == "odmowa podania informacji"
    assert row["Rodzaj przyznanego wsparcia"] == "szkolenie/kurs"
    assert row["Wiek w chwili przystąpienia do projektu"] == str(next(queries.people(funded, on=today())).age)
    assert list(row) == [column["header_pl"] for column in PROFILE["exports"]["participants"]["columns"]]
    assert Entry.objects.get(event="monitoring.export.frozen").count == 1


REST = {"minority": "no", "foreign_background": "no", "homeless": "no"}


def test_the_workbook_says_the_same_as_the_text(funded, office, coordinator, now):
    a_participant(funded, office, person={"pesel": "01222800047", "sex": "f", "birth_date": date(2001, 2, 28)})
    export = actions.freeze_export(funded, "participants", actor=coordinator, at=now)
    table = read_table(files.read(export.xlsx), name=export.xlsx.name)
    assert "01222800047" in str(table)
    assert files.read(export.xlsx)[:2] == b"PK"


def test_the_difference_to_the_export_before_is_counted_in_people(funded, office, coordinator, now):
    stays, changes, goes = (a_participant(funded, office) for _unused in range(3))
    first = actions.freeze_export(funded, "participants", actor=coordinator, at=now)
    assert first.difference == {"added": 3, "removed": 0, "changed": 0, "same": 0}
    Participation.objects.filter(pk=changes.pk).update(locality="Repki")
    Participation.objects.filter(pk=goes.pk).update(education="")
    a_participant(funded, office)
    second = actions.freeze_export(funded, "participants", actor=coordinator, at=now + timedelta(minutes=1))
    assert second.difference == {"added": 1, "removed": 1, "changed": 1, "same": 1}
    assert stays.key in second.prints
    first.refresh_from_db()
    assert first.people == 3


def test_institutions_are_exported_with_the_support_of_their_people(funded, office, coordinator, now):
    one = a_participant(funded, office)
    office.nip, office.email = "9561945671", "urzad@example.org"
    office.save()
    Participation.objects.create(
        project=funded,
        organisation=office,
        commune=one.commune,
        locality="Sabnie",
        postcode="08-331",
        entered_on=one.entered_on,
        prepared_at=now,
    )
    export = actions.freeze_export(funded, "institutions", actor=coordinator, at=now)
    row = shown(export.csv)[0]
    assert row["NIP"] == "9561945671"
    assert row["Rodzaj przyznanego wsparcia"] == "podnoszenie kompetencji pracowników"
    assert row["Czy wsparciem zostali objęci pracownicy instytucji"] == "tak"
    assert queries.figures_sheet(funded, on=today()).figure(MEASURES["EECO18"]).total == 1


def test_an_empty_export_is_refused(funded, coordinator, now):
    with pytest.raises(NothingToExport):
        actions.freeze_export(funded, "participants", actor=coordinator, at=now)


def test_a_profile_without_layout_or_with_an_unknown_source_is_refused(project, coordinator, now):
    with pytest.raises(ProfileSilent):
        actions.freeze_export(project, "participants", actor=coordinator, at=now)
    wrong = {"exports": {"participants": {"columns": [{"key": "x", "header_pl": "X", "source": "stars.sign"}]}}}
    with pytest.raises(exports.UnknownSource):
        exports.layout(wrong, "participants")


@pytest.mark.parametrize("role", ["controller", "trainer", "editor"])
def test_only_the_project_office_makes_exports(funded, role, now):
    with pytest.raises(PermissionDenied):
        actions.freeze_export(funded, "participants", actor=an_actor(role, funded), at=now)


def test_nobody_reads_a_pesel_in_the_stored_files_or_the_database(funded, office, coordinator, now):
    a_participant(funded, office, person={"pesel": "80061512342"})
    export = actions.freeze_export(funded, "participants", actor=coordinator, at=now)
    from django.core.files.storage import storages

    for stored in (export.xlsx, export.csv):
        with storages["private"].open(stored.stored_as) as file:
            assert b"80061512342" not in file.read()
    assert "80061512342" not in str(Export.objects.values().get())


def test_the_command_writes_the_files(funded, office, tmp_path, capsys):
    a_participant(funded, office)
    call_command("export_monitoring", funded.slug, "--to", str(tmp_path / "out"))
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".csv", ".xlsx"]
    assert "1 in the file" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("export_monitoring", "nowhere")
    with pytest.raises(CommandError):
        call_command("export_monitoring", funded.slug, "--kind", "institutions")
