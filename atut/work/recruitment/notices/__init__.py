"""Messages of recruitment: about applications (applying), about places (placing)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from atut.base.projects.models import Project
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries.enclosing import token_of
from atut.work.recruitment.rules import links


def address(project: Project, path: str) -> str:
    """The full address of a page, for mails: the project's host is the truth."""
    port = "" if settings.ATUT_SCHEME == "https" else f":{settings.PORT}"
    return f"{settings.ATUT_SCHEME}://{project.host}{port}{path}"


def own_page_link(application: Application) -> str:
    """The address of the one page of an application, for its person, in the person's language."""
    with translation.override(application.language):
        return address(application.call.project, reverse(settings.OWN_PAGE, args=[token_of(links.OWN, application)]))
