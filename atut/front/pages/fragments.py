"""What is made once and kept until a revision moves or a known moment passes (decision 0008). Nothing in it is anybody's own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from atut.base.projects import revisions
from atut.base.projects.models import Project
from atut.front.pages import queries
from atut.front.pages.models import HomePage

LONGEST = timedelta(minutes=5)  # an office's new name or a corrected date of birth moves no revision


def front(page: HomePage, project: Project, at: datetime) -> SafeString:
    """The body of the front page in the reader's language. One query while nothing has changed."""
    of_page = (page.last_published_at, page.promise)
    return _kept("front", of_page, project, at, lambda: {"page": page, "front": queries.front(project, at)})


def results(project: Project, at: datetime) -> SafeString:
    """The body of the page that tells where the figures come from. One query while nothing has changed."""
    return _kept("results", (), project, at, lambda: {"project": project, "results": queries.results(project, at)})


def _kept(name: str, mark: tuple[Any, ...], project: Project, at: datetime, read: Callable[[], dict[str, Any]]) -> SafeString:
    known = (project.pk, get_language(), mark, revisions.current(project.pk))
    key = f"{name}:{hash(known)}"
    kept: tuple[object, datetime, str] | None = caches["made"].get(key)
    if kept and kept[0] == known and at < kept[1]:
        return mark_safe(kept[2])
    until = min(queries.changes_by_itself_at(project, at), at + LONGEST)
    made = render_to_string(f"pages/{name}.html", read())
    caches["made"].set(key, (known, until, made))
    return mark_safe(made)
