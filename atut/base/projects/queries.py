"""Questions about projects."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, FilteredRelation, Prefetch, Q, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.kernel.prepared import Prepared
from atut.base.kernel.roles import Role
from atut.base.projects import contacts, revisions
from atut.base.projects.models import FundingProfile, Organisation, Project, Sign


def project_at(host: str) -> Project | None:
    """The project of a host name, with its funding profile and signs; a copy of one's own. One query while nothing has changed."""
    host = host.lower()

    def read() -> Project | None:
        signs = Prefetch("signs", Sign.objects.defer("content").order_by("pk"))
        found = Project.objects.select_related("profile").prefetch_related(signs).filter(host=host).first()
        if found is not None:
            contacts.keep(found)
        return found

    stands = _stands_at(host=host)
    return copy.copy(revisions.keep(("project", host), tuple(stands), read)) if stands else None


@Prepared
def _stands_at(host: str) -> "QuerySet[Any, Any]":
    changes = FilteredRelation("revisions", condition=Q(revisions__noun="projects.project"))
    return Project.objects.filter(host=host).annotate(changes=changes).values_list("key", "changes__number")


def are_standing(slugs: Iterable[str]) -> bool:
    """Do all these projects exist? (Health check of the demo.)"""
    wanted = set(slugs)
    return Project.objects.filter(slug__in=wanted).count() == len(wanted)


def projects() -> QuerySet[Project]:
    """All projects of the installation with their funding profile, by address."""
    return Project.objects.select_related("profile").order_by("host", "pk")


def profiles() -> QuerySet[FundingProfile]:
    """All versions of all funding profiles, the newest of each first, with the number of projects that use them."""
    return FundingProfile.objects.annotate(used=Count("projects")).order_by("code", "-version")


def projects_on_other_versions(profile: FundingProfile) -> QuerySet[Project]:
    """The projects of the same funder that follow another version."""
    return Project.objects.filter(profile__code=profile.code).exclude(profile=profile).order_by("host", "pk")


def organisations() -> QuerySet[Organisation]:
    """The register of organisations, by name. It is shared by all projects and says nothing about who takes part where."""
    return Organisation.objects.select_related("parent", "commune").order_by("name_sort", "pk")


def organisations_changed_by(actor: Actor) -> QuerySet[Organisation]:
    """Those whose data the actor may change: all for an administrator, else the own office with its units."""
    rows = Organisation.objects.select_related("commune", "parent")
    if actor.holds_for_project({Role.ADMINISTRATOR}):
        return rows
    own = actor.offices({Role.OFFICE_LEAD})
    return rows.filter(Q(pk__in=own) | Q(parent__in=own))


_finders: list[Callable[[Project], QuerySet[Organisation]]] = []


def find_offices_with(finder: Callable[[Project], QuerySet[Organisation]]) -> None:
    """The later room that knows who takes part in a project says here how: called from its AppConfig.ready."""
    if finder not in _finders:
        _finders.append(finder)


def offices_of(project: Project) -> QuerySet[Organisation]:
    """The organisations that take part in a project, and no others."""
    return _finders[0](project) if _finders else Organisation.objects.none()
