"""The list of a call as a file, and its charts with their numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.work.recruitment import permissions
from atut.work.recruitment.actions import exporting as actions
from atut.work.recruitment.forms.listing import filters_of
from atut.work.recruitment.queries.charting import charts_of
from atut.work.recruitment.queries.listing import found, to_take
from atut.work.recruitment.views import actor_of, call_of


def _kind(request: HttpRequest) -> str:
    return "csv" if request.POST.get("file") == "csv" else "xlsx"


def _handed(taken: actions.Taken) -> HttpResponse:
    return HttpResponse(
        taken.content,
        content_type=taken.media_type,
        headers={"Content-Disposition": f'attachment; filename="{taken.name}"', "Cache-Control": "private, no-store"},
    )


@never_cache
@page(permissions.export_list, methods=("POST",))
def call_export(request: HttpRequest, key: str) -> HttpResponse:
    """The list that the address cuts, whole; recorded."""
    call, actor, at = call_of(request, key), actor_of(request), clock.now()
    form = filters_of(request, call)
    listed = to_take(found(call, actor, form.as_sought(), at), form.as_sought().order)
    return _handed(actions.take_list(call, listed, form.in_words(), kind=_kind(request), actor=actor, at=at))


@never_cache
@page(permissions.export_list, methods=("POST",))
def numbers_export(request: HttpRequest, key: str) -> HttpResponse:
    """The numbers of the charts; recorded."""
    call, actor, at = call_of(request, key), actor_of(request), clock.now()
    return _handed(actions.take_numbers(call, charts_of(call, actor, at), kind=_kind(request), actor=actor, at=at))


@page(permissions.view_calls, methods=("GET",))
def call_charts(request: HttpRequest, key: str) -> HttpResponse:
    """When applications came, what bounds have, how offices stand: each chart with its table."""
    call, actor = call_of(request, key), actor_of(request)
    shown = {"call": call, "charts": charts_of(call, actor, clock.now())}
    return render(request, "recruitment/call_charts.html", shown)
