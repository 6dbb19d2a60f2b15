"""Points of the committee: needed before points are worked out, within their maximum, recorded, and not after the closing."""

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.tests.reading import events
from atut.work.recruitment import actions
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules.points import Criterion, JuryMissing, NotForTheJury
from atut.work.recruitment.tests.factories import a_call, an_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(project, at):
    criteria = [
        Criterion("residents", {"pl": "Obsługa", "en": "Service"}, 5),
        Criterion("motives", {"pl": "Uzasadnienie", "en": "Motives"}, 10, "jury"),
    ]
    return an_application(a_call(project, at=at, criteria=criteria), at=at, answers={"residents": True})


def test_points_wait_for_the_committee_and_count_its_points(application, coordinator, at):
    with pytest.raises(JuryMissing, match="Uzasadnienie"):
        actions.assess(application, actor=coordinator, at=at)
    judged = actions.record_jury_points(application, {"motives": 7}, actor=coordinator, at=at)
    assert events()[-1] == "recruitment.application.judged"
    assert actions.assess(judged, actor=coordinator, at=at).scores == {"residents": 5, "motives": 7}


def test_whoever_does_not_meet_the_conditions_needs_no_points(project, application, coordinator, at):
    call = a_call(project, at=at, criteria=application.call.rules.criteria)
    young = an_application(call, at=at, birth_date=at.date().replace(year=at.year - 17), pesel="", other_identifier="X1", sex="f")
    assert actions.assess(young, actor=coordinator, at=at).reasons


@pytest.mark.parametrize("jury", [{}, {"motives": 11}, {"motives": -1}, {"motives": 3, "residents": 5}])
def test_points_outside_the_list_are_refused(application, coordinator, at, jury):
    with pytest.raises(NotForTheJury):
        actions.record_jury_points(application, jury, actor=coordinator, at=at)


def test_points_after_the_closing_are_refused(application, coordinator, at):
    application.call.status = "selected"
    application.call.save()
    with pytest.raises(applying.ListClosed):
        actions.record_jury_points(application, {"motives": 1}, actor=coordinator, at=at)


def test_only_the_committee_and_the_project_office_bring_points(project, application, at):
    with pytest.raises(PermissionDenied):
        actions.record_jury_points(application, {"motives": 1}, actor=an_actor("controller", project), at=at)
    actions.record_jury_points(application, {"motives": 1}, actor=an_actor("committee", project), at=at)


def test_checking_all_at_once_says_whom_the_committee_owes_points(application, signed_in):
    client = signed_in("coordinator")
    answer = client.post(f"/biurko/nabor/{application.call.key}/naraz/", {"verb": "assess", "all": "1"})
    assert answer.context["unscored"] == [application]
    assert application.number in answer.text.partition('id="unscored"')[2]
