"""The desk: calls, their editor, publication, and one call with its applications."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page, tell_refusal
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.office import ApplicationFilters, CallEdit
from atut.work.recruitment.forms.public import Button
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import applications
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries.places import call_places
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.selection import places_for_bound
from atut.work.recruitment.views import actor_of, project_of, typed


@page(permissions.view_calls, methods=("GET",))
def calls(request: HttpRequest) -> HttpResponse:
    """All calls of the project, newest first."""
    at, actor = clock.now(), actor_of(request)
    rows = [(call, queries.stage_of(call, at)) for call in queries.desk_calls(actor)]
    unchecked = sum(call.unchecked for call, _unused in rows)  # type: ignore[attr-defined]  # annotated by the query
    shown = {"rows": rows, "unchecked": unchecked, "may_write": permissions.change_call.allows(actor)}
    return render(request, "recruitment/calls.html", shown)


def _call(request: HttpRequest, key: str) -> Call:
    return get_object_or_404(queries.whole_calls(actor_of(request)), key=key)


@page(permissions.change_call)
def call_new(request: HttpRequest) -> HttpResponse:
    """Write a call."""
    project = project_of(request)
    form = CallEdit(typed(request), editions=queries.editions_to_open(project))
    if form.is_bound and not request.POST.get("more") and form.is_valid():
        done: list[Call] = []
        if tell_refusal(form, lambda: done.append(_create(request, form))):
            return redirect("recruitment:call_publish", done[0].key)
    return render(request, "recruitment/call_edit.html", {"form": form, "call": None})


def _create(request: HttpRequest, form: CallEdit) -> Call:
    return actions.create_call(project_of(request), form.as_draft(), actor=actor_of(request), at=clock.now())


@page(permissions.change_call)
def call_edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a draft. A published call shows its rules instead, and why they stay."""
    call = _call(request, key)
    if request.method == "GET" and call.status != CallStatus.DRAFT:
        return redirect("recruitment:call_publish", key)
    form = CallEdit(typed(request), editions=queries.editions_to_open(call.project, call), call=call)
    ready = form.is_bound and not request.POST.get("more") and form.is_valid()
    if ready and tell_refusal(form, lambda: actions.change_call(call, form.as_draft(), actor=actor_of(request), at=clock.now())):
        return redirect("recruitment:call_publish", key)
    return render(request, "recruitment/call_edit.html", {"form": form, "call": call})


@page(permissions.publish_call)
def call_publish(request: HttpRequest, key: str) -> HttpResponse:
    """The rules in plain words, as applicants will read them, and the button that freezes them."""
    call, form = _call(request, key), Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.publish_call, call, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:call_show", key)
    shown = {"call": call, "form": form, "rules": queries.rules_in_words(call)}
    return render(request, "recruitment/call_publish.html", shown)


@page(permissions.change_call)
def call_discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw a draft away; asks first."""
    call, form = _call(request, key), Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.discard_call, call, actor=actor_of(request), at=clock.now()):
        messages.info(request, gettext("The draft “%(call)s” is discarded.") % {"call": call})
        return redirect("recruitment:calls")
    return render(request, "recruitment/call_discard.html", {"call": call, "form": form})


@page(permissions.view_calls)
def call_show(request: HttpRequest, key: str) -> HttpResponse:
    """One call: how many stand where, the share aged 45 or more, its places, the list with filters, bulk verbs."""
    call, actor = _call(request, key), actor_of(request)
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
