"""The desk: one call with its list and its next step; who may not."""

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment.models import Call
from atut.work.recruitment.tests.factories import a_call, an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, office):
    a_partner(project, office)
    return a_call(project, bound_percent=50)


def url(name, thing=None):
    return reverse(f"recruitment:{name}", args=[thing.key] if thing else [])


def test_call_show_lists_filters_and_counts(signed_in, call, project):
    client = signed_in("coordinator")
    an_application(call, first_name="Święcisława", last_name="Źdźbło")
    other = an_application(call, an_office("Repki"), first_name="Jan", last_name="Kos")
    page = client.get(url("call_show", call))
    assert page.status_code == 200
    assert len(page.context["page"].object_list) == 2
    assert page.context["counts"].waiting == 2
    found = client.get(url("call_show", call), {"words": "zdzblo"}).context["page"].object_list
    assert [a.person.last_name for a in found] == ["Źdźbło"]
    found = client.get(url("call_show", call), {"words": other.number}).context["page"].object_list
    assert [a.pk for a in found] == [other.pk]
    office = other.employment.organisation
    for given, count in (
        ({"office": office.key}, 1),
        ({"stage": "accepted"}, 0),
        ({"stage": "nonsense"}, 2),
        ({"page": "99"}, 2),
    ):
        assert len(client.get(url("call_show", call), given).context["page"].object_list) == count
    edition = call.openings.get().edition
    assert len(client.get(url("call_show", call), {"edition": edition.key}).context["page"].object_list) == 2


def test_an_office_lead_sees_own_people_only(signed_in, project, office, call):
    own = an_application(call, office)
    foreign = an_application(call, an_office("Repki"))
    client = signed_in("office_lead", office)
    assert [a.pk for a in client.get(url("call_show", call)).context["page"].object_list] == [own.pk]
    assert client.get(url("application_show", own)).status_code == 200
    for name in ("application_show", "application_withdraw"):
        assert client.get(url(name, foreign)).status_code == 404
    for path in (
        url("call_new"),
        url("call_publish", call),
        url("call_simulate", call),
        reverse("recruitment:call_edit", args=[call.key, "opis"]),
    ):
        assert client.get(path).status_code == 403
    assert client.post(url("application_assess", own)).status_code == 403
    assert client.post(url("batch", call), {"verb": "assess", "all": "1"}).status_code == 403


def test_calls_of_another_project_are_not_found(signed_in, other_project):
    a_partner(other_project)
    foreign = an_application(a_call(other_project))
    client = signed_in("coordinator")
    for name in ("call_show", "call_publish", "call_discard", "call_simulate", "application_enter"):
        assert client.get(url(name, foreign.call)).status_code == 404
    assert client.get(url("application_show", foreign)).status_code == 404


def test_call_show_has_one_next_step_at_every_stage(call, signed_in):
    client = signed_in("coordinator")
    an_application(call)
    waiting = client.get(url("call_show", call)).content.decode()
    assert "Sprawdź to, które czeka" in waiting
    client.post(url("batch", call), {"verb": "assess", "all": "1", "sure": "1", "token": "a"})
    assert client.get(url("call_show", call)).context["counts"].waiting == 0
    Call.objects.update(closes_at=clock.now())
    assert url("selection_close", call) in client.get(url("call_show", call)).content.decode()
    assert client.post(url("selection_close", call), {"sure": "on"})["Location"] == url("selection_show", call)
    closed = client.get(url("call_show", call)).content.decode()
    assert url("selection_show", call) in closed
    assert "zaproponowane" in closed


def test_who_would_get_a_place_is_seen_while_the_call_is_open(signed_in, call):
    client, application = signed_in("coordinator"), an_application(call)
    client.post(url("application_assess", application))
    assert url("selection_close", call) in client.get(url("call_show", call)).content.decode()
    page = client.get(url("selection_close", call)).content.decode()
    assert application.person.listed_name in page
    assert "Gdyby zamknąć listę teraz" in page
    assert "rankingu" in page
    assert 'name="sure"' not in page
