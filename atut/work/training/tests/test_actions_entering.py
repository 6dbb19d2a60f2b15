"""Before entry and at it: answers, papers, the first meeting. What the verbs write, what they refuse, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_commune
from atut.work.training import actions, queries
from atut.work.training.models import Participation
from atut.work.training.rules import attendance, dictionaries, participation
from atut.work.training.tests.factories import (
    a_group,
    a_participation,
    a_place,
    a_session,
    an_edition,
    an_enrolment,
)
from atut.work.training.tests.factories_records import a_funded_project, answers, present

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return a_funded_project()


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
