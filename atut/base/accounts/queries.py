"""Questions about accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.core import signing
from django.db.models import Q, QuerySet

from atut.base.accounts.models import Invitation, Membership, User
from atut.base.accounts.rules import INVITATION_KEPT
from atut.base.kernel.actors import Actor, Grant, anonymous
from atut.base.kernel.personal import Things
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project

INVITATION_SALT = "accounts.invitation"  # the purpose of the link: no other link's signature fits


def actor_for(user: Any, project: Project | None) -> Actor:
    """The actor a user is in a project: open memberships there and in the installation. One query."""
    project_id = project.pk if project else None
    if not user.is_authenticated:
        return anonymous(project_id)
    held = Membership.objects.filter(Q(project=project_id) | Q(project=None), user=user.pk, until=None)
    grants = frozenset(
        Grant(Role(role), held_project, office)
        for role, held_project, office in held.values_list("role", "project_id", "organisation_id")
    )
    return Actor(label=f"{user.name} <{user.email}>", user_id=user.pk, project_id=project_id, grants=grants)


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link names, whatever its state; None when the link was not made by us for this purpose."""
    try:
        key = signing.loads(token, salt=INVITATION_SALT)["k"]
    except (signing.BadSignature, KeyError, TypeError):
        return None
    return Invitation.objects.select_related("project", "organisation").filter(key=key).first()


def has_account(email: str) -> bool:
    """Does the e-mail belong to an account already?"""
    return User.objects.filter(email=email).exists()


def has_second_factor(user_id: int) -> bool:
    """An authenticator app or a passkey; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return factors.exists()


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a project on the screen: the role, and whether a second factor stands."""

    membership: Membership
    has_factor: bool


def members(project: Project | None) -> list[Member]:
    """Open roles of a project (None: of the installation), by name of role and person, participants left out."""
    rows = list(
        Membership.objects.filter(project=project, until=None)
        .exclude(role=Role.PARTICIPANT)
        .select_related("user", "organisation", "project")
        .order_by("role", "user__name", "pk")
    )
    factors = Authenticator.objects.filter(user__in=[row.user_id for row in rows])
    with_factor = set(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user_id", flat=True))
    return [Member(row, row.user_id in with_factor) for row in rows]


def ended_members(project: Project | None) -> QuerySet[Membership]:
    """Roles that ended, the latest first: who could see what, until when."""
    rows = Membership.objects.filter(project=project, until__isnull=False).exclude(role=Role.PARTICIPANT)
    return rows.select_related("user", "organisation").order_by("-until", "-pk")[:50]


def open_invitations(project: Project | None) -> QuerySet[Invitation]:
    """Invitations that nobody has used or withdrawn, expired ones too: somebody may be waiting for a new one."""
    rows = Invitation.objects.filter(project=project, accepted_at=None, withdrawn_at=None)
    return rows.select_related("organisation").order_by("-invited_at", "-pk")


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """An administrator sees all; a coordinator those of the own project."""
    rows = Invitation.objects.select_related("project", "organisation")
    if actor.holds({Role.ADMINISTRATOR}):
        return rows
    return rows.filter(project=actor.project_id or 0)


def projects_beside(project: Project | None) -> QuerySet[Project]:
    """The other projects of the installation, for an administrator."""
    return Project.objects.exclude(pk=project.pk if project else 0).order_by("host", "pk")


def invitations_due(at: datetime) -> QuerySet[Invitation]:
    """Invitations older than their ninety days, used or not."""
    return Invitation.objects.filter(invited_at__lte=at - INVITATION_KEPT)


def own_accounts(things: Things) -> QuerySet[User]:
    """A person's accounts that serve nothing but the person: no role in any project beyond taking part."""
    working = Membership.objects.exclude(role=Role.PARTICIPANT).values("user")
    return User.objects.filter(pk__in=things.users, is_active=True, is_staff=False).exclude(pk__in=working).order_by("pk")


def roles_of(things: Things) -> QuerySet[Membership]:
    """The roles of a person's accounts, ended ones too."""
    return Membership.objects.filter(user__in=things.users).select_related("user").order_by("since", "pk")


def is_needed_elsewhere(user: User) -> bool:
    """Does another room still tie somebody to this account? Read from the tables' own links, so no room is named here."""
    return any(
        link.related_model._default_manager.filter(**{link.field.name: user}).exists()
        for link in user._meta.related_objects
        if link.related_model._meta.label_lower.startswith(("partnership.", "training."))
    )
