"""Closing the list of a call, and the protocol that says for everyone why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.files.actions import respond
from atut.base.files.models import StoredFile
from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.base.ui.forms import Form
from atut.work.recruitment import permissions
from atut.work.recruitment.actions import close_selection, freeze_list
from atut.work.recruitment.forms.places import DrawClose, ListFreeze, SelectionClose
from atut.work.recruitment.models import Call, Draw, Selection
from atut.work.recruitment.queries import drawing as draws
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.queries.checking import unchecked
from atut.work.recruitment.queries.previewing import preview
from atut.work.recruitment.rules import assuming
from atut.work.recruitment.rules.ordering import ranking_in_words
from atut.work.recruitment.views import actor_of, project_of, typed
from atut.work.selection.rules.frozen import canonical


def _selection(request: HttpRequest, key: str) -> Selection:
    found = Selection.objects.select_related("call__project__profile", "protocol", "annex")
    return get_object_or_404(found, call__key=key, call__project=project_of(request))


@page(permissions.close_selection)
def selection_close(request: HttpRequest, key: str) -> HttpResponse:
    """What closing the list will do, and the button that does it once and for all."""
    call = get_object_or_404(Call.objects.select_related("project"), key=key, project=project_of(request))
    if queries.selection_of(call):
        return redirect("recruitment:selection_show", key)
    draw = draws.draw_of(call)
    if draw and not draw.is_frozen:
        return _freeze(request, call, draw)
    form = (DrawClose if draw else SelectionClose)(typed(request))
    value = {"public_value": form.cleaned_data["public_value"]} if draw and form.is_valid() else {}
    if form.is_valid() and tell_refusal(form, close_selection, call, actor=actor_of(request), at=clock.now(), **value):
        return redirect("recruitment:selection_show", key)
    return _shown(request, call, form, draw)


def _freeze(request: HttpRequest, call: Call, draw: Draw) -> HttpResponse:
    """First step of a list with a draw: it is frozen before the public value exists."""
    form = ListFreeze(typed(request), initial={"draw_on": draw.draw_on})
    if form.is_valid():
        day = form.cleaned_data["draw_on"]
        if tell_refusal(form, freeze_list, call, actor=actor_of(request), at=clock.now(), draw_on=day):
            return redirect("recruitment:selection_close", call.key)
    return _shown(request, call, form, draw)


def _shown(request: HttpRequest, call: Call, form: Form, draw: Draw | None) -> HttpResponse:
    shown = {
        "call": call,
        "form": form,
        "draw": draw,
        "preview": preview(call),
        "unchecked": unchecked(call),
        "rule": ranking_in_words(call.rules),
        "assumed": assuming.of_list(call.rules),
    }
    return render(request, "recruitment/selection_close.html", {**shown, "is_over": clock.now() >= call.closes_at})


@page(permissions.view_selection, methods=("GET",))
def selection_show(request: HttpRequest, key: str) -> HttpResponse:
    """The protocol on the screen, with names for those who may read them."""
    selection = _selection(request, key)
    shown = {"protocol": queries.protocol(selection), "selection": selection, "call": selection.call}
    shown["may_publish"] = permissions.publish_ranking.allows(actor_of(request), selection)
    return render(request, "recruitment/selection_show.html", shown)


@page(permissions.view_selection, methods=("GET",))
def selection_protocol(request: HttpRequest, key: str) -> HttpResponse:
    """The protocol as it was printed when the list was closed."""
    return _kept(_selection(request, key).protocol)


@page(permissions.view_selection, methods=("GET",))
def selection_annex(request: HttpRequest, key: str) -> HttpResponse:
    """What would have changed it, for everyone on a long list: printed when it was worked out."""
    return _kept(_selection(request, key).annex)


@page(permissions.view_selection, methods=("GET",))
def selection_data(request: HttpRequest, key: str) -> HttpResponse:
    """What the list was made from and what came of it, without names: for an auditor to work it out again."""
    selection = _selection(request, key)
    answer = HttpResponse(canonical(queries.data_of(selection)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="lista-{selection.key}.json"'
    return answer


def _kept(paper: StoredFile | None) -> HttpResponse:
    if paper is None:
        raise Http404
    return respond(paper)
