"""The ranking under codes: published and withdrawn on the desk, read by everybody while its term runs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.publishing import publish_ranking, withdraw_ranking
from atut.work.recruitment.documents.ranking import in_words
from atut.work.recruitment.forms.publishing import RankingPublish
from atut.work.recruitment.models import PublicRanking, Selection
from atut.work.recruitment.queries import publishing as queries
from atut.work.recruitment.queries.calls import published_call
from atut.work.recruitment.views import actor_of, project_of, typed


@page(permissions.publish_ranking)
def ranking_publish(request: HttpRequest, key: str) -> HttpResponse:
    """What would be public, for how long; what was published before."""
    found = Selection.objects.select_related("call__project__profile")
    selection = get_object_or_404(found, call__key=key, call__project=project_of(request))
    form = RankingPublish(typed(request))
    known = {"actor": actor_of(request), "at": clock.now()}
    if form.is_valid() and tell_refusal(form, publish_ranking, selection, until=form.until(), **known):
        messages.success(request, gettext("The ranking is public now."))
        return redirect("recruitment:ranking_publish", key)
    rankings = queries.rankings_of(selection)
    now = next((one for one in rankings if one.withdrawn_at is None and clock.now() < one.until), None)
    shown = {"call": selection.call, "form": form, "rankings": rankings, "now": now}
    return render(request, "recruitment/ranking_publish.html", {**shown, "ranking": queries.coded_ranking(selection)})


@page(permissions.publish_ranking, methods=("POST",))
def ranking_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw it before its term."""
    found = PublicRanking.objects.filter(selection__call__key=key, selection__call__project=project_of(request), withdrawn_at=None)
    try:
        withdraw_ranking(get_object_or_404(found), actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The ranking is not public any more."))
    return redirect("recruitment:ranking_publish", key)


def _public(request: HttpRequest, key: str) -> PublicRanking:
    """The ranking that is public now; else nothing is there, as if there had never been."""
    at = clock.now()
    shown = published_call(project_of(request), key, at)
    ranking = queries.public_ranking(shown.call, at) if shown else None
    if ranking is None:
        raise Http404
    return ranking


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """Not for search engines, and not for a store on the way: it goes when its term is over."""
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex, noarchive", "no-cache"
    return answer


@page(PUBLIC, methods=("GET",))
def ranking(request: HttpRequest, key: str) -> HttpResponse:
    """The closed list by codes."""
    public = _public(request, key)
    coded = queries.coded_ranking(public.selection)
    lines = [(line, in_words(line)) for line in coded.lines]
    shown = {"call": public.selection.call, "public": public, "ranking": coded, "lines": lines}
    return _unlisted(render(request, "recruitment/ranking.html", shown))


@page(PUBLIC, methods=("GET",))
def ranking_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a PDF."""
    file = _public(request, key).file
    if file is None:
        raise Http404
    return _unlisted(respond(file))
