"""Inviting people, opening accounts, giving and ending roles."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse

from atut.base.accounts import notices, permissions, queries, rules
from atut.base.accounts.models import Invitation, Membership, User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import PUBLIC
from atut.base.kernel.roles import Role
from atut.base.projects.models import Organisation, Project


@dataclass(frozen=True)
class InvitationDetails:
    """Whom to invite, to what, where."""

    email: str
    name: str
    role: str
    project: Project | None
    organisation: Organisation | None = None


def invitation_token(invitation: Invitation) -> str:
    """What the link of an invitation carries: signed for this purpose only, dead once the row is used or over."""
    return signing.dumps({"k": invitation.key}, salt=queries.INVITATION_SALT)


@action
def invite(details: InvitationDetails, *, actor: Actor, at: datetime) -> Invitation:
    """Invite somebody by e-mail to take a role. An earlier open invitation to the same role dies."""
    email = details.email.strip().lower()
    rules.check_role(details.role, has_project=details.project is not None, has_office=details.organisation is not None)
    if details.project is None:
        permissions.MANAGE_ADMINISTRATORS.require(actor)
    else:
        permissions.MANAGE_MEMBERS.require(actor, details.project)
    place = {"project": details.project, "organisation": details.organisation, "role": details.role}
    if Membership.objects.filter(user__email=email, until=None, **place).exists():
        raise rules.AlreadyHeld(email=email)
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None, **place).update(withdrawn_at=at)
    invitation = Invitation.objects.create(
        email=email, name=details.name.strip(), invited_at=at, expires_at=at + rules.INVITATION_TIME, **place
    )
    record("accounts.invitation.sent", invitation, actor=actor, at=at, fields=["role"])
    path = reverse("accounts:invitation", args=[invitation_token(invitation)])
    notices.invited(invitation, link=details.project.url(path) if details.project else _first_address(path), at=at)
    return invitation


@action
def withdraw_invitation(invitation: Invitation, *, actor: Actor, at: datetime) -> None:
    """Take an open invitation back: its link says so from now on."""
    (permissions.MANAGE_MEMBERS if invitation.project_id else permissions.MANAGE_ADMINISTRATORS).require(actor, invitation)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_invitation(_state(invitation), invitation.invited_at)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record("accounts.invitation.withdrawn", invitation, actor=actor, at=at)


@action
def accept_invitation(invitation: Invitation, *, name: str, password: str | None, language: str, at: datetime) -> User:
    """Take the role: a new account with this password (None: set by a reset link), or the account that has the e-mail.

    The link proves that the mailbox is theirs. An account that exists keeps its password and second factor:
    the link gives it the role and nothing else, so a stolen link opens no account.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_invitation(_state(invitation), at)
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, name=name.strip(), language=language)
    actor = Actor(label=notices.label(user), user_id=user.pk, project_id=invitation.project_id)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    record("accounts.invitation.accepted", invitation, actor=actor, at=at)
    _give(user, invitation.role, project=invitation.project, organisation=invitation.organisation, actor=actor, at=at)
    return user


@dataclass(frozen=True)
class NewAccount:
    """Whose account, if none has the address yet. Without a password it is set by a reset link."""

    email: str
    name: str
    password: str | None = field(repr=False)
    language: str


@action
def open_account(new: NewAccount, *, actor: Actor, at: datetime) -> User:
    """The account of a mailbox that a single-purpose link of a later room has proved: found as it is, or made."""
    PUBLIC.require(actor)
    email = new.email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, new.password, name=new.name, language=new.language)
    record("accounts.account.opened", user, actor=actor, at=at)
    return user


@action
def add_membership(
    user: User, *, role: str, project: Project | None, organisation: Organisation | None = None, actor: Actor, at: datetime
) -> Membership:
    """Give a role to somebody who has an account. The same open role again changes nothing."""
    if role != Role.PARTICIPANT:
        rules.check_role(role, has_project=project is not None, has_office=organisation is not None)
    if project is None:
        permissions.MANAGE_ADMINISTRATORS.require(actor)
    else:
        permissions.MANAGE_MEMBERS.require(actor, project)
    return _give(user, role, project=project, organisation=organisation, actor=actor, at=at)


@action
def end_membership(membership: Membership, *, actor: Actor, at: datetime) -> Membership:
    """End a role: from the next request the person sees nothing of it. The row stays, with its end."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("user", "project").get(pk=membership.pk)
    (permissions.MANAGE_MEMBERS if membership.project_id else permissions.MANAGE_ADMINISTRATORS).require(actor, membership)
    if membership.until is not None:
        raise rules.AlreadyEnded(until=membership.until)
    if membership.role == Role.ADMINISTRATOR and len(_open_administrators()) == 1:  # read, so that the rows stay locked
        raise rules.LastAdministrator
    membership.until = at
    membership.save(update_fields=["until"])
    record("accounts.membership.ended", membership, actor=actor, at=at, fields=["until"])
    notices.membership_ended(membership, at=at)
    return membership


@action
def change_role(
    membership: Membership, *, role: str, organisation: Organisation | None = None, actor: Actor, at: datetime
) -> Membership:
    """Another role in the same project: the old one ends, the new one begins, so that it stays clear who could do what, when."""
    rules.check_role(role, has_project=membership.project_id is not None, has_office=organisation is not None)
    (permissions.MANAGE_MEMBERS if membership.project_id else permissions.MANAGE_ADMINISTRATORS).require(actor, membership)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("user", "project").get(pk=membership.pk)
    if membership.until is not None:
        raise rules.AlreadyEnded(until=membership.until)
    membership.until = at
    membership.save(update_fields=["until"])
    record("accounts.membership.changed", membership, actor=actor, at=at, fields=["organisation", "role"])
    return _give(membership.user, role, project=membership.project, organisation=organisation, actor=actor, at=at)


@action
def create_administrator(email: str, name: str, *, actor: Actor, at: datetime) -> User:
    """The first administrator of an installation, from the command line. The password is set by a reset link."""
    permissions.MANAGE_ADMINISTRATORS.require(actor)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, None, name=name.strip())
    _give(user, Role.ADMINISTRATOR, project=None, organisation=None, actor=actor, at=at)
    return user


@transaction.atomic
def purge_due_invitations(*, actor: Actor, at: datetime) -> int:
    """Delete invitations after their ninety days. Called by the retention run, which records the counts."""
    permissions.MANAGE_ADMINISTRATORS.require(actor)
    count, _by_model = queries.invitations_due(at).delete()
    return count


def _give(
    user: User, role: str, *, project: Project | None, organisation: Organisation | None, actor: Actor, at: datetime
) -> Membership:
    membership, _is_new = Membership.objects.get_or_create(
        user=user, role=role, project=project, organisation=organisation, until=None, defaults={"since": at}
    )
    record("accounts.membership.added", membership, actor=actor, at=at, fields=["role"])
    return membership


def _state(invitation: Invitation) -> rules.InvitationState:
    return rules.InvitationState(invitation.expires_at, invitation.accepted_at, invitation.withdrawn_at)


def _open_administrators() -> "Membership.objects.__class__":  # type: ignore[name-defined]  # a QuerySet
    return Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR, until=None)


def _first_address(path: str) -> str:
    first = Project.objects.order_by("pk").first()
    return first.url(path) if first else path
