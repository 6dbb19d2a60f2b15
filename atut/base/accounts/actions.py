"""Inviting people, giving and ending roles, recovering a lost second factor."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.urls import reverse

from atut.base.accounts import notices, permissions, queries, rules
from atut.base.accounts.models import Invitation, Membership, User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import PUBLIC
from atut.base.kernel.personal import Things
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
def recover_second_factor(user: User, *, reason: str, project: Project | None, actor: Actor, at: datetime) -> None:
    """Take away a lost second factor, for somebody the actor vouches for. They sign in with the password and set a new one.

    The reason is kept, encrypted; the person is told by mail at once.
    """
    permissions.RECOVER_FACTOR.require(actor, project)
    user = User.objects.select_for_update().get(pk=user.pk)
    held = list(Membership.objects.filter(user=user, until=None).values_list("project_id", flat=True))
    rules.check_recovery(
        rules.Recovery(
            reason=reason,
            name=user.name,
            is_own=user.pk == actor.user_id,
            projects_held=frozenset(held),
            acting_in=project.pk if project else None,
            is_administrator=actor.holds({Role.ADMINISTRATOR}),
        )
    )
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise rules.NoFactor(name=user.name)
    user.session_round += 1  # whoever holds the lost device may be signed in: every open session ends
    user.save(update_fields=["session_round"])
    subject = Membership.objects.filter(user=user, project=project).order_by("-since", "-pk").first() or user
    record("accounts.second_factor.removed", subject, actor=actor, at=at, values={"reason": reason.strip()}, count=removed)
    notices.second_factor_removed(user, project=project, by=actor.label, at=at)


@action
def create_administrator(email: str, name: str, *, actor: Actor, at: datetime) -> User:
    """The first administrator of an installation, from the command line. The password is set by a reset link."""
    permissions.MANAGE_ADMINISTRATORS.require(actor)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, None, name=name.strip())
    _give(user, Role.ADMINISTRATOR, project=None, organisation=None, actor=actor, at=at)
    return user


@action
def note_sign_in(user: User, *, actor: Actor, at: datetime) -> None:
    """Keep that somebody signed in."""
    PUBLIC.require(actor)
    record("accounts.session.opened", user, actor=actor, at=at)


@action
def note_sign_out(user: User, *, actor: Actor, at: datetime) -> None:
    """Keep that somebody signed out."""
    PUBLIC.require(actor)
    record("accounts.session.closed", user, actor=actor, at=at)


@action
def note_refused_sign_in(subject: User | Project, *, actor: Actor, at: datetime) -> None:
    """Keep that a sign-in failed: on the account, or on the project when no account has the address."""
    PUBLIC.require(actor)
    record("accounts.session.refused", subject, actor=actor, at=at)


@action
def note_added_factor(user: User, *, project: Project | None, actor: Actor, at: datetime) -> None:
    """Keep that a second factor was set up, and tell the person."""
    PUBLIC.require(actor)
    record("accounts.second_factor.added", user, actor=actor, at=at)
    notices.safety_changed(user, what="factor_added", project=project, at=at)


@action
def note_dropped_factor(user: User, *, project: Project | None, actor: Actor, at: datetime) -> None:
    """Keep that somebody gave up an own second factor, and tell the person."""
    PUBLIC.require(actor)
    record("accounts.second_factor.dropped", user, actor=actor, at=at)
    notices.safety_changed(user, what="factor_dropped", project=project, at=at)


@action
def note_new_recovery_codes(user: User, *, project: Project | None, actor: Actor, at: datetime) -> None:
    """Keep that new recovery codes were made: the old ones are dead."""
    PUBLIC.require(actor)
    record("accounts.recovery_codes.made", user, actor=actor, at=at)
    notices.safety_changed(user, what="codes_made", project=project, at=at)


@action
def note_new_password(user: User, *, project: Project | None, actor: Actor, at: datetime) -> None:
    """Keep that a password was changed, and tell the person."""
    PUBLIC.require(actor)
    record("accounts.password.changed", user, actor=actor, at=at)
    notices.safety_changed(user, what="password_changed", project=project, at=at)


@action
def send_password_link(user: User, *, link: str, project: Project | None, actor: Actor, at: datetime) -> None:
    """Send the link to set a new password. The screen answers the same to addresses nobody has."""
    PUBLIC.require(actor)
    record("accounts.password_link.sent", user, actor=actor, at=at)
    notices.password_link(user, link=link, project=project, at=at)


@transaction.atomic
def purge_due_invitations(*, actor: Actor, at: datetime) -> int:
    """Delete invitations after their ninety days. Called by the retention run, which records the counts."""
    permissions.MANAGE_ADMINISTRATORS.require(actor)
    count, _by_model = queries.invitations_due(at).delete()
    return count


def erase_accounts(things: Things, *, actor: Actor, at: datetime) -> int:
    """The accounts of a person who asked to be forgotten, where they serve nothing else."""
    found = [user for user in queries.own_accounts(things) if not queries.is_needed_elsewhere(user)]
    for user in found:
        erase_account(user, actor=actor, at=at)
    return len(found)


@action
def erase_account(user: User, *, actor: Actor, at: datetime) -> None:
    """Address and name go, open sessions end, nobody signs in with it again. The empty row keeps the trail together."""
    permissions.ERASE_ACCOUNT.require(actor)
    user = User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Invitation.objects.filter(email=user.email).delete()
    Membership.objects.filter(user=user, until=None).update(until=at)
    user.email, user.name, user.is_active = f"{user.key}@erased.invalid".lower(), "", False
    user.set_unusable_password()
    user.session_round += 1
    user.save()
    record("accounts.account.erased", user, actor=actor, at=at, fields=["email", "name"])


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
