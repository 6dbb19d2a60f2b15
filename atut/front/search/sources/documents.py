"""Documents that a live page of the project links to: their title and the text inside. Nothing else is published."""

from collections.abc import Iterable

from django.urls import reverse

from atut.base.projects.models import Project
from atut.front.pages.queries import published_documents
from atut.front.search.extraction import Unreadable, text_of
from atut.front.search.rules import Kind
from atut.front.search.sources.drafts import Draft


def stamps(project: Project) -> dict[str, str]:
    """Every published document, by its file. Three queries."""
    return {str(one.pk): f"{one.file_hash or one.file.name}"[:60] for one in published_documents(project)}


def drafts(project: Project, things: Iterable[str]) -> Iterable[Draft]:
    """The documents with these keys; one that cannot be read is still found by its title."""
    for one in published_documents(project).filter(pk__in=[int(key) for key in things]):
        try:
            with one.file.open("rb") as file:
                text = text_of(one.filename, file)
        except (Unreadable, OSError):
            text = ""
        url = reverse("wagtaildocs_serve", args=[one.pk, one.filename])
        yield Draft(str(one.pk), Kind.DOCUMENT, one.title, text, url, one.created_at.date())
