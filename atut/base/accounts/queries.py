"""Questions about accounts."""

from typing import Any

from django.core import signing
from django.db.models import Q

from atut.base.accounts.models import Invitation, Membership, User
from atut.base.kernel.actors import Actor, Grant, anonymous
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
