"""The verbs of accounts: who may, what is kept, who is told."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from atut.base.accounts import actions, rules
from atut.base.accounts.actions import InvitationDetails
from atut.base.accounts.models import Membership, User
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.audit.models import Entry
from atut.base.kernel.actors import system
from atut.base.mail.models import Message

pytestmark = pytest.mark.django_db


def details(project, **changes):
    return InvitationDetails(**{"email": "Ewa@Example.org", "name": "Ewa Lis", "role": "editor", "project": project, **changes})


def test_the_second_invitation_to_the_same_role_kills_the_first(project, coordinator, at):
    first = actions.invite(details(project), actor=coordinator, at=at)
    second = actions.invite(details(project), actor=coordinator, at=at)
    first.refresh_from_db()
    assert first.withdrawn_at == at
    assert second.email == "ewa@example.org"
    assert Entry.objects.filter(event="accounts.invitation.sent").count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "participant"}, rules.RoleNotGiven),
        ({"role": "administrator"}, rules.RoleNotGiven),
        ({"role": "office_lead"}, rules.OfficeMissing),
    ],
)
def test_an_invitation_to_what_is_not_held_there_is_refused(project, coordinator, at, change, refusal):
    with pytest.raises(refusal):
        actions.invite(details(project, **change), actor=coordinator, at=at)


def test_a_role_for_the_whole_project_takes_no_office(project, coordinator, office, at):
    with pytest.raises(rules.OfficeNotNeeded):
        actions.invite(details(project, organisation=office), actor=coordinator, at=at)


def test_nobody_is_invited_to_a_role_they_hold(project, coordinator, at):
    a_user("editor", project, email="ewa@example.org")
    with pytest.raises(rules.AlreadyHeld):
        actions.invite(details(project), actor=coordinator, at=at)


@pytest.mark.parametrize("role", ["controller", "editor", "office_lead", "trainer"])
def test_only_the_project_office_and_administrators_invite(project, office, at, role):
    with pytest.raises(PermissionDenied):
        actions.invite(details(project), actor=an_actor(role, project, office if role == "office_lead" else None), at=at)


def test_a_coordinator_invites_to_the_own_project_only_and_no_administrator(other_project, coordinator, at):
    with pytest.raises(PermissionDenied):
        actions.invite(details(other_project), actor=coordinator, at=at)
    with pytest.raises(PermissionDenied):
        actions.invite(details(None, role="administrator"), actor=coordinator, at=at)


def test_an_expired_or_withdrawn_invitation_is_refused(project, coordinator, at):
    invitation = actions.invite(details(project), actor=coordinator, at=at)
    given = {"name": "Ewa", "password": "x", "language": "pl"}
    with pytest.raises(rules.InvitationOver):
        actions.accept_invitation(invitation, at=at + rules.INVITATION_TIME, **given)
    actions.withdraw_invitation(invitation, actor=coordinator, at=at)
    with pytest.raises(rules.InvitationWithdrawn):
        actions.accept_invitation(invitation, at=at, **given)


def test_giving_a_role_twice_gives_it_once(project, coordinator, at):
    user = a_user()
    first = actions.add_membership(user, role="trainer", project=project, actor=coordinator, at=at)
    assert actions.add_membership(user, role="trainer", project=project, actor=coordinator, at=at) == first
    assert actions.add_membership(user, role="participant", project=project, actor=coordinator, at=at)


def test_an_ended_role_ends_once_and_the_person_is_told(project, coordinator, at):
    held = a_user("editor", project).memberships.get()
    actions.end_membership(held, actor=coordinator, at=at)
    assert Message.objects.get().kind == "accounts.membership_ended"
    with pytest.raises(rules.AlreadyEnded):
        actions.end_membership(held, actor=coordinator, at=at)
    with pytest.raises(rules.AlreadyEnded):
        actions.change_role(held, role="trainer", actor=coordinator, at=at)


def test_the_last_administrator_stays(project, at):
    first = an_actor("administrator", project)
    with pytest.raises(rules.LastAdministrator):
        actions.end_membership(Membership.objects.get(), actor=first, at=at)
    second = actions.add_membership(a_user(), role="administrator", project=None, actor=first, at=at)
    assert actions.end_membership(second, actor=first, at=at).until == at


def with_factor(*roles_and_projects):
    user = a_user()
    for role, project in roles_and_projects:
        Membership.objects.create(user=user, role=role, project=project, since=user.joined_at)
    Authenticator.objects.create(user=user, type="totp", data={})
    return user


def recover(user, project, actor, at, reason="Poznany w urzędzie"):
    actions.recover_second_factor(user, reason=reason, project=project, actor=actor, at=at)


def test_a_lost_factor_is_taken_away_with_a_reason_in_the_trail(project, coordinator, at):
    user = with_factor(("trainer", project))
    with pytest.raises(rules.ReasonMissing):
        recover(user, project, coordinator, at, reason=" ")
    recover(user, project, coordinator, at)
    entry = Entry.objects.get(event="accounts.second_factor.removed")
    assert entry.project == project
    assert entry.detail.values == {"reason": "Poznany w urzędzie"}
    with pytest.raises(rules.NoFactor):
        recover(user, project, coordinator, at)


def test_a_lost_factor_taken_away_ends_open_sessions(client, project, coordinator, at):
    user = with_factor(("trainer", project))
    client.force_login(user)
    assert client.get("/").wsgi_request.user.is_authenticated
    recover(user, project, coordinator, at)
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_nobody_recovers_their_own_factor(project, coordinator, at):
    with pytest.raises(rules.OwnFactor):
        recover(User.objects.get(pk=coordinator.user_id), project, coordinator, at)


def test_a_coordinator_does_not_open_accounts_that_reach_further(project, other_project, coordinator, at):
    for beyond in (("editor", other_project), ("administrator", None)):
        user = with_factor(("trainer", project), beyond)
        with pytest.raises(rules.NotYoursToRecover):
            recover(user, project, coordinator, at)
        recover(user, project, an_actor("administrator", project), at)


def test_the_first_administrator_comes_from_the_command_line(db, capsys):
    call_command("create_administrator", "Admin@example.org", "Anna Admin")
    call_command("create_administrator", "Admin@example.org", "Anna Admin")
    user = User.objects.get()
    assert (user.email, user.has_usable_password()) == ("admin@example.org", False)
    assert user.memberships.get().role == "administrator"


def test_a_role_may_be_given_by_the_program_itself(project, at):
    assert actions.add_membership(a_user(), role="trainer", project=project, actor=system(project.pk), at=at).role == "trainer"


def test_invitations_go_after_ninety_days(project, coordinator, at):
    actions.invite(details(project), actor=coordinator, at=at)
    assert actions.purge_due_invitations(actor=system(), at=at + rules.INVITATION_KEPT - rules.INVITATION_TIME) == 0
    assert actions.purge_due_invitations(actor=system(), at=at + rules.INVITATION_KEPT) == 1
