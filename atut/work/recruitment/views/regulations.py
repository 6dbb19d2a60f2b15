"""The published regulation of a call: a page to print with its hash, and the data the hash is of."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects.edge import stays
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.signing import add_signed_regulation
from atut.work.recruitment.forms.signing import RegulationSign
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries.drawing import public_draw
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.views import actor_of, call_of, project_of, typed
from atut.work.selection.rules.frozen import canonical, hash_of


def _published(request: HttpRequest, key: str) -> Call:
    shown = queries.published_call(project_of(request), key, clock.now())
    if shown is None:
        raise Http404
    return shown.call


@page(PUBLIC, methods=("GET",))
@stays(queries.changes_by_itself_at)
def call_regulation(request: HttpRequest, key: str) -> HttpResponse:
    """The whole regulation as published, to read and to print: from when it holds, and its hash."""
    call = _published(request, key)
    now = hash_of(queries.as_published(call))
    shown = {"call": call, "chapters": queries.chapters_of(call), "hash": now, "is_whole": call.published_hash in ("", now)}
    shown["draw"] = public_draw(call)
    return render(request, "recruitment/call_regulation.html", shown)


@page(PUBLIC, methods=("GET",))
def call_regulation_data(request: HttpRequest, key: str) -> HttpResponse:
    """The regulation as data: the SHA-256 of this file is the hash on the page."""
    text = canonical(queries.as_published(_published(request, key)))
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="regulamin-{key}.json"'
    return answer


@page(PUBLIC, methods=("GET",))
def regulation_signed(request: HttpRequest, key: str) -> HttpResponse:
    """The regulation as signed."""
    signed = _published(request, key).signed
    if signed is None:
        raise Http404
    return respond(signed)


@page(permissions.publish_call)
def regulation_sign(request: HttpRequest, key: str) -> HttpResponse:
    """Add the signed regulation to a published call; a draft has nothing to sign yet."""
    call, form = call_of(request, key), RegulationSign(typed(request), request.FILES or None)
    if request.method == "GET" and call.status == CallStatus.DRAFT:
        return redirect("recruitment:call_publish", key)
    if form.is_valid() and tell_refusal(form, add_signed_regulation, call, form.upload(), actor=actor_of(request), at=clock.now()):
        messages.success(request, gettext("Everybody can read the signed regulation now."))
        return redirect("recruitment:call_publish", key)
    return render(request, "recruitment/regulation_sign.html", {"call": call, "form": form})
