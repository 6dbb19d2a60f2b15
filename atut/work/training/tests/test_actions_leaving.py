"""Exit, coming back and the situation four weeks after. What the verbs write, what they refuse, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.work.training import actions
from atut.work.training.models import Participation
from atut.work.training.rules import moves, participation
from atut.work.training.tests.factories import (
    a_group,
    a_session,
    an_enrolment,
)
from atut.work.training.tests.factories_records import a_funded_project, entered, moment, present

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return a_funded_project()


def test_exit_is_the_last_support_or_later_and_not_in_the_future(project, coordinator, now):
    one = entered(project, coordinator)
    for day, refusal in ((-41, participation.LeavesTooEarly), (1, participation.LeavesLater)):
        on = clock.today() + timedelta(days=day)
        with pytest.raises(refusal):
            actions.leave_project(one, on=on, is_planned_path=True, actor=coordinator, at=now)
    left = actions.leave_project(one, on=clock.today() - timedelta(days=40), is_planned_path=True, actor=coordinator, at=now)
    assert left.status == "left"


def test_nobody_leaves_while_still_enrolled_and_dropping_out_needs_a_reason(project, coordinator, now):
    one = entered(project, coordinator)
    with pytest.raises(participation.NoReason):
        actions.leave_project(one, on=clock.today(), is_planned_path=False, actor=coordinator, at=now)
    an_enrolment(a_group(project), person=one.person)
    with pytest.raises(participation.StillEnrolled):
        actions.leave_project(one, on=clock.today(), is_planned_path=True, actor=coordinator, at=now)


def test_an_institution_leaves_after_its_people(project, coordinator, now):
    one = entered(project, coordinator)
    office = Participation.objects.get(person=None)
    with pytest.raises(participation.PeopleStillIn):
        actions.leave_project(office, on=clock.today(), is_planned_path=True, actor=coordinator, at=now)
    actions.leave_project(one, on=clock.today(), is_planned_path=True, actor=coordinator, at=now)
    assert actions.leave_project(office, on=clock.today(), is_planned_path=True, actor=coordinator, at=now).status == "left"


def test_coming_back_reopens_the_same_record_first_entry_kept_last_exit_counts(project, coordinator, now):
    one = entered(project, coordinator)
    first = one.entered_on
    actions.leave_project(one, on=clock.today() - timedelta(days=30), is_planned_path=True, actor=coordinator, at=now)
    actions.record_situation(one, situation="keeps_job", on=clock.today() - timedelta(days=20), actor=coordinator, at=now)
    group = a_group(project)
    present(an_enrolment(group, person=one.person), a_session(group, starts_at=moment(-5)), coordinator)
    one.refresh_from_db()
    assert (one.status, one.entered_on, one.left_on, one.situation) == ("in_project", first, None, "")
    assert Entry.objects.filter(event="training.participation.reentered").count() == 1


def test_the_situation_lies_within_four_weeks_after_exit(project, coordinator, now):
    one = entered(project, coordinator)
    with pytest.raises(moves.NotNow):
        actions.record_situation(one, situation="keeps_job", on=clock.today(), actor=coordinator, at=now)
    left = clock.today() - timedelta(days=39)
    actions.leave_project(one, on=left, is_planned_path=True, actor=coordinator, at=now)
    with pytest.raises(participation.SituationOutsideTime):
        actions.record_situation(one, situation="keeps_job", on=left + timedelta(days=29), actor=coordinator, at=now)
    made = actions.record_situation(one, situation="keeps_job", on=left + timedelta(days=28), actor=coordinator, at=now)
    assert made.situation == "keeps_job"


def test_the_office_is_reminded_at_day_14_21_and_29_once_each(project, coordinator, now):
    one = entered(project, coordinator)
    left = clock.today() - timedelta(days=38)
    actions.leave_project(one, on=left, is_planned_path=True, actor=coordinator, at=now)
    told = []
    for day in range(35):
        at = clock.at(left + timedelta(days=day), 6)
        if actions.remind_of_situations(project, actor=system(project.pk), at=at):
            told.append(day)
    assert told == [14, 21, 29]
    assert Message.objects.filter(kind="training.situations_due").count() == 3
    with pytest.raises(PermissionDenied):
        actions.remind_of_situations(project, actor=coordinator, at=now)
