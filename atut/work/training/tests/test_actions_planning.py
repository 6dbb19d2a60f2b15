"""The timetable: rooms, trainers and people are at one meeting at a time; a meeting moved or called off."""

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import a_user
from atut.base.mail.models import Message
from atut.work.training import actions
from atut.work.training.models import Session
from atut.work.training.rules import moves, scheduling
from atut.work.training.tests.factories import (
    a_group,
    a_participation,
    a_person,
    a_session,
    an_enrolment,
)
from atut.work.training.tests.factories_records import a_funded_project, answers, moment, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return a_funded_project()


def test_a_room_is_taken_however_its_name_is_typed(project, coordinator, now):
    actions.add_session(a_group(project, name="Grupa A"), plan(moment(3)), actor=coordinator, at=now)
    with pytest.raises(scheduling.RoomTaken, match="Grupa A"):
        actions.add_session(a_group(project), plan(moment(3, 13), room="  SALA  4"), actor=coordinator, at=now)
    made = actions.add_session(a_group(project), plan(moment(3, 14), room="sala 4"), actor=coordinator, at=now)
    assert made.minutes == 360


def test_a_trainer_leads_one_meeting_at_a_time(project, coordinator, now):
    trainer = a_user("trainer", project, name="Wojciech Ździebło")
    actions.add_session(a_group(project, trainer=trainer), plan(moment(3), room="A"), actor=coordinator, at=now)
    with pytest.raises(scheduling.TrainerTaken, match="Ździebło"):
        actions.add_session(a_group(project), plan(moment(3), room="B", trainer=trainer), actor=coordinator, at=now)


def test_a_participant_is_at_one_meeting_at_a_time(project, coordinator, now):
    one, other = a_group(project), a_group(project)
    enrolment = an_enrolment(one)
    an_enrolment(other, person=enrolment.participation.person)
    actions.add_session(one, plan(moment(3), room="A"), actor=coordinator, at=now)
    with pytest.raises(scheduling.ParticipantsTaken, match="Źdźbło"):
        actions.add_session(other, plan(moment(3), room="B"), actor=coordinator, at=now)


def test_a_meeting_is_moved_and_people_are_told(project, coordinator, now):
    group = a_group(project)
    an_enrolment(group)
    session = actions.add_session(group, plan(moment(3)), actor=coordinator, at=now)
    actions.change_session(session, plan(moment(4)), actor=coordinator, at=now)
    session.refresh_from_db()
    assert session.sequence == 1
    assert Message.objects.get().kind == "training.session_moved"


def test_a_finished_meeting_is_not_moved(project, coordinator, now):
    session = a_session(a_group(project), status="closed")
    with pytest.raises(moves.NotNow):
        actions.change_session(session, plan(moment(3)), actor=coordinator, at=now)


def test_a_meeting_called_off_stays_and_says_why(project, coordinator, now):
    group = a_group(project)
    an_enrolment(group)
    session = actions.add_session(group, plan(moment(3)), actor=coordinator, at=now)
    actions.cancel_session(session, reason="choroba prowadzącej", actor=coordinator, at=now)
    assert Session.objects.get().cancel_reason == "choroba prowadzącej"
    assert "choroba" in Message.objects.get().text
    actions.add_session(a_group(project), plan(moment(3)), actor=coordinator, at=now)


def test_a_meeting_outside_the_project_is_refused(project, coordinator, now):
    with pytest.raises(scheduling.OutsideProject):
        actions.add_session(a_group(project), plan(moment(900)), actor=coordinator, at=now)


def test_person_of_another_project_is_out_of_reach(project, other_project, coordinator, now):
    stranger = a_participation(other_project, a_person(other_project))
    with pytest.raises(PermissionDenied):
        actions.record_answers(stranger, answers(), actor=coordinator, at=now)
