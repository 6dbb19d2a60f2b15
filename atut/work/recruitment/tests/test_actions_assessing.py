"""Assessment, formal decisions and withdrawal: the happy road, each refusal, the entry, the notice, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office
from atut.work.partnership.tests.factories import a_partner, a_pesel, details
from atut.work.recruitment import actions
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules.moves import ApplicationStatus, NotNow
from atut.work.recruitment.tests.factories import a_call, an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(project, at):
    return a_call(project, at=at, bound_percent=50)


def test_assessing_gives_points_and_accepts_who_meets_the_conditions(call, coordinator, at):
    application = an_application(call, at=at, pesel=a_pesel(at.date().replace(year=1970)), answers={"residents": True})
    assessed = actions.assess(application, actor=coordinator, at=at)
    assert assessed.scores == {"residents": 5, "age": 3, "gops": 0}
    assert (assessed.points, assessed.status, assessed.reasons) == (8, ApplicationStatus.ELIGIBLE, [])
    assert events()[-1] == "recruitment.application.assessed"


def test_assessing_keeps_reasons_and_leaves_the_decision_to_a_person(call, coordinator, at):
    young = an_application(call, at=at, pesel=a_pesel(at.date().replace(year=at.year - 17)))
    assessed = actions.assess(young, actor=coordinator, at=at)
    assert assessed.status == ApplicationStatus.SUBMITTED
    assert assessed.reasons == [{"code": "under_age", "edition": ""}]
    with pytest.raises(applying.ConditionsNotMet):
        actions.accept_formally(young, actor=coordinator, at=at)


def test_rejecting_keeps_the_reason_tells_the_person_and_can_be_mended(call, coordinator, at):
    application = an_application(call, at=at)
    rejected = actions.reject_formally(application, "incomplete", actor=coordinator, at=at)
    assert rejected.status == ApplicationStatus.REJECTED
    assert rejected.reasons == [{"code": "incomplete", "edition": ""}]
    assert Message.objects.filter(kind="recruitment.application_rejected").count() == 1
    with pytest.raises(applying.ReasonNeeded):
        actions.reject_formally(application, "nonsense", actor=coordinator, at=at)
    with pytest.raises(NotNow):
        actions.assess(application, actor=coordinator, at=at)
    accepted = actions.accept_formally(application, actor=coordinator, at=at)
    assert accepted.status == ApplicationStatus.ELIGIBLE
    assert events()[-1] == "recruitment.application.accepted"


def test_withdrawing_frees_the_person_to_apply_again(call, coordinator, at):
    application = an_application(call, at=at)
    withdrawn = actions.withdraw_application(application, actor=coordinator, at=at)
    assert withdrawn.status == ApplicationStatus.WITHDRAWN
    assert Message.objects.filter(kind="recruitment.application_withdrawn").count() == 1
    person = details(
        first_name=application.person.first_name, last_name=application.person.last_name, pesel=application.person.pesel
    )
    assert an_application(call, at=at, person=person).pk != application.pk
    with pytest.raises(NotNow):
        actions.withdraw_by_link(application, actor=anonymous(call.project_id), at=at)


def test_withdrawing_waits_until_a_held_place_is_given_back(call, coordinator, at):
    application = an_application(call, at=at, assessed=True)
    application.places.create(edition=application.choices.get().edition, seat=1, offered_at=at, answer_by=at + timedelta(days=3))
    with pytest.raises(applying.HoldsAPlace):
        actions.withdraw_application(application, actor=coordinator, at=at)


def test_only_the_project_office_judges(project, call, office, at):
    a_partner(project, office)
    application = an_application(call, office, at=at)
    lead = an_actor("office_lead", project, office)
    for verb, more in ((actions.assess, ()), (actions.accept_formally, ()), (actions.reject_formally, ("incomplete",))):
        for actor in (lead, an_actor("controller", project), anonymous(project.pk)):
            with pytest.raises(PermissionDenied):
                verb(application, *more, actor=actor, at=at)
    with pytest.raises(PermissionDenied):
        actions.withdraw_application(application, actor=an_actor("office_lead", project, an_office("Repki")), at=at)
