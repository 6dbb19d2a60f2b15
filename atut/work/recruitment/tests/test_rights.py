"""What is held about an applicant, why it stays, and that an erasure takes the values."""

from datetime import date, timedelta

import pytest

from atut.base.files.tests.making import a_pdf
from atut.base.privacy import register
from atut.base.projects.models import Project
from atut.work.partnership.tests.factories import a_partner
from atut.work.recruitment import actions
from atut.work.recruitment.actions.erasing import erase_applications
from atut.work.recruitment.queries import rights
from atut.work.recruitment.tests.factories import a_call, application_data

pytestmark = pytest.mark.django_db


def test_an_application_stays_five_years_and_then_its_values_go(project, coordinator, at):
    a_partner(project)
    call = a_call(project, at=at)
    data = application_data(call, at=at, access_needs="pętla")
    paper = actions.Paper("OR.1", scan=a_pdf(), scan_name="a.pdf")
    application = actions.submit(call, data, actor=coordinator, at=at, paper=paper)
    key = application.person.key
    assert rights.why_applications_stay(key, at).until is None  # the day of the last payment is not known: nothing goes
    project.profile.data = {"retention": {"project": {"days": 1826, "article": {"pl": "art. 82"}}}}
    project.profile.save()
    Project.objects.update(last_payment_on=at.date())
    kept = rights.why_applications_stay(key, at)
    assert kept.until == date(at.year + 5, 12, 31)
    assert "art. 82" in kept.why
    assert rights.why_applications_stay(key, at + timedelta(days=366 * 9)) is None
    assert rights.why_applications_stay("nobody", at) is None
    assert erase_applications(key, actor=coordinator, at=at) == 1
    application.refresh_from_db()
    assert (application.access_needs, application.answers, application.scan) == ("", {}, None)
    for held in (rights.applications_of, rights.choices_of):
        assert held(key).count() == 1
    for held in (rights.repeats_of, rights.places_of):
        assert held(key).count() == 0


def test_every_column_of_recruitment_is_in_the_register():
    assert [problem for problem in register.problems() if problem.startswith("recruitment")] == []
