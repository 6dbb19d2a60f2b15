"""The published regulation of a call: a page to print with its hash, and the data the hash is of."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects.edge import stays
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries.drawing import public_draw
from atut.work.recruitment.views import project_of
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
