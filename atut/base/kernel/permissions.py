"""Permissions as values: declared once in a room's permissions.py, used by views, actions, templates and docs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.roles import Role

REGISTER: dict[str, "Permission"] = {}
OrIf = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Permission:
    """Who may do one thing. `room.noun.verb`; `why` is the sentence of the reference page.

    `or_if(actor, subject)` lets in somebody without a role: the person concerned, a trainer for an own group.
    A subject tells where it belongs by a method `scope() -> Scope`.
    """

    name: str
    why: str | Promise
    roles: frozenset[Role]
    or_if: OrIf | None = None
    public: bool = False

    def allows(self, actor: Actor, subject: Any = None) -> bool:
        """May the actor do it, to this subject (or, without one, anywhere in the project of the host)?"""
        if self.public:
            return True
        scope: Scope | None = subject.scope() if subject is not None else None
        if scope is not None and actor.project_id is not None and scope.project_id not in (None, actor.project_id):
            return False
        if actor.holds(self.roles, scope):
            return True
        return bool(self.or_if and subject is not None and self.or_if(actor, subject))

    def require(self, actor: Actor, subject: Any = None) -> None:
        """Raise PermissionDenied (403) unless allowed."""
        if not self.allows(actor, subject):
            raise PermissionDenied(self.name)


def permission(
    name: str, *, why: str | Promise, roles: Iterable[Role] = (), or_if: OrIf | None = None, public: bool = False
) -> Permission:
    """Declare a permission. A name can be declared once."""
    if name in REGISTER:
        raise ValueError(f"Permission {name} is declared twice.")
    REGISTER[name] = Permission(name, why, frozenset(roles), or_if, public)
    return REGISTER[name]


PUBLIC = permission("public", why="Anybody, without signing in", public=True)
SIGNED_IN = permission("signed_in", why="Anybody with an account in this installation", roles=())
