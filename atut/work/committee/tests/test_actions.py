"""Members, ties, sheets: the happy road, each refusal, the entries, who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from atut.base.accounts.models import Membership
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.tests.reading import events
from atut.base.kernel import clock
from atut.base.mail.models import Message
from atut.work.committee import actions
from atut.work.committee.models import Conflict
from atut.work.committee.queries import members as queries
from atut.work.committee.rules import members, scoring
from atut.work.committee.tests.factories import a_closed_sheet, a_judged_call, a_listed_call, a_member, acting
from atut.work.partnership.models import PersonClaim
from atut.work.recruitment.tests.factories_placing import an_eligible_application

pytestmark = pytest.mark.django_db
SCORES = {"motives": 7, "plan": 3}


@pytest.fixture
def call(project):
    return a_judged_call(project)


def test_appointing_sets_the_committee_up_and_tells_the_member(call, coordinator):
    first = a_member(call, is_chair=True, declared=False)
    assert events()[-1] == "committee.member.appointed"
    assert Message.objects.get(kind="committee.member_appointed").to_email == first.user.email
    second = a_member(call, is_chair=True, declared=False)
    first.refresh_from_db()
    assert (first.is_chair, second.is_chair, first.committee) == (False, True, second.committee)
    with pytest.raises(members.AlreadyAppointed):
        actions.appoint_member(call, first.user, actor=coordinator, at=clock.now())


def test_only_who_holds_the_role_and_sees_no_names_is_appointed(project, call, coordinator):
    with pytest.raises(members.NotOnCommittees):
        actions.appoint_member(call, a_user("trainer", project), actor=coordinator, at=clock.now())
    both = a_user("committee", project)
    Membership.objects.create(user=both, project=project, role="controller", since=clock.now())
    with pytest.raises(members.SeesNames):
        actions.appoint_member(call, both, actor=coordinator, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.appoint_member(call, a_user("committee", project), actor=an_actor("controller", project), at=clock.now())


def test_the_committee_of_a_closed_list_stays(project, coordinator):
    call = a_listed_call(project)
    with pytest.raises(members.NotAfterTheList):
        actions.appoint_member(call, a_user("committee", project), actor=coordinator, at=clock.now())
    with pytest.raises(members.NotAfterTheList):
        actions.dismiss_member(call.seats[0], actor=coordinator, at=clock.now())


def test_nobody_scores_before_the_declaration(call):
    member = a_member(call, declared=False)
    with pytest.raises(members.NotDeclared):
        actions.save_scores(member, call.people[0], SCORES, actor=acting(member), at=clock.now())
    declared = actions.declare_impartiality(member, {}, actor=acting(member), at=clock.now())
    assert declared.declared_at
    assert events()[-1] == "committee.member.declared"
    actions.save_scores(member, call.people[0], SCORES, actor=acting(member), at=clock.now())


def test_each_member_declares_and_scores_in_person(call, coordinator):
    member, other = a_member(call), a_member(call)
    for actor in (coordinator, acting(other)):
        with pytest.raises(PermissionDenied):
            actions.declare_impartiality(member, {}, actor=actor, at=clock.now())
        with pytest.raises(PermissionDenied):
            actions.save_scores(member, call.people[0], SCORES, actor=actor, at=clock.now())
        with pytest.raises(PermissionDenied):
            actions.close_sheet(member, actor=actor, at=clock.now())


def test_a_declared_tie_takes_the_application_away_and_stays(call):
    first, second = call.people
    member = a_member(call)
    actions.save_scores(member, first, SCORES, actor=acting(member), at=clock.now())
    actions.declare_impartiality(member, {first: "family"}, actor=acting(member), at=clock.now())
    assert not member.sheets.exists(), "an open score of somebody with a tie is set aside"
    with pytest.raises(members.InConflict):
        actions.save_scores(member, first, SCORES, actor=acting(member), at=clock.now())
    actions.declare_impartiality(member, {}, actor=acting(member), at=clock.now())
    assert [one.pk for one in queries.to_judge(member)] == [second.pk]
    assert "committee.conflict.declared" in events()


def test_what_follows_from_the_data_needs_no_declaration(project, call):
    own, below = call.people
    led = an_eligible_application(call, [], points=None, status="submitted")
    member = a_member(call)
    PersonClaim.objects.create(user=member.user, person=own.person, claimed_at=clock.now())
    below.employment.superior = own.person
    below.employment.save()
    office = led.employment.organisation
    Membership.objects.create(user=member.user, project=project, role="office_lead", organisation=office, since=clock.now())
    assert list(queries.to_judge(member)) == []


def test_the_office_notes_a_tie_of_one_unit(call, coordinator):
    person = call.people[0]
    member = a_member(call)
    PersonClaim.objects.create(user=member.user, person=person.person, claimed_at=clock.now())
    committee = member.committee
    found = queries.suggestions(committee)
    assert {(one.member, one.application) for one in found} == {(member, person)}
    with pytest.raises(PermissionDenied):
        actions.note_conflict(member, person, tie="unit", actor=acting(member), at=clock.now())
    actions.note_conflict(member, person, tie="unit", actor=coordinator, at=clock.now())
    assert Conflict.objects.get().declared_by == coordinator.label
    assert queries.suggestions(committee) == []


def test_the_last_sheet_closed_brings_the_points(call):
    first, second = a_member(call), a_member(call)
    a_closed_sheet(first, {"motives": 7, "plan": 2})
    call.people[0].refresh_from_db()
    assert call.people[0].jury == {}
    a_closed_sheet(second, {"motives": 8, "plan": 3})
    for one in call.people:
        one.refresh_from_db()
        assert one.jury == {"motives": 15, "plan": 3}
    assert events()[-1] == "recruitment.application.judged"
    with pytest.raises(scoring.SheetClosed):
        actions.save_scores(first, call.people[0], SCORES, actor=acting(first), at=clock.now())


def test_a_sheet_with_a_gap_or_before_the_last_moment_is_not_closed(call):
    member = a_member(call)
    actions.save_scores(member, call.people[0], {"motives": 3}, actor=acting(member), at=clock.now())
    with pytest.raises(scoring.NotAllScored, match=call.people[0].code):
        actions.close_sheet(member, actor=acting(member), at=clock.now())
    with pytest.raises(scoring.StillOpenToApply):
        actions.close_sheet(member, actor=acting(member), at=call.closes_at - timedelta(minutes=1))
    with pytest.raises(scoring.OutOfRange):
        actions.save_scores(member, call.people[0], {"motives": 11}, actor=acting(member), at=clock.now())


def test_a_call_without_a_jury_has_nothing_to_score(project):
    call = a_judged_call(project, criteria=())
    member = a_member(call)
    with pytest.raises(scoring.NothingToScore):
        actions.close_sheet(member, actor=acting(member), at=clock.now())


def test_points_wait_until_two_have_scored_each_application(call, coordinator):
    first, second = a_member(call), a_member(call, ties={call.people[0]: "other"})
    for member in (first, second):
        a_closed_sheet(member, SCORES)
    assert queries.state(first.committee).too_few == (call.people[0].code,)
    assert actions.settle_results(first.committee, actor=coordinator, at=clock.now()) == 0
    a_closed_sheet(a_member(call), SCORES)
    assert queries.state(first.committee).is_settled


def test_a_dismissed_member_counts_no_more_and_does_nothing(call, coordinator):
    leaving = a_member(call)
    for member in (a_member(call), a_member(call)):
        a_closed_sheet(member, SCORES)
    gone = actions.dismiss_member(leaving, actor=coordinator, at=clock.now())
    with pytest.raises(members.NoLongerMember):
        actions.dismiss_member(gone, actor=coordinator, at=clock.now())
    with pytest.raises(members.NoLongerMember):
        actions.close_sheet(gone, actor=acting(gone), at=clock.now())
    assert actions.settle_results(gone.committee, actor=coordinator, at=clock.now()) == 2
    assert events()[-1] == "committee.committee.settled"


def test_a_member_who_lost_the_role_does_nothing(call):
    member = a_member(call)
    Membership.objects.filter(user=member.user).update(until=clock.now())
    with pytest.raises(PermissionDenied):
        actions.save_scores(member, call.people[0], SCORES, actor=acting(member), at=clock.now())
