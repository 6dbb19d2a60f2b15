"""Documents that a live page of the project links to: their title and the text inside. Nothing else is published."""

import hashlib
from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from atut.base.projects.models import Project
from atut.front.pages.queries import published_documents
from atut.front.search.extraction import Unreadable, text_of
from atut.front.search.rules import Kind
from atut.front.search.sources.drafts import Draft


def stamps(project: Project) -> dict[str, str]:
    """Every published document, by its file and its title. Three queries."""
    return {str(one.pk): _stamp(one.title, one.file_hash or one.file.name) for one in published_documents(project)}


def _stamp(*what: str) -> str:
    return hashlib.sha256("\0".join(what).encode()).hexdigest()[:40]


def drafts(project: Project, things: Iterable[str]) -> Iterable[Draft]:
    """The documents with these keys; one that cannot be read is still found by its title."""
    for one in published_documents(project).filter(pk__in=[int(key) for key in things]):
        try:
            with one.file.open("rb") as file:
                text = text_of(one.filename, file)
        except (Unreadable, OSError):
            text = ""
        url = reverse("wagtaildocs_serve", args=[one.pk, one.filename])
        note = f"{one.file_extension.upper()}, {filesizeformat(one.get_file_size())}"
        yield Draft(str(one.pk), Kind.DOCUMENT, one.title, text, url, one.created_at.date(), note)
