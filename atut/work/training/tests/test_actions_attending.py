"""Lists of meetings, and the entry they make. What the verbs write, what they refuse, who may not."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.work.training import actions
from atut.work.training.models import Attendance, Participation
from atut.work.training.rules import attendance, moves, participation
from atut.work.training.rules.moves import Source
from atut.work.training.tests.factories import (
    a_group,
    a_session,
    an_enrolment,
)
from atut.work.training.tests.factories_records import a_funded_project, moment, present

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return a_funded_project()


def test_the_first_meeting_attended_is_the_entry_of_person_and_institution(project, coordinator):
    group = a_group(project)
    one = an_enrolment(group)
    session = a_session(group)
    present(one, session, coordinator)
    day = clock.local(session.starts_at).date()
    one.participation.refresh_from_db()
    assert (one.participation.status, one.participation.entered_on) == ("in_project", day)
    assert Participation.objects.get(person=None).entered_on == day


def test_a_missing_paper_blocks_the_first_meeting_and_is_named(project, coordinator):
    group = a_group(project)
    one = an_enrolment(group, signed=False)
    session = a_session(group)
    with pytest.raises(participation.PapersMissing) as refused:
        present(one, session, coordinator)
    assert one.participation.person.last_name in str(refused.value)
    actions.close_list(session, [], source=Source.PAPER, actor=coordinator, at=session.ends_at)
    assert not Attendance.objects.exists()


def test_a_list_sent_twice_changes_nothing_the_second_time(project, coordinator):
    group = a_group(project)
    one = an_enrolment(group)
    session = a_session(group)
    present(one, session, coordinator)
    entry = Attendance.objects.get()
    present(one, session, coordinator)
    assert Attendance.objects.get().recorded_at == entry.recorded_at
    assert Entry.objects.filter(event="training.attendance.sent_again").count() == 1


def test_a_finished_list_is_not_changed_by_sending_another_one(project, coordinator):
    group = a_group(project)
    one = an_enrolment(group)
    session = a_session(group)
    present(one, session, coordinator)
    with pytest.raises(moves.NotNow):
        actions.close_list(session, [actions.Mark(one, "away")], source=Source.PHONE, actor=coordinator, at=session.ends_at)
    with pytest.raises(moves.NotNow):
        actions.record_attendance(session, [actions.Mark(one, "away")], source=Source.PHONE, actor=coordinator, at=session.ends_at)


def test_everybody_needs_a_mark_before_the_list_is_finished(project, coordinator):
    group = a_group(project)
    one, two = an_enrolment(group), an_enrolment(group)
    session = a_session(group)
    marks = [actions.Mark(one, "part", time(8), time(9))]
    actions.record_attendance(session, marks, source=Source.PHONE, actor=coordinator, at=session.starts_at)
    assert Attendance.objects.get().minutes == 60
    with pytest.raises(attendance.MarksMissing, match=two.participation.person.last_name):
        actions.close_list(session, marks, source=Source.PHONE, actor=coordinator, at=session.ends_at)


def test_a_trainer_marks_own_meetings_only(project):
    trainer = a_user("trainer", project)
    actor = actor_for(trainer, project)
    mine = a_session(a_group(project, trainer=trainer))
    one = an_enrolment(mine.group)
    present(one, mine, actor)
    other = a_session(a_group(project), starts_at=moment(-3))
    with pytest.raises(PermissionDenied):
        actions.record_attendance(other, [], source=Source.PHONE, actor=actor, at=other.ends_at)
    with pytest.raises(PermissionDenied):
        actions.correct_attendance(mine, [], source=Source.PHONE, reason="pomyłka", actor=actor, at=mine.ends_at)


def test_a_correction_moves_or_takes_back_the_entry(project, coordinator, now):
    group = a_group(project)
    one = an_enrolment(group)
    first, second = a_session(group, starts_at=moment(-9)), a_session(group, starts_at=moment(-2))
    present(one, first, coordinator)
    present(one, second, coordinator)
    away = [actions.Mark(one, "away")]
    actions.correct_attendance(first, away, source=Source.OFFICE, reason="podpis innej osoby", actor=coordinator, at=now)
    one.participation.refresh_from_db()
    assert one.participation.entered_on == clock.local(second.starts_at).date()
    actions.correct_attendance(second, away, source=Source.OFFICE, reason="podpis innej osoby", actor=coordinator, at=now)
    one.participation.refresh_from_db()
    assert (one.participation.status, one.participation.entered_on) == ("prepared", None)
    detail = Entry.objects.filter(event="training.attendance.corrected").order_by("pk").first().detail.values
    assert detail[one.key] == [480, 0]


def test_a_list_given_back_to_the_trainer_needs_a_reason(project, coordinator, now):
    session = a_session(a_group(project), status="closed")
    with pytest.raises(attendance.ReasonMissing):
        actions.reopen_list(session, reason="", actor=coordinator, at=now)
    assert actions.reopen_list(session, reason="pomylone osoby", actor=coordinator, at=now).status == "planned"


def test_entry_outside_the_project_is_refused(project, coordinator):
    project.starts_on = clock.today()
    project.save()
    group = a_group(project)
    with pytest.raises(participation.EntryOutsideProject):
        present(an_enrolment(group), a_session(group), coordinator)
