"""Which roles are held where, how long an invitation waits, who may take away a lost second factor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.roles import FOR_THE_INSTALLATION, IN_ONE_OFFICE, Role

INVITATION_TIME = timedelta(days=7)
INVITATION_KEPT = timedelta(days=90)
INVITED_TO = (
    Role.COORDINATOR,
    Role.OFFICE_LEAD,
    Role.TRAINER,
    Role.ASSESSOR,
    Role.COMMITTEE,
    Role.EDITOR,
    Role.CONTROLLER,
)
SEES_PERSONAL_DATA = frozenset(
    {Role.COORDINATOR, Role.OFFICE_LEAD, Role.TRAINER, Role.COMMITTEE, Role.CONTROLLER, Role.ADMINISTRATOR}
)
SPEAKS_FOR_THE_OFFICE = frozenset({Role.EDITOR})  # writes what everybody reads as the office's word, moderates visitors' comments


class RoleNotGiven(Refused):
    """Some roles come from elsewhere."""

    message = _("This role is not given by invitation. Choose one of the roles in the list.")


class OfficeMissing(Refused):
    """An office lead leads one office."""

    message = _("Choose the office: this role is held in one office and sees that office only.")


class OfficeNotNeeded(Refused):
    """A coordinator sees the whole project."""

    message = _("Leave the office empty: this role is held for the whole project.")


class AlreadyHeld(Refused):
    """Nothing to invite to."""

    message = _("%(email)s already has this role here. Nothing was sent.")


class InvitationOver(Refused):
    """Expired."""

    message = _("This invitation was valid until %(expires_at)s. Ask the project office to send a new one.")


class InvitationUsed(Refused):
    """Accepted before."""

    message = _("This invitation has already been used. Sign in with your e-mail address and password.")


class InvitationWithdrawn(Refused):
    """Taken back."""

    message = _("This invitation was withdrawn. Ask the project office if you think that is a mistake.")


class AlreadyEnded(Refused):
    """The role has an end."""

    message = _("This role ended on %(until)s. Nothing was changed.")


class LastAdministrator(Refused):
    """Somebody must be able to let others in."""

    message = _("This is the only administrator. Give the role to somebody else first, then end this one.")


class ReasonMissing(Refused):
    """Taking away a second factor is explained."""

    message = _("Write how you made sure that this is the person, such as: recognised in the office, showed an identity card.")


class NotYoursToRecover(Refused):
    """Roles elsewhere protect the account."""

    message = _("%(name)s also holds roles outside this project, so only an administrator can do this. Write to the administrator.")


class OwnFactor(Refused):
    """Nobody vouches for themselves."""

    message = _("Nobody can do this for themselves. Ask another coordinator or an administrator.")


class NoFactor(Refused):
    """Nothing to take away."""

    message = _("%(name)s has no second factor. They can sign in with the password and set one up.")


@dataclass(frozen=True, slots=True)
class InvitationState:
    """What an invitation's link depends on."""

    expires_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None


def check_role(role: str, *, has_project: bool, has_office: bool) -> None:
    """Refuse a role that is not held at this place."""
    if role in FOR_THE_INSTALLATION and not has_project:
        return
    if role not in INVITED_TO or not has_project:
        raise RoleNotGiven
    if role in IN_ONE_OFFICE and not has_office:
        raise OfficeMissing
    if role not in IN_ONE_OFFICE and has_office:
        raise OfficeNotNeeded


def check_invitation(invitation: InvitationState, at: datetime) -> None:
    """Refuse a link whose time or use is over. Half-open: the moment of expiry is too late."""
    if invitation.withdrawn_at:
        raise InvitationWithdrawn
    if invitation.accepted_at:
        raise InvitationUsed
    if at >= invitation.expires_at:
        raise InvitationOver(expires_at=invitation.expires_at)


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Does somebody with these roles see personal data, rule over accounts, or speak for the office in public?"""
    return bool((SEES_PERSONAL_DATA | SPEAKS_FOR_THE_OFFICE) & set(roles))


@dataclass(frozen=True, slots=True)
class Recovery:
    """Who wants to take whose second factor away, and why."""

    reason: str
    name: str
    is_own: bool
    projects_held: frozenset[int | None]
    acting_in: int | None
    is_administrator: bool


def check_recovery(asked: Recovery) -> None:
    """May a lost second factor be taken away?

    A coordinator vouches only for people whose every role is in the own project.
    """
    if not asked.reason.strip():
        raise ReasonMissing
    if asked.is_own:
        raise OwnFactor
    if not asked.is_administrator and asked.projects_held != {asked.acting_in}:
        raise NotYoursToRecover(name=asked.name)
