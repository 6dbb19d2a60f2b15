"""Live pages of the project's site. A page type says itself how it reads in a language: `words_in`."""

import zlib
from collections.abc import Iterable

from django.utils.translation import get_language

from atut.base.projects.models import Project
from atut.front.pages.queries import address_of, live_pages
from atut.front.search.rules import Kind
from atut.front.search.sources.drafts import Draft, plain


def stamps(project: Project) -> dict[str, str]:
    """Every live page, by when it was published last and where it stands. Two queries."""
    rows = live_pages(project).values_list("pk", "last_published_at", "url_path")
    # not Python's own hash, which differs from process to process
    return {str(pk): f"{at.timestamp() if at else 0} {zlib.crc32(path.encode())}" for pk, at, path in rows}


def drafts(project: Project, things: Iterable[str]) -> Iterable[Draft]:
    """The pages with these keys. One query, and one for each type of page."""
    language = get_language() or "pl"
    for page in live_pages(project).filter(pk__in=[int(one) for one in things]).specific():  # type: ignore[attr-defined]  # Wagtail's query set
        words = page.words_in(language) if hasattr(page, "words_in") else None
        if words is None:
            continue
        day = page.first_published_at.date() if page.first_published_at else None
        yield Draft(str(page.pk), Kind.PAGE, words[0], plain(words[1]), address_of(page.url_path), day)
