"""The trail on screen."""

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from atut.base.audit import actions, permissions, queries
from atut.base.audit.forms import EntriesFilter
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page

PAGE = 50


@page(permissions.SEE_ENTRIES, methods=("GET",))
def entries(request: Request) -> HttpResponseBase:
    """Who did what, when: newest first."""
    form = EntriesFilter(request.GET, reader=request.actor)
    found = Paginator(queries.entries(request.actor, form.wanted()), PAGE).get_page(request.GET.get("strona"))
    may_open = permissions.SEE_VALUES.allows(request.actor)
    return render(request, "audit/entries.html", {"form": form, "page": found, "may_open": may_open})


@page(permissions.SEE_VALUES, methods=("GET",))
def entry(request: Request, key: str) -> HttpResponseBase:
    """One entry with its old and new values: the look is an entry."""
    one = get_object_or_404(queries.visible_to(request.actor), key=key)
    values = actions.open_values(one, actor=request.actor, at=clock.now())
    return render(request, "audit/entry.html", {"entry": one, "values": values})
