"""Messages of recruitment: about applications (applying), about places (placing)."""

from django.conf import settings

from atut.base.projects.models import Project


def address(project: Project, path: str) -> str:
    """The full address of a page, for mails: the project's host is the truth."""
    port = "" if settings.ATUT_SCHEME == "https" else f":{settings.PORT}"
    return f"{settings.ATUT_SCHEME}://{project.host}{port}{path}"
