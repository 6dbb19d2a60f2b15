"""Signing in and out, passwords and second factors; the end of an account."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from atut.base.accounts import notices, permissions, queries, rules
from atut.base.accounts.models import Invitation, Membership, User
from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.permissions import PUBLIC
from atut.base.kernel.personal import Things
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project


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
