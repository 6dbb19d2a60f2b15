"""The editor says everything that is to be mended at once, each thing with a link to its field; the title says so once."""

import pytest
from django.urls import reverse

from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment.models import Call
from atut.work.recruitment.tests.factories import a_call

pytestmark = pytest.mark.django_db


def sent(client, call, section, **typed):
    url = reverse("recruitment:call_edit", args=[call.key, section])
    page = client.get(url)
    return client.post(url, {"seen": page.context["seen"], **getattr(page.context["form"], "counts", {}), **typed})


@pytest.fixture
def call(project, edition):
    return a_call(project, [edition], published=False)


def test_what_cannot_be_read_and_what_contradicts_itself_are_said_together(call, edition, office, signed_in):
    a_partner(call.project, office)
    typed = {"fact_0": "woman", "least_0": "wiele", "fact_1": "man", "most_1": "", "office_1": "*"}
    pool = {"kept_office_0": office.key, "kept_edition_0": edition.key, "kept_0": "99"}
    page = sent(signed_in("coordinator"), call, "progi", **typed, **pool)
    assert {"least_0", "least_1", "kept_0", "pools_return_on"} == set(page.context["form"].errors)
    said = page.content.decode()
    for field in ("least_0", "least_1", "kept_0"):
        assert f'href="#id_{field}"' in said
    assert said.split("</title>")[0].count("Błąd:") == 1


def test_two_contradictions_of_the_order_are_both_said(call, signed_in):
    page = sent(signed_in("coordinator"), call, "kolejnosc", most_choices="9", most_places="10", ties="draw")
    assert {"most_choices", "most_places", "draw_value_pl", "draw_on"} == set(page.context["form"].errors)


def test_bounds_that_can_never_hold_together_lead_to_the_first_of_them(call, signed_in):
    places = call.openings.get().places
    typed = {"fact_0": "woman", "least_0": str(places), "fact_1": "man", "least_1": "1"}
    assert set(sent(signed_in("coordinator"), call, "progi", **typed).context["form"].errors) == {"least_0"}


def test_too_many_places_and_hours_upside_down_are_said_at_once(call, edition, signed_in):
    days = {"opens_on": "2026-12-10", "opens_hour": "8:00", "closes_on": "2026-12-01", "closes_hour": "8:00"}
    page = sent(signed_in("coordinator"), call, "opis", **days, **{f"places_{edition.key}": "999"})
    assert {"title_pl", "closes_on", f"places_{edition.key}"} == set(page.context["form"].errors)


def test_a_pool_may_be_shared_by_several_offices(project, edition, office, signed_in):
    gops = an_office("Repki")
    for one in (office, gops):
        a_partner(project, one)
    call = a_call(project, [edition], published=False)
    pool = {"kept_office_0": office.key, "kept_edition_0": edition.key, "kept_0": "3", "pools_return_on": "2027-12-31"}
    shared = {**pool, "kept_beside_0": [office.key, gops.key]}
    assert sent(signed_in("coordinator"), call, "progi", **shared).status_code == 302
    (kept,) = Call.objects.get().rules.pools
    assert kept.offices == (office.key, gops.key)
    said = signed_in("coordinator").get(reverse("recruitment:call_publish", args=[call.key])).content.decode()
    assert "(wspólna pula)" in said
    twice = {**shared, "kept_office_1": gops.key, "kept_edition_1": edition.key, "kept_1": "1", "pools": "2"}
    assert set(sent(signed_in("coordinator"), call, "progi", **twice).context["form"].errors) == {"kept_1"}
