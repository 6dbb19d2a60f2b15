"""What every template gets: the project of the host, its languages, the menu. Base templates know no room by name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from atut.base.kernel import clock
from atut.base.projects.letterhead import Funding, funding
from atut.front.desk import menu
from atut.front.pages.queries import links, way_to
from atut.front.voices.queries import page_voices


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for all templates; lazy where it costs a query."""
    public = SimpleLazyObject(lambda: links(getattr(request, "project", None), request.path))
    return {
        "project": getattr(request, "project", None),
        "actor": getattr(request, "actor", None),
        "today": clock.today(),
        "find": find(request),
        "funding": SimpleLazyObject(lambda: _funding(request)),
        "menu": SimpleLazyObject(lambda: menu.entries(request) or public.menu),
        "footer": SimpleLazyObject(lambda: public.footer),
        "credits": SimpleLazyObject(lambda: public.credits),
        "way": SimpleLazyObject(lambda: way_to(request.path) if getattr(request, "project", None) else []),
        "foot": SimpleLazyObject(lambda: _foot(request)),
        "demo_mode": settings.ATUT_DEMO,
    }


def _foot(request: HttpRequest) -> SafeString:
    """Recommending, sharing, printing, comments: below every public page that somebody may want to show to others."""
    project = getattr(request, "project", None)
    voices = page_voices(project, request.path) if project is not None else None
    return render_to_string("voices/parts/foot.html", {"voices": voices, "project": project}, request) if voices else SafeString()


def _funding(request: HttpRequest) -> Funding | None:
    project = getattr(request, "project", None)
    return funding(project) if project is not None else None


def find(request: HttpRequest) -> str:
    """Where the search field at the top sends its words; empty on the search page itself, which has a larger one."""
    if getattr(request, "project", None) is None:
        return ""
    url = reverse("search:results")
    return "" if request.path == url else url
