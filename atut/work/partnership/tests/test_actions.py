"""People, employments, partners and goals: the verbs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.kernel.actors import anonymous
from atut.base.projects.tests.factories import an_office
from atut.work.partnership import actions, queries, rules
from atut.work.partnership.models import Employment, Person
from atut.work.partnership.tests.factories import a_goal, a_partner, a_person, a_pesel, details

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def visitor(project):
    return anonymous(project.pk)


def test_the_pesel_gives_birth_date_and_sex(project, office, visitor, at):
    person = actions.register_person(project, details(pesel="80061512342"), organisation=office, actor=visitor, at=at)
    person.refresh_from_db()
    assert (person.birth_date, person.sex, person.pesel) == (date(1980, 6, 15), "f", "80061512342")
    assert Entry.objects.get(event="partnership.person.registered").subject_key == person.key


def test_the_same_pesel_is_the_same_person(project, other_project, office, visitor, at):
    typed = details(pesel="80061512342")
    first = actions.register_person(project, typed, organisation=office, actor=visitor, at=at)
    again = actions.register_person(project, typed, organisation=None, actor=visitor, at=at)
    elsewhere = actions.register_person(other_project, typed, organisation=office, actor=anonymous(other_project.pk), at=at)
    assert first == again
    assert elsewhere != first
    assert elsewhere.identity_hash != first.identity_hash


def test_an_applicant_becomes_the_person_of_the_staff_list(project, office, visitor, at):
    listed = a_person(project, office, pesel="", first_name="Łucja", last_name="Żółw", email="l.zolw@sabnie.example")
    typed = details(first_name="łucja", last_name="Żółw", email="obca@example.com")
    person = actions.register_person(project, typed, organisation=office, actor=visitor, at=at)
    assert person == listed
    assert person.pesel == typed.pesel
    assert person.email == "l.zolw@sabnie.example", "nobody has checked yet who is typing"


def test_two_of_one_name_are_not_guessed_between(project, office, visitor, at):
    entries = {"pesel": "", "first_name": "Anna", "last_name": "Nowak"}
    a_person(project, office, **entries)
    Person.objects.get().employments.update(until=at.date())
    twin = Person.objects.get()
    twin.pk, twin.key = None, "twin"
    twin.save()
    Employment.objects.create(person=twin, organisation=office)
    person = actions.register_person(
        project, details(first_name="Anna", last_name="Nowak"), organisation=office, actor=visitor, at=at
    )
    assert Person.objects.count() == 3
    assert person.identity_hash


def test_a_namesake_of_another_office_is_another_person(project, office, visitor, at):
    listed = a_person(project, an_office("Repki"), pesel="", first_name="Anna", last_name="Nowak")
    typed = details(first_name="Anna", last_name="Nowak")
    assert actions.register_person(project, typed, organisation=office, actor=visitor, at=at) != listed


def test_the_office_and_the_person_replace_contact_data(project, office, at):
    person = a_person(project, office)
    typed = replace(details(pesel=person.pesel, last_name=person.last_name), email="nowy@example.org")
    lead = an_actor("office_lead", project, office)
    assert actions.register_person(project, typed, organisation=office, actor=lead, at=at).email == "nowy@example.org"
    me = an_actor(project=project)
    actions.claim_person(person, user=type(a_user()).objects.get(pk=me.user_id), actor=me, at=at)
    typed = replace(typed, email="moj@example.org", last_name="Nowa-Nazwa")
    mine = actions.register_person(project, typed, organisation=office, actor=me, at=at)
    assert (mine.email, mine.last_name) == ("moj@example.org", "Nowa-Nazwa")


def test_a_number_under_a_wholly_different_name_is_refused(project, office, visitor, at):
    person = a_person(project, office)
    wrong = details(pesel=person.pesel, first_name="Jan", last_name="Inny")
    with pytest.raises(rules.OtherName):
        actions.register_person(project, wrong, organisation=office, actor=visitor, at=at)


def test_an_open_employment_is_mended_not_doubled(project, office, coordinator, visitor, at):
    person = a_person(project, office, post="", unit="Kadry")
    employment = actions.employ(person, organisation=office, post="sekretarz", unit="Inny", actor=visitor, at=at)
    assert (employment.post, employment.unit) == ("sekretarz", "Kadry")
    employment = actions.employ(person, organisation=office, post="skarbnik", unit="Finanse", actor=coordinator, at=at)
    assert (employment.post, employment.unit) == ("skarbnik", "Finanse")
    assert person.employments.count() == 1


def test_after_its_end_a_new_employment_opens(project, office, coordinator, at):
    person = a_person(project, office)
    employment = person.employments.get()
    actions.end_employment(employment, until=at.date(), actor=coordinator, at=at)
    actions.employ(person, organisation=office, post="wójt", since=at.date(), actor=coordinator, at=at)
    assert person.employments.count() == 2
    assert Entry.objects.filter(event="partnership.employment.ended").count() == 1


def test_an_employment_does_not_end_before_it_begins(project, office, coordinator, at):
    person = a_person(project, office)
    employment = actions.employ(person, organisation=office, post="", since=at.date(), actor=coordinator, at=at)
    with pytest.raises(rules.EndsBeforeStart):
        actions.end_employment(employment, until=at.date(), actor=coordinator, at=at)


def test_a_strange_office_ends_nothing(project, office, at):
    lead = an_actor("office_lead", project, an_office("Repki"))
    with pytest.raises(PermissionDenied):
        actions.end_employment(a_person(project, office).employments.get(), until=at.date(), actor=lead, at=at)


def test_an_organisation_joins_once(project, office, coordinator, at):
    partner = a_partner(project, office, role="lead")
    assert partner.joined_on
    with pytest.raises(rules.AlreadyPartner, match="Sabnie"):
        actions.add_partner(project, office, role="partner", position=2, actor=coordinator, at=at)


def test_goals_stand_in_their_levels(project, coordinator, at):
    main = a_goal(project)
    specific = a_goal(project, main)
    assert [g.position for g in (specific, a_goal(project, main))] == [1, 2]
    with pytest.raises(rules.GoalMisplaced):
        a_goal(project, main, kind="measured")
    with pytest.raises(rules.PolishMissing):
        actions.add_goal(project, rules.GoalDetails("main", {"en": "Goal"}), actor=coordinator, at=at)
    with pytest.raises(rules.GoalInUse):
        actions.remove_goal(main, actor=coordinator, at=at)
    actions.remove_goal(specific, actor=coordinator, at=at)
    mended = actions.change_goal(main, rules.GoalDetails("main", {"pl": "Lepiej"}), actor=coordinator, at=at)
    assert mended.title == {"pl": "Lepiej"}


@pytest.fixture
def tree(project):
    """Two main goals; three specific ones under the first, one under the second; a result under the first of all."""
    first, second = a_goal(project), a_goal(project)
    under = [a_goal(project, first) for _unused in range(3)]
    return first, second, under, a_goal(project, second), a_goal(project, under[0])


def order(project):
    return [str(goal) for goal in queries.goals(project)]


def test_goals_move_up_and_down_within_their_list(project, coordinator, at, tree):
    first, second, under, _other, _result = tree
    actions.move_goal(under[2], up=True, actor=coordinator, at=at)
    assert [goal.pk for goal in first.children.order_by("position")] == [under[0].pk, under[2].pk, under[1].pk]
    actions.move_goal(under[0], up=False, actor=coordinator, at=at)
    assert list(first.children.order_by("position").values_list("pk", "position")) == [
        (under[2].pk, 1), (under[0].pk, 2), (under[1].pk, 3),
    ]  # fmt: skip
    actions.move_goal(first, up=False, actor=coordinator, at=at)
    assert order(project)[0] == str(second)
    assert Entry.objects.filter(event="partnership.goal.moved").count() == 3


@pytest.mark.parametrize(("number", "up"), [(0, True), (2, False)])
def test_beyond_the_end_nothing_moves(project, coordinator, at, tree, number, up):
    before = order(project)
    with pytest.raises(rules.GoalAtTheEnd):
        actions.move_goal(tree[2][number], up=up, actor=coordinator, at=at)
    assert order(project) == before


def test_a_goal_goes_under_another_with_everything_under_it(project, coordinator, at, tree):
    first, second, under, other, result = tree
    moved = actions.put_goal_under(under[0], second, actor=coordinator, at=at)
    assert (moved.parent, moved.position) == (second, 2)
    assert list(first.children.order_by("position").values_list("position", flat=True)) == [1, 2]
    assert order(project) == [str(goal) for goal in (first, under[1], under[2], second, other, under[0], result)]
    actions.put_goal_under(result, other, actor=coordinator, at=at)
    result.refresh_from_db()
    assert result.parent == other


def test_a_goal_never_stands_under_itself_nor_on_a_wrong_level(project, coordinator, at, tree):
    first, second, under, _other, result = tree
    for goal, above in ((first, first), (first, under[0]), (first, result), (under[0], result)):
        with pytest.raises(rules.GoalUnderItself):
            actions.put_goal_under(goal, above, actor=coordinator, at=at)
    for goal, above in ((first, second), (under[0], under[1]), (result, second)):
        with pytest.raises(rules.GoalMisplaced):
            actions.put_goal_under(goal, above, actor=coordinator, at=at)


def test_goals_of_another_project_are_not_reached(project, other_project, coordinator, at, tree):
    foreign = a_goal(other_project)
    with pytest.raises(PermissionDenied):
        actions.put_goal_under(tree[2][0], foreign, actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.move_goal(foreign, up=True, actor=coordinator, at=at)


def test_merging_keeps_everything(project, office, coordinator, at):
    kept = a_person(project, office, email="", phone="", first_name="Anna", last_name="Łąk")
    duplicate = a_person(project, an_office("Repki"), pesel="", email="a@example.org", first_name="Anna", last_name="Lak")
    actions.employ(duplicate, organisation=office, post="sekretarz", actor=coordinator, at=at)
    user = a_user()
    actions.claim_person(duplicate, user=user, actor=coordinator, at=at)
    person = actions.merge_people(kept, duplicate, actor=coordinator, at=at)
    assert person.email == "a@example.org"
    assert {e.organisation.short_name for e in person.employments.all()} == {"Sabnie", "Repki"}
    assert person.claims.get().user == user
    assert not Person.objects.filter(key=duplicate.key).exists()
    assert Entry.objects.get(event="partnership.person.merged").subject_key == duplicate.key


def test_an_identity_moves_to_the_kept_entry(project, office, coordinator, at):
    kept = a_person(project, office, pesel="")
    duplicate = a_person(project, an_office("Repki"))
    person = actions.merge_people(kept, duplicate, actor=coordinator, at=at)
    person.refresh_from_db()
    assert person.pesel == duplicate.pesel
    assert person.identity_hash == duplicate.identity_hash


def test_two_identities_are_two_people(project, office, coordinator, at):
    with pytest.raises(rules.DifferentPeople):
        actions.merge_people(a_person(project, office), a_person(project, office), actor=coordinator, at=at)


def test_one_entry_is_not_merged_with_itself(project, office, coordinator, at):
    person = a_person(project, office)
    with pytest.raises(rules.SamePerson):
        actions.merge_people(person, person, actor=coordinator, at=at)


def test_only_the_project_office_merges(project, office, at):
    lead = an_actor("office_lead", project, office)
    with pytest.raises(PermissionDenied):
        actions.merge_people(a_person(project, office), a_person(project, office, pesel=""), actor=lead, at=at)


def test_every_look_at_a_pesel_is_recorded(project, office, coordinator, at):
    person = a_person(project, office)
    assert actions.reveal_pesel(person, actor=coordinator, at=at) == person.pesel
    assert Entry.objects.get(event="partnership.person.looked_at").actor_id == coordinator.user_id
    with pytest.raises(PermissionDenied):
        actions.reveal_pesel(person, actor=an_actor("office_lead", project, office), at=at)


def test_contact_is_mended_by_the_person(project, office, at):
    person = a_person(project, office)
    me = an_actor(project=project)
    with pytest.raises(PermissionDenied):
        actions.change_contact(person, email="x@example.org", phone="", language="en", actor=me, at=at)
    actions.claim_person(person, user=a_user().__class__.objects.get(pk=me.user_id), actor=me, at=at)
    person = Person.objects.get(pk=person.pk)
    assert actions.change_contact(person, email="x@example.org", phone="", language="en", actor=me, at=at).language == "en"


def test_factories_make_valid_people(project, at):
    assert a_pesel(serial=1) != a_pesel(serial=2)
    assert a_person(project).age_on(at.date() + timedelta(days=1))
