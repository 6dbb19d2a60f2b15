"""Live pages of the project's site. A page type says itself how it reads in a language: `words_in`."""

import zlib
from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from wagtail.models import Page

from atut.base.kernel import clock
from atut.base.projects.models import Project
from atut.front.pages.models import NewsPage
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
        kind, day = (Kind.NEWS, page.told_on) if isinstance(page, NewsPage) else (Kind.PAGE, _published_on(page))
        yield Draft(str(page.pk), kind, words[0], plain(words[1]), address_of(page.url_path), day)


def _published_on(page: Page) -> date | None:
    return clock.local(page.first_published_at).date() if page.first_published_at else None
