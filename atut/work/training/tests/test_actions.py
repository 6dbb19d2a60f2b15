"""The verbs: what they write, what they refuse, who may not."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import a_commune, a_profile
from atut.work.recruitment.rules import moves as recruitment_moves
from atut.work.training import actions, queries
from atut.work.training.models import Attendance, Participation, Session
from atut.work.training.rules import attendance, dictionaries, moves, participation, scheduling
from atut.work.training.rules.moves import Source
from atut.work.training.tests.factories import (
    a_group,
    a_participation,
    a_person,
    a_place,
    a_session,
    an_edition,
    an_enrolment,
)

pytestmark = pytest.mark.django_db
PROFILE = {
    "exit_days": 28,
    "dictionaries": {
        "citizenship": [{"code": "pl", "label": {"pl": "polskie"}}],
        "education": [{"code": "isced_5_8", "label": {"pl": "wyższe"}}, {"code": "isced_3_4", "label": {"pl": "średnie"}}],
        "labour_status": [{"code": "employed", "label": {"pl": "pracująca"}}],
        "labour_detail": [{"code": "local_government", "label": {"pl": "samorząd"}, "of": "employed"}],
        "answer": [{"code": code, "label": {"pl": code}} for code in ("yes", "no", "refused")],
        "yes_no": [{"code": code, "label": {"pl": code}} for code in ("yes", "no")],
        "situation": [
            {"code": "keeps_job", "label": {"pl": "pracuje"}},
            {"code": "watched", "label": {"pl": "?"}, "temporary": True},
        ],
        "leaving_reason": [{"code": "health", "label": {"pl": "zdrowie"}}],
    },
    "exports": {"participants": {"columns": [{"key": "homeless", "dictionary": "yes_no"}]}},
}


@pytest.fixture
def project(db):
    from atut.base.projects.tests.factories import a_project

    return a_project(host="testserver", profile=a_profile(data=PROFILE))


@pytest.fixture
def now():
    return clock.now()


def moment(days, hour=8):
    return clock.at(clock.today() + timedelta(days=days), hour)


def answers(**changed):
    return actions.EntryAnswers(
        **{
            "citizenship": "pl",
            "education": "isced_5_8",
            "labour_status": "employed",
            "labour_detail": "local_government",
            "commune": a_commune(terc=changed.pop("terc", "1429072")),
            "locality": "Sabnie",
            "postcode": "08-331",
            "sensitive": {"disability": "refused", "minority": "no", "foreign_background": "no", "homeless": "no"},
            **changed,
        }
    )


def present(enrolment, session, coordinator, minutes_after=0):
    marks = [actions.Mark(enrolment, "here")]
    return actions.close_list(session, marks, source=Source.PAPER, actor=coordinator, at=session.ends_at + timedelta(minutes=5))


# before entry


def test_entry_is_prepared_once_per_person_with_four_papers_and_the_institution(project, coordinator, now):
    place = a_place(an_edition(project))
    made = actions.prepare_entry(place, actor=coordinator, at=now)
    again = actions.prepare_entry(place, actor=coordinator, at=now)
    assert made == again
    assert made.entry_documents.count() == 4
    office = Participation.objects.get(person=None)
    assert office.organisation == place.application.employment.organisation
    assert Entry.objects.filter(event="training.participation.prepared", subject_key=made.key).count() == 2


def test_only_the_project_office_prepares_entry(project, now):
    place = a_place(an_edition(project))
    for role in ("controller", "trainer", "editor"):
        with pytest.raises(PermissionDenied):
            actions.prepare_entry(place, actor=an_actor(role, project), at=now)


def test_an_institution_can_be_prepared_by_itself(project, coordinator, office, now):
    made = actions.prepare_institution(project, organisation=office, actor=coordinator, at=now)
    assert made.person is None
    assert made.scope().organisation_ids == {office.pk}


def test_answers_are_kept_and_a_refusal_stays_a_refusal(project, coordinator, now):
    made = a_participation(project)
    actions.record_answers(made, answers(), actor=coordinator, at=now)
    made.refresh_from_db()
    assert made.sensitive["disability"] == "refused"
    assert made.education == "isced_5_8"
    assert made.degurba is None
    entry = Entry.objects.get(event="training.participation.answered")
    assert "disability" in entry.fields


def test_degurba_is_copied_only_when_it_is_confirmed(project, coordinator, now):
    commune = a_commune(terc="1429082", degurba=3)
    made = a_participation(project)
    actions.record_answers(made, answers(commune=commune, terc="1"), actor=coordinator, at=now)
    made.refresh_from_db()
    assert made.degurba is None
    commune.degurba_confirmed_at = now
    commune.save()
    actions.record_answers(made, answers(commune=commune, terc="2"), actor=coordinator, at=now)
    made.refresh_from_db()
    assert made.degurba == 3


@pytest.mark.parametrize(
    "wrong",
    [{"education": "magister"}, {"labour_detail": "farmer"}, {"sensitive": {"homeless": "refused"}}],
)
def test_an_answer_outside_the_funders_list_is_refused(project, coordinator, now, wrong):
    with pytest.raises(dictionaries.AnswerUnknown):
        actions.record_answers(a_participation(project), answers(**wrong), actor=coordinator, at=now)


def test_after_entry_only_missing_answers_are_added_and_others_need_a_correction(project, coordinator, now):
    made = a_participation(project, status="in_project", entered_on=clock.today(), education="isced_3_4")
    with pytest.raises(participation.FrozenAnswers):
        actions.record_answers(made, answers(), actor=coordinator, at=now)
    actions.record_answers(made, answers(education="isced_3_4", terc="2"), actor=coordinator, at=now)
    with pytest.raises(attendance.ReasonMissing):
        actions.correct_answers(made, answers(terc="3"), reason="", actor=coordinator, at=now)
    actions.correct_answers(made, answers(terc="4"), reason="dyplom pokazany później", actor=coordinator, at=now)
    made.refresh_from_db()
    assert made.education == "isced_5_8"
    assert Entry.objects.get(event="training.participation.corrected").detail.values["education"] == ["isced_3_4", "isced_5_8"]


def test_papers_are_printed_and_signed(project, coordinator, now):
    made = a_participation(project, signed=False)
    assert len(actions.print_papers(made, actor=coordinator, at=now)) == 4
    kinds = ["participation", "statement"]
    actions.record_signing(made, kinds=kinds, signed_on=clock.today(), actor=coordinator, at=now)
    assert len(queries.papers_missing([made.pk])[made.pk]) == 2
    with pytest.raises(participation.SignedLater):
        actions.record_signing(made, kinds=kinds, signed_on=clock.today() + timedelta(days=1), actor=coordinator, at=now)


# attendance and entry


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


# exit


def entered(project, coordinator, days=-40):
    group = a_group(project)
    one = an_enrolment(group, status="completed")
    present(one, a_session(group, starts_at=moment(days)), coordinator)
    return Participation.objects.get(pk=one.participation_id)


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


# timetable


def plan(starts_at, room="Sala 4", **fields):
    return actions.SessionPlan(starts_at=starts_at, ends_at=starts_at + timedelta(hours=6), room=room, topic="Decyzja", **fields)


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


# groups


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


def test_a_look_at_sensitive_answers_is_recorded(project, coordinator, now):
    made = a_participation(project, sensitive={"disability": "yes"})
    assert actions.look_at_answers(made, actor=coordinator, at=now)["disability"] == "yes"
    assert Entry.objects.filter(event="training.sensitive.looked_at", subject_key=made.key).exists()
    with pytest.raises(PermissionDenied):
        actions.look_at_answers(made, actor=an_actor("trainer", project), at=now)


def test_a_scan_is_kept_encrypted_and_its_name_says_nothing(project, coordinator, now):
    made = a_participation(project, signed=False)
    scan = actions.Scan(b"%PDF-1.7 skan", "Źdźbło PESEL.pdf", "application/pdf")
    actions.record_signing(made, kinds=["statement"], signed_on=clock.today(), scan=scan, actor=coordinator, at=now)
    stored = made.entry_documents.get(kind="statement").scan
    assert stored.name == f"dokumenty-{made.key}.pdf"


def test_papers_of_a_whole_group_are_printed_at_once(project, coordinator, now):
    group = a_group(project)
    an_enrolment(group, signed=False)
    an_enrolment(group, signed=True)
    assert actions.print_group_papers(group, actor=coordinator, at=now) == 4


def test_the_register_names_every_column_of_the_room(db):
    from atut.base.privacy import register

    assert [problem for problem in register.problems() if "training." in problem] == []


def test_somebody_who_never_had_support_can_be_erased_and_somebody_who_had_cannot(project, coordinator, now):
    from atut.work.training.personal_data import DATA_SETS

    group = a_group(project)
    came, never = an_enrolment(group), an_enrolment(group, status="resigned")
    present(came, a_session(group), coordinator)
    personal = [one for one in DATA_SETS if one.personal]
    key = came.participation.person.key
    assert all(one.kept(key, now) for one in personal)
    key = never.participation.person.key
    assert not any(one.kept(key, now) for one in personal)
    gone = {one.model: one.erase(key, actor=coordinator, at=now) for one in personal if one.erase}
    assert gone["training.Participation"] == 1
    assert gone["training.EntryDocument"] == 4
    assert not any(one.for_person(key) for one in personal)
