"""Questions about projects."""

from atut.base.projects.models import Project


def project_at(host: str) -> Project | None:
    """The project of a host name, with its funding profile."""
    return Project.objects.select_related("profile").filter(host=host.lower()).first()
