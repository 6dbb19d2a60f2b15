"""Who sees what, and the same number of queries for few and for many."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.accounts.queries import actor_for
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.kernel import clock
from atut.base.projects.tests.factories import a_commune
from atut.work.partnership.models import PersonClaim
from atut.work.training import queries
from atut.work.training.models import Attendance
from atut.work.training.tests.factories import a_group, a_participation, a_person, a_place, a_session, an_edition, an_enrolment

pytestmark = pytest.mark.django_db


def count_of(question):
    with CaptureQueriesContext(connection) as seen:
        question()
    return len(seen)


def fill(group, people, meetings):
    sessions = [a_session(group, starts_at=clock.at(clock.today() - timedelta(days=90 - n), 8)) for n in range(meetings)]
    for _unused in range(people):
        one = an_enrolment(group)
        for session in sessions:
            Attendance.objects.create(
                session=session, enrolment=one, minutes=60, source="paper", recorded_at=clock.now(), recorded_by="x"
            )
    a_place(group.edition)


@pytest.mark.parametrize(
    "question",
    [
        lambda actor, group: queries.group_sheet(group, clock.now()),
        lambda actor, group: queries.lines(group.sessions.order_by("pk").first()),
        lambda actor, group: queries.groups_overview(actor, on=clock.today()),
        lambda actor, group: queries.participations(actor, group.edition.project, queries.Wanted(), today=clock.today()),
        lambda actor, group: queries.participations_for_figures(group.edition.project, today=clock.today()),
        lambda actor, group: queries.institutions_for_figures(group.edition.project),
        lambda actor, group: queries.worklist(actor, clock.now()),
        lambda actor, group: queries.went_wrong(actor, clock.now()),
    ],
)
def test_as_many_queries_for_thirty_people_as_for_three(project, coordinator, question):
    group = a_group(edition=an_edition(project))
    group.edition.project.profile  # noqa: B018  # loaded before counting, as the middleware does
    fill(group, people=3, meetings=2)
    few = count_of(lambda: question(coordinator, group))
    fill(group, people=27, meetings=3)
    assert count_of(lambda: question(coordinator, group)) == few


def test_a_participant_sees_own_training_with_as_many_queries_for_many_meetings(project):
    group = a_group(project)
    one, user = an_enrolment(group), a_user()
    an_enrolment(group)
    PersonClaim.objects.create(user=user, person=one.participation.person, claimed_at=clock.now())
    actor = actor_for(user, project)
    a_session(group, starts_at=clock.at(clock.today() + timedelta(days=2), 8))
    few = count_of(lambda: queries.my_training(actor, clock.now()))
    for day in range(3, 30):
        a_session(group, starts_at=clock.at(clock.today() + timedelta(days=day), 8))
    assert count_of(lambda: queries.my_training(actor, clock.now())) == few
    (mine,) = queries.my_training(actor, clock.now())
    assert mine.next_session.starts_at == clock.at(clock.today() + timedelta(days=2), 8)
    assert len(mine.ahead) == 27
    assert mine.papers == []


def test_incomplete_data_keep_a_person_out_of_the_figures_and_age_is_that_of_the_day_of_entry(project):
    person = a_person(project, birth_date=date(1980, 6, 15))
    one = a_participation(project, person, status="in_project", entered_on=date(2025, 6, 14))
    (row,) = queries.participations_for_figures(project, today=clock.today())
    assert row.age_at_entry == 44
    assert not row.is_complete
    one.citizenship, one.education, one.labour_status = "pl", "isced_5_8", "employed"
    one.commune, one.locality, one.postcode = a_commune(), "Sabnie", "08-331"
    one.sensitive = {"disability": "refused", "minority": "no", "foreign_background": "no", "homeless": "no"}
    one.entered_on = date(2025, 6, 15)
    one.save()
    (row,) = queries.participations_for_figures(project, today=clock.today())
    assert row.is_complete
    assert row.age_at_entry == 45
    assert row.sensitive["disability"] == "refused"


def test_another_project_and_another_role_get_no_worklist(project, other_project, coordinator):
    fill(a_group(project), people=1, meetings=1)
    assert queries.worklist(coordinator, clock.now())
    assert queries.worklist(an_actor("coordinator", other_project), clock.now()) == []
    assert queries.worklist(an_actor("trainer", project), clock.now()) == []
    assert queries.went_wrong(an_actor("trainer", project), clock.now()) == []


def test_a_late_situation_and_a_lost_certificate_went_wrong(project, coordinator):
    a_participation(project, status="left", entered_on=date(2026, 1, 5), left_on=clock.today() - timedelta(days=29))
    group = a_group(project)
    an_enrolment(group)
    a_session(group, status="closed")
    wrong = queries.went_wrong(coordinator, clock.now())
    assert [item.count for item in wrong] == [1, 1]
    due = a_participation(project, status="left", entered_on=date(2026, 1, 5), left_on=clock.today() - timedelta(days=14))
    assert any(
        "sytuacja" in item.url or item.url.endswith("lacks=situation") for item in queries.worklist(coordinator, clock.now())
    )
    assert due in queries.situations_to_remind(project, today=clock.today())
