"""Screens of indicators and exports; what the desk is told; a gmina's class confirmed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.projects import actions as projects
from atut.work.monitoring import actions, queries
from atut.work.monitoring.models import Export, Indicator
from atut.work.monitoring.tests.factories import a_participant
from atut.work.training.models import Participation

pytestmark = pytest.mark.django_db


def today():
    """Asked each time: a run may begin before midnight and end after it."""
    return clock.today()


def details(**fields):
    given = {"code": "P1", "name": {"pl": "Uczestnicy"}, "measure": "participants", "target_total": 10}
    return actions.IndicatorDetails(**{**given, **fields})


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


def test_degurba_confirm(signed_in, funded, office):
    one = a_participant(funded, office)
    client = signed_in("coordinator")
    url = reverse("monitoring:degurba_confirm", args=[one.commune.terc])
    assert url in client.get(reverse("monitoring:exports")).content.decode()
    assert client.get(url).status_code == 200
    assert client.post(url, {"degurba": "3", "year": "1900", "source": "Eurostat"}).status_code == 200
    assert client.post(url, {"degurba": "3", "year": "2024", "source": "Eurostat"}).status_code == 302
    assert url not in client.get(reverse("monitoring:exports")).content.decode()


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
