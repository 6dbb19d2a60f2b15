"""Messages about accounts: invitation, role ended, second factor taken away."""

from datetime import datetime

from atut.base.accounts.models import Invitation, Membership, User
from atut.base.mail import outbox
from atut.base.projects.models import Project


def invited(invitation: Invitation, *, link: str, at: datetime) -> None:
    """A single-purpose link to take a role."""
    outbox.queue(
        "accounts.invited",
        about=invitation,
        project=invitation.project,
        to=outbox.Recipient(invitation.name, invitation.email),
        at=at,
        context={"invitation": invitation, "link": link},
    )


def membership_ended(membership: Membership, *, at: datetime) -> None:
    """The person learns that a role ended, so that nobody is locked out without a word."""
    user = membership.user
    outbox.queue(
        "accounts.membership_ended",
        about=membership,
        project=membership.project,
        to=outbox.Recipient(user.name, user.email, user.language),
        at=at,
        context={"membership": membership},
    )


def second_factor_removed(user: User, *, project: Project | None, by: str, at: datetime) -> None:
    """The person learns at once, so that somebody else's trick does not stay unseen."""
    outbox.queue(
        "accounts.second_factor_removed",
        about=user,
        project=project,
        to=outbox.Recipient(user.name, user.email, user.language),
        at=at,
        context={"user": user, "by": by},
    )


def password_link(user: User, *, link: str, project: Project | None, at: datetime) -> None:
    """A single-purpose link to set a new password."""
    outbox.queue(
        "accounts.password_link",
        about=user,
        project=project,
        to=outbox.Recipient(user.name, user.email, user.language),
        at=at,
        context={"link": link},
    )


def safety_changed(user: User, *, what: str, project: Project | None, at: datetime) -> None:
    """The person learns of every change to password or second factor."""
    outbox.queue(
        "accounts.safety_changed",
        about=user,
        project=project,
        to=outbox.Recipient(user.name, user.email, user.language),
        at=at,
        context={"what": what, "at": at},
    )


def label(user: User) -> str:
    """How somebody is named in the trail."""
    return f"{user.name} <{user.email}>"
