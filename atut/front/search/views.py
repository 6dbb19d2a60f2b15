"""The search page, and what it proposes while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page
from atut.base.kernel.permissions import PUBLIC
from atut.front.search import index, narrowing, queries
from atut.front.search.rules import parse


@page(PUBLIC, methods=("GET",))
def results(request: Request) -> HttpResponse:
    """What is found for the words typed; no engine outside keeps this page."""
    asked = parse(request.GET.get("q", ""), get_language() or "pl")
    filters = narrowing.chosen(request.GET)
    found = None
    if asked.words:
        index.refresh_when_stale(request.project, clock.now())
        found = queries.find(request.project, asked, filters, today=clock.today(), page=request.GET.get("strona"))
    shown = {"asked": asked, "found": found, "links": narrowing.links(filters, found)}
    return _unlisted(render(request, "search/results.html", shown))


@page(PUBLIC, methods=("GET",))
def proposals(request: Request) -> HttpResponse:
    """How the words may go on: a part of the search page."""
    asked = parse(request.GET.get("q", ""), get_language() or "pl")
    proposed = queries.proposals(request.project, asked)
    return _unlisted(render(request, "search/proposals.html", {"proposed": proposed}))


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, follow"
    patch_cache_control(answer, no_store=True)
    return answer
