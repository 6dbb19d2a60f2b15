"""What is made once and kept until a revision moves or a known moment passes (decision 0008). Nothing in it is anybody's own."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from atut.base.projects import revisions
from atut.base.projects.models import Project
from atut.front.pages import queries
from atut.front.pages.models import HomePage

T = TypeVar("T")
LONGEST = timedelta(minutes=5)  # a person's mended date of birth moves no revision, or every application would


def front(page: HomePage, project: Project, at: datetime) -> SafeString:
    """The body of the front page in the reader's language. One query while nothing has changed."""
    shown = _Shown(project, at)

    def body() -> SafeString:
        read = shown.kept("front", (), lambda: queries.front(project, at))
        return mark_safe(
            render_to_string("pages/front.html", {"page": page, "front": read, "news_url": queries.news_address(project)})
        )

    return shown.kept("front page", (get_language(), page.pk, page.last_published_at, page.promise), body)


def results(project: Project, at: datetime) -> SafeString:
    """The body of the page that tells where the figures come from. One query while nothing has changed."""
    shown = _Shown(project, at)

    def body() -> SafeString:
        return mark_safe(render_to_string("pages/results.html", {"project": project, "results": queries.results(project, at)}))

    return shown.kept("results page", (get_language(),), body)


def stays_until(project: Project, at: datetime) -> datetime:
    """Until when a page with figures or calls on it stays without anybody's doing. One query."""
    return min(queries.changes_by_itself_at(project, at), at + LONGEST)


class _Shown:
    """What a project shows at a moment: the numbers it is made under, and until when it stays without anybody's doing."""

    def __init__(self, project: Project, at: datetime) -> None:
        self.project, self.at, self.numbers = project, at, revisions.current(project.pk)

    @cached_property
    def until(self) -> datetime:
        """The next known moment of change."""
        return stays_until(self.project, self.at)

    def kept(self, name: str, mark: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What was made last time, while it is still so."""
        numbers = (self.numbers, mark)
        return revisions.keep((name, self.project.pk, *mark[:1]), numbers, make, at=self.at, until=lambda: self.until)
