"""Screens of accounts: who opens them, what they do, how many queries a list asks."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from atut.base.accounts import actions
from atut.base.accounts.actions import InvitationDetails
from atut.base.accounts.models import Invitation, Membership, User
from atut.base.accounts.tests.factories import a_user, an_actor
from atut.base.mail.models import Message
from atut.base.projects.tests.factories import an_office

pytestmark = pytest.mark.django_db
PASSWORD = "cztery-zielone-krzesła"


@pytest.fixture
def invited(project, coordinator):
    from atut.base.kernel import clock

    return actions.invite(InvitationDetails("nowa@example.org", "Nowa Osoba", "editor", project), actor=coordinator, at=clock.now())


def link_of(invitation):
    return reverse("accounts:invitation", args=[actions.invitation_token(invitation)])


def test_an_invitation_opens_an_account_once(client, invited):
    assert b"Nowa Osoba" in client.get(link_of(invited)).content
    assert not User.objects.filter(email="nowa@example.org").exists()
    answer = client.post(link_of(invited), {"name": "Nowa Osoba", "password": PASSWORD})
    assert answer.url == reverse("account_login")
    assert User.objects.get(email="nowa@example.org").check_password(PASSWORD)
    assert client.post(link_of(invited), {"name": "X", "password": PASSWORD}).status_code == 410


def test_an_invitation_gives_a_known_account_the_role_and_leaves_its_password(client, invited):
    user = User.objects.create_user("nowa@example.org", PASSWORD, name="Nowa Osoba")
    client.post(link_of(invited), {"name": "Ktoś inny", "password": "zupełnie-inne-hasło"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.memberships.get().role == "editor"


@pytest.mark.parametrize("token", ["x", "abc:def:ghi"])
def test_a_link_that_is_not_ours_says_so(client, project, token):
    assert client.get(reverse("accounts:invitation", args=[token])).status_code == 410


def test_a_weak_password_is_refused(client, invited):
    answer = client.post(link_of(invited), {"name": "Nowa Osoba", "password": "krótkie"})
    assert answer.status_code == 200
    assert not User.objects.filter(email="nowa@example.org").exists()


def test_expired_and_withdrawn_links_say_why(client, invited):
    Invitation.objects.update(expires_at=invited.invited_at)
    assert client.get(link_of(invited)).status_code == 410
    Invitation.objects.update(withdrawn_at=invited.invited_at)
    assert client.get(link_of(invited)).status_code == 410


@pytest.mark.parametrize(("role", "status"), [("coordinator", 200), ("controller", 200), ("administrator", 200), ("editor", 403)])
def test_members(signed_in, role, status):
    assert signed_in(role).get(reverse("accounts:members")).status_code == status


def test_members_asks_as_many_queries_for_thirty_as_for_three(signed_in, project, office, django_assert_num_queries):
    client = signed_in("coordinator")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (3, 27):
        for _unused in range(number):
            a_user("office_lead", project, office)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("accounts:members"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _takes_part(project, organisation):
    apps.get_model("partnership", "Partner").objects.create(
        project=project, organisation=organisation, role="partner", joined_on=project.starts_on
    )
    return organisation


def test_member_invite(signed_in, project, office, other_project):
    _takes_part(project, office)
    stranger = _takes_part(other_project, an_office("Kutno"))
    client = signed_in("coordinator")
    shown = client.get(reverse("accounts:member_invite")).content.decode()
    assert office.name in shown
    assert stranger.name not in shown, "two projects never learn of each other"
    given = {"name": "Ewa Lis", "email": "ewa@example.org", "role": "office_lead", "organisation": ""}
    assert client.post(reverse("accounts:member_invite"), given).status_code == 200
    assert not Message.objects.exists()
    assert client.post(reverse("accounts:member_invite"), given | {"organisation": office.key}).status_code == 302
    message = Message.objects.get(kind="accounts.invited")
    assert "http://testserver" in message.text
    assert "Dzień dobry, Ewa Lis." in message.text
    assert message.title == "Zaproszenie do pracy w\u00a0Atucie: Opiekun urzędu"


def test_member_change_and_end(signed_in, project):
    client, other = signed_in("coordinator"), a_user("editor", project)
    held = other.memberships.get()
    assert client.get(reverse("accounts:member_change", args=[held.key])).status_code == 200
    client.post(reverse("accounts:member_change", args=[held.key]), {"role": "controller", "organisation": ""})
    held = other.memberships.get(until=None)
    assert held.role == "controller"
    assert client.get(reverse("accounts:member_end", args=[held.key])).status_code == 200
    client.post(reverse("accounts:member_end", args=[held.key]))
    assert not other.memberships.filter(until=None).exists()
    assert client.post(reverse("accounts:member_end", args=[held.key])).status_code == 200


def test_a_coordinator_does_not_find_roles_of_another_project(signed_in, other_project):
    held = a_user("editor", other_project).memberships.get()
    assert signed_in("coordinator").get(reverse("accounts:member_end", args=[held.key])).status_code == 404


def test_an_administrator_works_in_any_project_from_any_host(signed_in, other_project):
    client = signed_in("administrator")
    assert client.get(reverse("accounts:project_members", args=[other_project.key])).status_code == 200
    given = {"name": "Ewa Lis", "email": "ewa@example.org", "role": "coordinator", "organisation": ""}
    assert client.post(reverse("accounts:project_member_invite", args=[other_project.key]), given).status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.project == other_project
    assert "http://other.testserver" in Message.objects.get().text
    client.post(reverse("accounts:invitation_withdraw", args=[invitation.key]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    assert client.post(reverse("accounts:invitation_withdraw", args=[invitation.key])).status_code == 302


def test_administrators_invite_administrators(signed_in):
    client = signed_in("administrator")
    assert client.get(reverse("accounts:administrators")).status_code == 200
    assert client.get(reverse("accounts:administrator_invite")).status_code == 200
    client.post(reverse("accounts:administrator_invite"), {"name": "Jan Nowak", "email": "jan@example.org"})
    assert Invitation.objects.get().role == "administrator"


def test_factor_recover(signed_in, project):
    from allauth.mfa.models import Authenticator

    client, other = signed_in("coordinator"), a_user("trainer", project)
    Authenticator.objects.create(user=other, type="totp", data={})
    path = reverse("accounts:factor_recover", args=[other.memberships.get().key])
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": " "}).status_code == 200
    assert client.post(path, {"reason": "Poznany w urzędzie, pokazał dowód"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert Message.objects.get().to_email == other.email


def test_actors_of_factories_hold_what_they_say(project, at):
    assert an_actor("editor", project).roles == {"editor"}
    assert Membership.objects.get().since - at < timedelta(days=4000)
