"""Support held with another partner is found; neither partner is shown the other's people."""

import pytest
from django.urls import reverse

from atut.base.accounts.tests.factories import a_user
from atut.base.kernel import clock
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment.tests.factories import a_call, a_confirmed_place, an_application

pytestmark = pytest.mark.django_db
POST = "podinspektorka w Repkach"


@pytest.fixture
def offices(project):
    return [a_partner(project, an_office(name)).organisation for name in ("Sabnie", "Repki")]


@pytest.fixture
def applications(project, offices):
    """The same person: with a place by one office, and applying by the other for another edition of that form of support."""
    here, there = offices
    edition = an_edition(project)
    held = a_confirmed_place(project, edition, a_person(project, there, post=POST, last_name="Kłos")).application
    call = a_call(project, [an_edition(project, edition.support_form)], at=clock.now())
    again = an_application(call, here, first_name="Anna", last_name="Kłos", pesel=held.person.pesel, assessed=True)
    return held, again


def show(client, application):
    return client.get(reverse("recruitment:application_show", args=[application.key]))


def test_it_is_found_although_the_person_comes_by_another_partner(applications):
    held, again = applications
    assert held.person == again.person
    assert {one["code"] for one in again.reasons} == {"holds_place", "no_choice"}
    assert again.status == "submitted", "the office decides"


def test_the_lead_of_one_office_reads_that_support_is_held_and_nothing_of_where(client, project, offices, applications):
    held, again = applications
    client.force_login(a_user("office_lead", project, offices[0]))
    page = show(client, again).text.replace("\xa0", " ")
    assert "Ta osoba ma już miejsce w tej formie wsparcia" in page
    assert [word for word in ("Repk", POST, held.number, held.code, held.key) if word in page] == []
    assert show(client, held).status_code == 404
    listed = client.get(reverse("recruitment:call_show", args=[held.call.key])).text
    assert held.number not in listed


def test_the_lead_of_the_other_office_learns_nothing_of_the_new_application(client, project, offices, applications):
    held, again = applications
    client.force_login(a_user("office_lead", project, offices[1]))
    assert show(client, again).status_code == 404
    page = show(client, held).text
    assert [word for word in ("Sabni", again.number, again.code, again.key) if word in page] == []


def test_the_project_office_sees_both(signed_in, applications):
    office = signed_in("coordinator")
    assert [show(office, one).status_code for one in applications] == [200, 200]
