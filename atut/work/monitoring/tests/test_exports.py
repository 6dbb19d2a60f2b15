"""Indicators and exports over real records: as of a day, frozen, audited, only for those who may."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.sheets import read_table
from atut.base.projects import actions as projects
from atut.work.monitoring import actions, exports, queries
from atut.work.monitoring.models import Export, Indicator
from atut.work.monitoring.rules import MEASURES
from atut.work.monitoring.rules.kinds import CodeTaken, CodeWrong, NothingToExport, ProfileSilent, UnknownMeasure
from atut.work.monitoring.tests.factories import PROFILE, a_participant, with_profile
from atut.work.training.models import Participation
from atut.work.training.tests.factories import a_group

pytestmark = pytest.mark.django_db


def today():
    """Asked each time: a run may begin before midnight and end after it."""
    return clock.today()


@pytest.fixture
def funded(project):
    return with_profile(project)


@pytest.fixture
def now():
    return clock.now()


def details(**fields):
    given = {"code": "P1", "name": {"pl": "Uczestnicy"}, "measure": "participants", "target_total": 10}
    return actions.IndicatorDetails(**{**given, **fields})


def shown(stored):
    return list(csv.DictReader(io.StringIO(files.read(stored).decode("utf-8-sig")), delimiter=";"))


def test_people_are_counted_as_of_a_day(funded, office):
    one = a_participant(
        funded, office, days_ago=20, left_on=today() - timedelta(days=5), situation="keeps_job", situation_on=today()
    )
    before = list(queries.people(funded, on=today() - timedelta(days=21)))
    during = list(queries.people(funded, on=today() - timedelta(days=20)))
    after = list(queries.people(funded, on=today()))
    assert before == []
    assert (during[0].left_on, during[0].situation, during[0].minutes) == (None, "", 480)
    assert (after[0].left_on, after[0].situation, after[0].key) == (one.left_on, "keeps_job", one.key)
    assert after[0].pesel == ""


def test_identity_is_decrypted_only_when_asked_for(funded, office):
    a_participant(funded, office, person={"pesel": "80061512342"})
    assert next(queries.people(funded, on=today(), with_identity=True)).pesel == "80061512342"
    assert next(queries.people(funded, on=today())).pesel == ""


def test_records_take_the_same_number_of_queries_for_3_and_30_people(funded, office):
    counts, group = [], a_group(funded)
    for more in (3, 27):
        for _unused in range(more):
            a_participant(funded, office, group=group)
        with CaptureQueriesContext(connection) as caught:
            queries.figures_sheet(funded, on=today())
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_figures_of_another_project_never_mix_in(funded, other_project, office):
    a_participant(funded, office)
    assert list(queries.people(other_project, on=today())) == []


def test_an_indicator_meets_its_target(funded, office, coordinator, now):
    a_participant(funded, office)
    one = actions.add_indicator(funded, details(target_total=1), actor=coordinator, at=now)
    figure = queries.project_figures(funded, queries.figures_sheet(funded, on=today()))[0]
    assert (figure.figure.total, figure.figure.women, figure.is_reached, figure.percent_of_target) == (1, 1, True, 100)
    assert Entry.objects.get(event="monitoring.indicator.added").subject_key == one.key


def test_an_indicator_without_target_has_no_percentage(funded, coordinator, now):
    actions.add_indicator(funded, details(target_total=None), actor=coordinator, at=now)
    actions.add_indicator(funded, details(code="P2", target_total=5, baseline=5), actor=coordinator, at=now)
    sheet = queries.figures_sheet(funded, on=today())
    assert [one.percent_of_target for one in queries.project_figures(funded, sheet)] == [None, None]


def test_an_indicator_is_refused_without_a_measure_or_with_a_taken_code(funded, coordinator, now):
    with pytest.raises(UnknownMeasure):
        actions.add_indicator(funded, details(measure="wishes"), actor=coordinator, at=now)
    first = actions.add_indicator(funded, details(), actor=coordinator, at=now)
    with pytest.raises(CodeTaken):
        actions.add_indicator(funded, details(), actor=coordinator, at=now)
    actions.add_indicator(funded, details(code="P2"), actor=coordinator, at=now)
    with pytest.raises(CodeTaken):
        actions.change_indicator(first, details(code="P2"), actor=coordinator, at=now)
    actions.change_indicator(first, details(target_total=20), actor=coordinator, at=now)
    entry = Entry.objects.get(event="monitoring.indicator.changed")
    assert "target_total" in entry.fields
    assert entry.detail.values["target_total"][1] == "20"


def test_looking_behind_a_number_is_recorded(funded, office, coordinator, now):
    a_participant(funded, office)
    sheet = queries.figures_sheet(funded, on=today())
    eeco01 = queries.common_figures(funded, sheet)[0]
    found = actions.look_behind(funded, eeco01, on=today(), actor=coordinator, at=now)
    assert [record.key for record in found] == list(eeco01.figure.keys)
    assert Entry.objects.get(event="monitoring.people.viewed").count == 1
    with pytest.raises(PermissionDenied):
        actions.look_behind(funded, eeco01, on=today(), actor=an_actor("trainer", funded), at=now)


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


def test_public_figures_hide_small_groups(funded, office):
    group = a_group(funded)
    for _unused in range(4):
        a_participant(funded, office, group=group)
    assert queries.public_figures(funded).participants is None
    for _unused in range(6):
        a_participant(funded, office, group=group, person={"birth_date": today().replace(year=today().year - 30)})
    few = queries.public_figures(funded)
    assert (few.participants, few.share_45, few.hours) == (10, None, 80)


# --- screens ------------------------------------------------------------------------------------------------------


def test_indicators(signed_in, funded, office, coordinator, now):
    a_participant(funded, office, education="")
    a_participant(funded, office)
    actions.add_indicator(funded, details(target_total=2, target_women=1), actor=coordinator, at=now)
    client = signed_in("coordinator")
    seen = client.get(reverse("monitoring:indicators")).content.decode()
    assert "EECO01" in seen
    assert "Uczestnicy" in seen
    assert "bez potwierdzonej klasy" in seen
    past = client.get(reverse("monitoring:indicators"), {"on": str(today() - timedelta(days=100))})
    assert past.context["on"] == today() - timedelta(days=100)
    future = client.get(reverse("monitoring:indicators"), {"on": str(today() + timedelta(days=100))})
    assert future.context["on"] == today()


@pytest.mark.parametrize("code", ["EECO01", "EECO17", "EECO18", "EECR05", "P1"])
def test_indicator(signed_in, funded, office, coordinator, now, code):
    a_participant(funded, office, education="")
    a_participant(funded, office)
    actions.add_indicator(funded, details(definition={"pl": "Def"}, evidence={"pl": "Lista"}), actor=coordinator, at=now)
    assert signed_in("controller").get(reverse("monitoring:indicator", args=[code])).status_code == 200


def test_indicator_people(signed_in, funded, office):
    one = a_participant(funded, office)
    client = signed_in("controller")
    assert one.person.last_name in client.get(reverse("monitoring:indicator_people", args=["EECO01"])).content.decode()
    assert Entry.objects.filter(event="monitoring.people.viewed").count() == 1
    assert client.get(reverse("monitoring:indicator_people", args=["EECO18"])).status_code == 404
    assert client.get(reverse("monitoring:indicator_people", args=["NONE"])).status_code == 404


def test_the_women_of_an_age_behind_a_number_are_found(signed_in, funded, office):
    one = a_participant(funded, office)
    client, url = signed_in("controller"), reverse("monitoring:indicator_people", args=["EECO01"])
    record = client.get(url).context["people"][0]
    other = {"f": "m", "m": "f"}[record.sex]
    for narrow, found in [
        ({"sex": record.sex, "age_from": record.age}, 1),
        ({"age_to": record.age}, 1),
        ({"sex": other}, 0),
        ({"age_from": record.age + 1}, 0),
        ({"age_to": record.age - 1}, 0),
        ({"age_from": "dużo"}, 1),
    ]:
        answer = client.get(url, narrow)
        assert len(answer.context["people"]) == found, narrow
        assert (one.person.last_name in answer.content.decode()) is bool(found)


def test_indicator_add(signed_in, funded):
    client, url = signed_in("coordinator"), reverse("monitoring:indicator_add")
    assert client.get(url).status_code == 200
    typed = {"code": "P1", "name_pl": "Uczestnicy", "measure": "participants", "target_total": "117", "target_women": "60"}
    assert client.post(url, typed | {"target_women": "118"}).status_code == 200
    assert client.post(url, typed).status_code == 302
    assert Indicator.objects.get().target_total == 117


def test_indicator_change(signed_in, funded, coordinator, now):
    one = actions.add_indicator(funded, details(), actor=coordinator, at=now)
    client, url = signed_in("coordinator"), reverse("monitoring:indicator_change", args=[one.key])
    assert "P1" in client.get(url).content.decode()
    typed = {"code": "P1", "name_pl": "Osoby", "measure": "participants", "target_total": "12"}
    assert client.post(url, typed).status_code == 302
    one.refresh_from_db()
    assert one.name == {"pl": "Osoby"}
    assert client.post(url, typed | {"measure": "EECO01"}).status_code == 200


def test_exports(signed_in, funded, office):
    good, poor = a_participant(funded, office), a_participant(funded, office, education="")
    client, url = signed_in("coordinator"), reverse("monitoring:exports")
    seen = client.get(url).content.decode()
    assert poor.person.last_name in seen
    assert good.person.last_name not in seen
    assert client.get(reverse("monitoring:exports_of", args=["institutions"])).status_code == 200
    assert client.get(reverse("monitoring:exports_of", args=["stars"])).status_code == 404


def test_export_freeze(signed_in, funded, office):
    client, url = signed_in("coordinator"), reverse("monitoring:export_freeze", args=["participants"])
    client.post(url)
    assert not Export.objects.exists()
    a_participant(funded, office)
    client.post(url)
    export = Export.objects.get()
    assert "SHA-256" in client.get(reverse("monitoring:exports")).content.decode()
    assert client.post(reverse("monitoring:export_freeze", args=["stars"])).status_code == 404
    take = reverse("monitoring:export_file", args=[export.key])
    assert client.post(take, {"file": "csv"}).content == files.read(export.csv)
    assert client.post(take, {"file": "xlsx"}).content == files.read(export.xlsx)
    assert Entry.objects.filter(event="monitoring.export.downloaded").count() == 2


def test_other_roles_do_not_see_figures(signed_in, funded):
    client = signed_in("trainer")
    for name in ("indicators", "exports", "indicator_add"):
        assert client.get(reverse(f"monitoring:{name}")).status_code == 403


def test_indicators_with_a_dot_in_the_code_have_a_page(signed_in, funded, office, coordinator, now):
    actions.add_indicator(funded, details(code="1.2"), actor=coordinator, at=now)
    client = signed_in("coordinator")
    assert "/1.2/" in client.get(reverse("monitoring:indicators")).content.decode()
    assert client.get(reverse("monitoring:indicator", args=["1.2"])).status_code == 200
    assert client.get(reverse("monitoring:indicator_people", args=["1.2"])).status_code == 200


@pytest.mark.parametrize("code", ["1/2", "1 2", "", "nowy", ".."])
def test_a_code_that_cannot_stand_in_an_address_is_refused(funded, coordinator, now, code):
    with pytest.raises(CodeWrong):
        actions.add_indicator(funded, details(code=code), actor=coordinator, at=now)


def test_degurba_confirm(signed_in, funded, office):
    one = a_participant(funded, office)
    client = signed_in("coordinator")
    url = reverse("monitoring:degurba_confirm", args=[one.commune.terc])
    assert url in client.get(reverse("monitoring:exports")).content.decode()
    assert client.get(url).status_code == 200
    assert client.post(url, {"degurba": "3", "year": "1900", "source": "Eurostat"}).status_code == 200
    assert client.post(url, {"degurba": "3", "year": "2024", "source": "Eurostat"}).status_code == 302
    assert url not in client.get(reverse("monitoring:exports")).content.decode()


def test_a_class_confirmed_after_the_answers_were_saved_counts_from_then_on(funded, office, coordinator, now):
    one = a_participant(funded, office)
    assert one.degurba is None
    assert [record.degurba for record in queries.people(funded, on=today())] == [None]
    projects.confirm_degurba(one.commune, degurba=3, year=2024, source="Eurostat", actor=coordinator, at=now)
    assert [record.degurba for record in queries.people(funded, on=today())] == [3]


def test_the_desk_is_told_of_gminas_without_a_class(funded, office, coordinator, now):
    one = a_participant(funded, office)
    assert [item.count for item in queries.worklist(coordinator, now)] == [1]
    projects.confirm_degurba(one.commune, degurba=3, year=2024, source="Eurostat", actor=coordinator, at=now)
    assert queries.worklist(coordinator, now) == []
    assert queries.worklist(an_actor("trainer", funded), now) == []


def test_the_desk_is_told_whom_the_last_export_left_out(funded, office, coordinator, now):
    poor = a_participant(funded, office, education="")
    a_participant(funded, office)
    actions.freeze_export(funded, "participants", actor=coordinator, at=now)
    assert [item.count for item in queries.went_wrong(coordinator, now)] == [1]
    assert queries.went_wrong(an_actor("trainer", funded), now) == []
    Participation.objects.filter(pk=poor.pk).update(education="isced_5_8")
    actions.freeze_export(funded, "participants", actor=coordinator, at=now + timedelta(minutes=1))
    assert queries.went_wrong(coordinator, now) == []


def test_the_lists_of_the_desk_ask_as_much_for_three_as_for_thirty(funded, office, coordinator, now):
    def asked():
        with CaptureQueriesContext(connection) as found:
            queries.worklist(coordinator, now)
            queries.went_wrong(coordinator, now)
        return len(found)

    for _unused in range(3):
        a_participant(funded, office)
    few = asked()
    for _unused in range(27):
        a_participant(funded, office)
    assert asked() == few == 2


def test_powiats_are_read_from_the_list_of_gminas(funded, office):
    a_participant(funded, office)
    assert queries.powiats()["1429"] == "sokołowski"
