"""Closing the list of a call, and the protocol that says for everyone why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.work.recruitment import permissions
from atut.work.recruitment.actions import close_selection
from atut.work.recruitment.forms.places import SelectionClose
from atut.work.recruitment.models import Call, Selection
from atut.work.recruitment.queries import selection as queries
from atut.work.recruitment.queries.previewing import preview
from atut.work.recruitment.rules.wording import ranking_in_words
from atut.work.recruitment.views import actor_of, project_of, typed
from atut.work.selection.rules.frozen import canonical


def _selection(request: HttpRequest, key: str) -> Selection:
    found = Selection.objects.select_related("call__project__profile", "protocol")
    return get_object_or_404(found, call__key=key, call__project=project_of(request))


@page(permissions.close_selection)
def selection_close(request: HttpRequest, key: str) -> HttpResponse:
    """What closing the list will do, and the button that does it once and for all."""
    call = get_object_or_404(Call.objects.select_related("project"), key=key, project=project_of(request))
    if queries.selection_of(call):
        return redirect("recruitment:selection_show", key)
    form = SelectionClose(typed(request))
    if form.is_valid() and tell_refusal(form, close_selection, call, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:selection_show", key)
    shown = {
        "call": call,
        "form": form,
        "preview": preview(call),
        "rule": ranking_in_words(call.rules),
    }
    return render(request, "recruitment/selection_close.html", {**shown, "is_over": clock.now() >= call.closes_at})


@page(permissions.view_selection, methods=("GET",))
def selection_show(request: HttpRequest, key: str) -> HttpResponse:
    """The protocol on the screen, with names for those who may read them."""
    selection = _selection(request, key)
    shown = {"protocol": queries.protocol(selection), "selection": selection, "call": selection.call}
    return render(request, "recruitment/selection_show.html", shown)


@page(permissions.view_selection, methods=("GET",))
def selection_protocol(request: HttpRequest, key: str) -> HttpResponse:
    """The protocol as it was printed when the list was closed."""
    selection = _selection(request, key)
    if selection.protocol is None:
        raise Http404
    return respond(selection.protocol)


@page(permissions.view_selection, methods=("GET",))
def selection_data(request: HttpRequest, key: str) -> HttpResponse:
    """What the list was made from and what came of it, without names: for an auditor to work it out again."""
    selection = _selection(request, key)
    answer = HttpResponse(canonical(queries.data_of(selection)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="lista-{selection.key}.json"'
    return answer
