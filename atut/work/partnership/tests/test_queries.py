"""Who sees what, in which order, and how many questions a list asks of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.kernel.actors import anonymous
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions, queries
from atut.work.partnership.models import Partner, Person, StaffImport
from atut.work.partnership.tests.factories import a_goal, a_partner, a_person

pytestmark = pytest.mark.django_db


def asked(read):
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)


def names(rows):
    return [row.last_name for row in rows]


@pytest.fixture
def elsewhere(project):
    return a_partner(project, an_office("Repki")).organisation


def test_the_project_office_and_controllers_see_everybody(project, other_project, office, elsewhere, coordinator):
    a_person(project, office, last_name="Nasza")
    a_person(project, elsewhere, last_name="Dalsza")
    a_person(other_project, office, last_name="Obca")
    for actor in (coordinator, an_actor("controller", project)):
        assert names(queries.people(actor, [])) == ["Dalsza", "Nasza"]


@pytest.mark.parametrize("role", ["trainer", None])
def test_who_keeps_no_people_sees_nobody(project, office, role):
    a_person(project, office)
    assert not queries.people(an_actor(role, project), []).exists()
    assert not queries.people(anonymous(project.pk), []).exists()


def test_an_office_lead_sees_own_people_also_those_who_left(project, office, elsewhere, coordinator, at):
    mine, other = a_person(project, office, last_name="Nasza"), a_person(project, elsewhere, last_name="Obca")
    lead = an_actor("office_lead", project, office)
    actions.end_employment(mine.employments.get(), until=at.date(), actor=lead, at=at)
    actions.employ(mine, organisation=elsewhere, post="sekretarz", actor=coordinator, at=at)
    assert names(queries.people(lead, [])) == ["Nasza"]
    assert not queries.person_for(lead, other.key).exists()
    assert queries.offices_for(lead, project) == [office]


def test_a_person_sees_the_own_record_only(project, office, at):
    mine = a_person(project, office)
    a_person(project, office)
    me = an_actor(project=project)
    assert queries.claimed_people(anonymous(project.pk)) == []
    actions.claim_person(mine, user=type(a_user()).objects.get(pk=me.user_id), actor=me, at=at)
    assert list(queries.people(me, [])) == [mine]
    assert queries.claimed_people(me) == [mine]
    assert queries.is_claimed_by(mine, me)


def test_people_stand_in_polish_order_and_are_found_by_every_word(project, office, coordinator):
    for first, last in [("Ewa", "Żak"), ("Jan", "Łąk"), ("Adam", "Lis"), ("Ola", "Ćwik"), ("Iga", "Cal")]:
        a_person(project, office, first_name=first, last_name=last)
    assert names(queries.people(coordinator, [])) == ["Cal", "Ćwik", "Lis", "Łąk", "Żak"]
    assert names(queries.people(coordinator, ["lak", "jan"])) == ["Łąk"]
    assert names(queries.people(coordinator, ["lak", "ewa"])) == []
    assert names(queries.people(coordinator, [], an_office("Inny").key)) == []


def test_staff_lists_are_seen_by_their_office_and_the_project_office(project, office, elsewhere, coordinator, at):
    a_partner(project, office)
    for number, organisation in enumerate((office, elsewhere)):
        StaffImport.objects.create(project=project, organisation=organisation, name=f"{number}.csv", uploaded_at=at)
    assert [one.name for one in queries.staff_imports(coordinator)] == ["1.csv", "0.csv"]
    assert [one.name for one in queries.staff_imports(an_actor("office_lead", project, office))] == ["0.csv"]
    assert not queries.staff_imports(an_actor("trainer", project)).exists()
    assert queries.worklist(an_actor("trainer", project), at) == []


def test_partners_stand_in_the_order_of_the_agreement(project, coordinator, at):
    second, first = a_partner(project, position=2), a_partner(project, position=1)
    gone = a_partner(project, position=3)
    Partner.objects.filter(pk=gone.pk).update(left_on=at.date())
    assert list(queries.partners(project)) == [first, second]
    assert queries.former_partners(project) == [gone]
    assert (queries.place_of(second), queries.place_of(gone)) == (2, 2)
    assert queries.organisations_to_add(project) == [gone.organisation]
    assert gone.organisation not in queries.offices_for(coordinator, project)


def test_one_person_in_two_posts_is_counted_once(project, office, coordinator, at):
    person = a_person(project, office)
    actions.employ(person, organisation=office, post="radca", actor=coordinator, at=at)
    assert queries.headcounts(project) == {office.pk: 1}


def test_entries_that_may_be_one_person(project, office):
    one = a_person(project, office, first_name="Anna", last_name="Nowak")
    twin = a_person(project, office, pesel="", first_name="Aniela", last_name="Nowak")
    a_person(project, office, first_name="Jan", last_name="Nowak")
    assert queries.alike(one) == [twin]


def test_lists_ask_the_same_number_of_questions_with_three_rows_and_thirty(project, coordinator, at):
    reads = {
        "people": lambda: [[str(job) for job in one.employments.all()] for one in queries.people(coordinator, [])],
        "partners": lambda: [(str(one), one.organisation.commune) for one in queries.partners(project)],
        "former": lambda: [(str(one), one.organisation.parent) for one in queries.former_partners(project)],
        "headcounts": lambda: queries.headcounts(project),
        "goals": lambda: queries.goals(project),
        "imports": lambda: [(str(one.organisation), one.file, one.project) for one in queries.staff_imports(coordinator)],
    }

    def more(count):
        for number in range(count):
            person = a_person(project, an_office())
            office = person.employments.get().organisation
            StaffImport.objects.create(project=project, organisation=office, name=f"{number}.csv", uploaded_at=at)
            Partner.objects.filter(pk=a_partner(project).pk).update(left_on=at.date())
            a_goal(project)

    more(3)
    few = {name: asked(read) for name, read in reads.items()}
    more(27)
    assert {name: asked(read) for name, read in reads.items()} == few
    assert Person.objects.count() == 30
