"""Questions about projects."""

from collections.abc import Iterable

from atut.base.projects.models import Project


def project_at(host: str) -> Project | None:
    """The project of a host name, with its funding profile."""
    return Project.objects.select_related("profile").filter(host=host.lower()).first()


def are_standing(slugs: Iterable[str]) -> bool:
    """Do all these projects exist? (Health check of the demo.)"""
    wanted = set(slugs)
    return Project.objects.filter(slug__in=wanted).count() == len(wanted)
