"""What is made once and kept until a revision moves or a known moment passes (decision 0008). Nothing in it is anybody's own."""

from datetime import datetime, timedelta

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from atut.base.projects import revisions
from atut.base.projects.models import Project
from atut.front.pages import queries
from atut.front.pages.models import HomePage

LONGEST = timedelta(minutes=5)  # an organisation's new name belongs to no project and moves no revision


def front(page: HomePage, project: Project, at: datetime) -> SafeString:
    """The body of the front page in the reader's language. One query while nothing has changed."""
    known = (project.pk, get_language(), page.last_published_at, page.promise, revisions.current(project.pk))
    key = f"front:{hash(known)}"
    kept: tuple[object, datetime, str] | None = caches["made"].get(key)
    if kept and kept[0] == known and at < kept[1]:
        return mark_safe(kept[2])
    until = min(queries.changes_by_itself_at(project, at), at + LONGEST)
    made = render_to_string("pages/front.html", {"page": page, "front": queries.front(project, at)})
    caches["made"].set(key, (known, until, made))
    return mark_safe(made)
