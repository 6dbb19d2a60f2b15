"""Who acts. Views make an Actor from the signed-in user and the project of the host; night jobs act as SYSTEM."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from atut.base.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held: in one project (None: the whole installation), in one office (None: the whole project)."""

    role: Role
    project_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a thing belongs: its project, and the offices whose leads may see it (empty: the project office only)."""

    project_id: int | None
    organisation_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Actor:
    """Somebody who reads or changes something, in one project at a time.

    `project_id` is the project of the host; roles held in other projects never count.
    `label` is kept in the audit trail, so that it still names who acted when the account is gone.
    """

    label: str
    user_id: int | None = None
    project_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        """True for a person with an account."""
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        """Roles that count in the project of the host."""
        return frozenset(g.role for g in self._here())

    def _here(self) -> Iterable[Grant]:
        return (g for g in self.grants if g.project_id is None or g.project_id == self.project_id)

    def holds(self, roles: Iterable[Role], scope: Scope | None = None) -> bool:
        """Does the actor hold one of the roles where the thing belongs?

        Without a scope: anywhere in the project of the host. A role held in one office
        counts only for things of that office.
        """
        wanted = frozenset(roles)
        for grant in self._here():
            if grant.role not in wanted:
                continue
            if scope is None:
                return True
            if grant.project_id is not None and grant.project_id != scope.project_id:
                continue
            if grant.organisation_id is None or grant.organisation_id in scope.organisation_ids:
                return True
        return False

    def offices(self, roles: Iterable[Role]) -> frozenset[int]:
        """The offices in which the actor holds one of the roles (organisation ids)."""
        wanted = frozenset(roles)
        return frozenset(g.organisation_id for g in self._here() if g.role in wanted and g.organisation_id is not None)

    def holds_for_project(self, roles: Iterable[Role]) -> bool:
        """Does the actor hold one of the roles for the whole project of the host?"""
        wanted = frozenset(roles)
        return any(g.role in wanted and g.organisation_id is None for g in self._here())


def system(project_id: int | None = None) -> Actor:
    """The program itself: expiry of offers, reminders, retention. Named in the audit trail."""
    return Actor(label="SYSTEM", project_id=project_id, grants=frozenset({Grant(Role.SYSTEM)}))


def anonymous(project_id: int | None = None) -> Actor:
    """A visitor who has not signed in."""
    return Actor(label="", project_id=project_id)
