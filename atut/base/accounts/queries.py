"""Questions about accounts."""

from typing import Any

from django.db.models import Q

from atut.base.accounts.models import Membership
from atut.base.kernel.actors import Actor, Grant, anonymous
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project


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
