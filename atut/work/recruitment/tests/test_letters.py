"""A letter about an application has an address: the office where the person works now, never what was given for statistics."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.kernel import clock
from atut.base.mail.letters import letters
from atut.base.mail.models import Message
from atut.base.mail.queries import offices_of
from atut.base.projects.models import Organisation
from atut.work.partnership.tests.factories import a_person
from atut.work.programme.tests.factories import an_edition
from atut.work.recruitment import actions
from atut.work.recruitment.tests.factories import a_call, an_application, an_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(office):
    Organisation.objects.filter(pk=office.pk).update(street="Główna 73", postcode="08-331", locality="Sabnie")
    office.refresh_from_db()
    return office


def newest(thing):
    return Message.objects.filter(about_key=thing.key).latest("pk")


def test_application_place_and_invitation_lead_to_the_office_where_somebody_works(project, at_office, coordinator):
    at = clock.now()
    application = an_application(a_call(project, at=at), at_office, at=at, email="")
    place = an_offer(project, person=a_person(project, at_office))
    person = a_person(project, at_office, email="", last_name="Zaproszona")
    invitation = actions.invite(application.call, person, actor=coordinator, at=at)
    messages = [newest(application), newest(place), newest(invitation)]
    assert set(offices_of(project, messages, at).values()) == {at_office}
    assert len(offices_of(project, messages, at)) == 3
    assert letters(project, messages, at=at).startswith(b"%PDF")


def test_whoever_has_left_the_office_is_not_written_to_there(project, at_office):
    at = clock.now()
    application = an_application(a_call(project, at=at), at_office, at=at, email="")
    application.employment.until = clock.today() + timedelta(days=1)
    application.employment.save()
    assert offices_of(project, [newest(application)], at)
    assert not offices_of(project, [newest(application)], at + timedelta(days=2))


def test_what_goes_to_the_project_office_goes_to_nobodys_desk(project, at_office):
    message = newest(an_application(a_call(project), at_office))
    message.to_email = project.office_email = "biuro@probny.example"
    assert not offices_of(project, [message], clock.now())


def test_as_many_queries_for_three_as_for_thirty(project, at_office):
    call, asked = a_call(project, [an_edition(project, capacity=40)]), []
    for people in (3, 30):
        messages = [newest(an_application(call, at_office)) for _unused in range(people)]
        with CaptureQueriesContext(connection) as captured:
            assert len(offices_of(project, messages, clock.now())) == people
        asked.append(len(captured))
    assert asked == [2, 2]
