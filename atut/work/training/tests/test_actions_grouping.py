"""Groups: places taken in, moves, resigning, the result at the end."""

import pytest

from atut.base.accounts.tests.factories import a_user
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.recruitment.rules import moves as recruitment_moves
from atut.work.training import actions, queries
from atut.work.training.rules import attendance, moves, scheduling
from atut.work.training.rules.moves import Source
from atut.work.training.tests.factories import (
    a_group,
    a_place,
    a_session,
    an_edition,
    an_enrolment,
)
from atut.work.training.tests.factories_records import a_funded_project, moment, present

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return a_funded_project()


def test_a_confirmed_place_is_taken_into_a_group(project, coordinator, now):
    group = actions.open_group(an_edition(project), name="Grupa 1", size=2, actor=coordinator, at=now)
    place = a_place(group.edition)
    made = actions.enrol(place, group, actor=coordinator, at=now)
    place.refresh_from_db()
    assert place.status == "used"
    assert made.participation.person == place.application.person
    message = Message.objects.get()
    assert message.kind == "training.enrolled"
    assert ".ics" in message.text
    with pytest.raises(recruitment_moves.NotNow):
        actions.enrol(place, group, actor=coordinator, at=now)


def test_only_places_of_the_same_edition_that_fit_are_enrolled(project, coordinator, now):
    group = a_group(project, size=1)
    with pytest.raises(scheduling.OtherEdition):
        actions.enrol(a_place(an_edition(project)), group, actor=coordinator, at=now)
    places = [a_place(group.edition), a_place(group.edition)]
    with pytest.raises(scheduling.GroupFull):
        actions.enrol_together(places, group, actor=coordinator, at=now)
    assert not group.enrolments.exists()
    assert len(actions.enrol_together(places[:1], group, actor=coordinator, at=now)) == 1


def test_nobody_is_enrolled_where_other_meetings_are(project, coordinator, now):
    one, other = a_group(project), a_group(project)
    enrolment = an_enrolment(one)
    a_session(one, starts_at=moment(3))
    a_session(other, starts_at=moment(3, 10))
    with pytest.raises(scheduling.ParticipantsTaken):
        actions.enrol(a_place(other.edition, enrolment.participation.person), other, actor=coordinator, at=now)


def test_a_person_moves_within_the_edition_and_takes_the_minutes_along(project, coordinator, now):
    edition = an_edition(project, minutes=960)
    old, new = a_group(edition=edition), a_group(edition=edition)
    enrolment = an_enrolment(old)
    present(enrolment, a_session(old), coordinator)
    a_session(new, starts_at=moment(3))
    moved = actions.move_to_group(enrolment, new, actor=coordinator, at=now)
    assert moved.group == new
    assert queries.attendance_summary(moved).attended == 480
    with pytest.raises(scheduling.SameGroup):
        actions.move_to_group(moved, new, actor=coordinator, at=now)
    with pytest.raises(scheduling.OtherEdition):
        actions.move_to_group(moved, a_group(project), actor=coordinator, at=now)
    with pytest.raises(scheduling.GroupFull):
        actions.move_to_group(moved, a_group(edition=edition, size=0), actor=coordinator, at=now)


def test_resigning_needs_a_reason_and_gives_the_place_back(project, coordinator, now):
    enrolment = an_enrolment(a_group(project))
    with pytest.raises(attendance.ReasonMissing):
        actions.resign(enrolment, reason="", actor=coordinator, at=now)
    actions.resign(enrolment, reason="zmiana pracy", actor=coordinator, at=now)
    enrolment.place.refresh_from_db()
    assert enrolment.place.status == "released"
    enrolment.refresh_from_db()
    assert enrolment.status == "resigned"
    with pytest.raises(moves.NotNow):
        actions.move_to_group(enrolment, a_group(edition=enrolment.group.edition), actor=coordinator, at=now)


def test_finishing_a_group_gives_everybody_the_result_by_attendance_alone(project, coordinator, now):
    group = a_group(project)
    here, away = an_enrolment(group), an_enrolment(group)
    session = a_session(group)
    with pytest.raises(scheduling.NotAllHeld):
        actions.finish_group(group, actor=coordinator, at=now)
    marks = [actions.Mark(here, "here"), actions.Mark(away, "away")]
    actions.close_list(session, marks, source=Source.PAPER, actor=coordinator, at=now)
    actions.finish_group(group, actor=coordinator, at=now)
    here.refresh_from_db()
    away.refresh_from_db()
    assert (here.status, away.status) == ("completed", "not_completed")
    assert here.ended_on == clock.local(session.ends_at).date()
    with pytest.raises(scheduling.NobodyToFinish):
        actions.finish_group(group, actor=coordinator, at=now)


def test_a_group_that_met_for_less_than_promised_is_not_finished(project, coordinator, now):
    group = a_group(edition=an_edition(project, minutes=600))
    enrolment = an_enrolment(group)
    present(enrolment, a_session(group), coordinator)
    with pytest.raises(scheduling.HoursNotHeld):
        actions.finish_group(group, actor=coordinator, at=now)


def test_a_group_is_not_made_smaller_than_it_is(project, coordinator, now):
    group = a_group(project)
    an_enrolment(group)
    with pytest.raises(scheduling.GroupTooSmall):
        actions.change_group(group, name="Grupa 2", size=0, actor=coordinator, at=now)
    assert actions.change_group(group, name="Grupa 2", size=9, actor=coordinator, at=now).name == "Grupa 2"


def test_a_new_trainer_of_a_group_is_free_at_its_meetings(project, coordinator, now):
    trainer = a_user("trainer", project)
    a_session(a_group(project, trainer=trainer), starts_at=moment(3))
    group = a_group(project)
    a_session(group, starts_at=moment(3))
    with pytest.raises(scheduling.TrainerTaken):
        actions.change_group(group, name=group.name, size=9, trainer=trainer, actor=coordinator, at=now)
