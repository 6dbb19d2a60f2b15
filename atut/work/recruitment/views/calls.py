"""The desk: calls, and one call with its applications."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.office import ApplicationFilters
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import applications
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries.places import call_places
from atut.work.recruitment.rules.selection import places_for_bound
from atut.work.recruitment.views import actor_of, call_of


@page(permissions.view_calls, methods=("GET",))
def calls(request: HttpRequest) -> HttpResponse:
    """All calls of the project, newest first."""
    at, actor = clock.now(), actor_of(request)
    rows = [(call, queries.stage_of(call, at)) for call in queries.desk_calls(actor)]
    unchecked = sum(call.unchecked for call, _unused in rows)  # type: ignore[attr-defined]  # annotated by the query
    shown = {"rows": rows, "unchecked": unchecked, "may_write": permissions.change_call.allows(actor)}
    return render(request, "recruitment/calls.html", shown)


@page(permissions.view_calls)
def call_show(request: HttpRequest, key: str) -> HttpResponse:
    """One call: how many stand where, the share aged 45 or more, its places, the list with filters, bulk verbs."""
    call, actor = call_of(request, key), actor_of(request)
    if request.method == "POST":
        return _bulk(request, call)
    form = ApplicationFilters(request.GET, offices=applications.offices_of(call.project, actor), call=call)
    found = applications.search(call, actor, form.as_sought(), request.GET.get("strona"))
    shown = {"call": call, "form": form, "page": found, **_numbers(call, actor), "may": _may(call, actor)}
    return render(request, "recruitment/call_show.html", shown)


def _numbers(call: Call, actor: Actor) -> dict[str, Any]:
    """The funnel, the bound, and the ledger of each edition."""
    funnel, terms = applications.funnel(call, actor), queries.terms_of(call)
    return {
        "stage": queries.stage_of(call, clock.now()),
        "funnel": funnel,
        "steps": funnel.steps(),
        "places": terms.places,
        "bound": places_for_bound(terms.regulation.share_of_45, terms.places),
        "ledger": call_places(call),
    }


def _may(call: Call, actor: Actor) -> dict[str, bool]:
    return {
        "assess": permissions.assess.allows(actor),
        "write": permissions.change_call.allows(actor),
        "enter": permissions.enter_paper.allows(actor),
        "close": permissions.close_selection.allows(actor, call),
        "read_protocol": permissions.view_selection.allows(actor, call),
    }


def _bulk(request: HttpRequest, call: Call) -> HttpResponse:
    """Check the ticked ones, or all that wait. Each is a verb of its own."""
    actor, at = actor_of(request), clock.now()
    if not permissions.assess.allows(actor):
        raise Http404
    waiting = applications.unassessed(call, actor)
    if request.POST.get("verb") != "assess_all":
        keys = set(request.POST.getlist("application"))
        waiting = [application for application in waiting if application.key in keys]
    refusals = [said for one in waiting if (said := _refusal_of(actions.assess, one, actor=actor, at=at))]
    said, checked = ngettext("%(count)s application checked.", "%(count)s applications checked.", len(waiting)), len(waiting)
    messages.info(request, said % {"count": checked - len(refusals)})
    for refusal, count in Counter(refusals).items():
        messages.warning(request, f"{count} × {refusal}")
    return redirect("recruitment:call_show", call.key)


def _refusal_of(verb: Callable[..., object], *args: object, **kwargs: object) -> str:
    """Run the verb; the sentence of its refusal, or nothing."""
    try:
        verb(*args, **kwargs)
    except Refused as refusal:
        return str(refusal)
    return ""
