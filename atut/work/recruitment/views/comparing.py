"""Two applications side by side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.queries import comparing as queries
from atut.work.recruitment.views import actor_of, call_of


@page(permissions.view_application, methods=("GET",))
def compare_ticked(request: HttpRequest, key: str) -> HttpResponse:
    """From two ticks on the list to the page of the two."""
    pair = queries.pair_of(call_of(request, key), actor_of(request), request.GET.getlist("application"))
    if len(pair) != 2:
        messages.warning(request, gettext("Tick two people to compare."))
        return redirect("recruitment:call_show", key)
    return redirect("recruitment:compare", key, *[one.key for one in pair])


@never_cache
@page(permissions.view_application)
def compare(request: HttpRequest, key: str, first: str, second: str) -> HttpResponse:
    """Facts, answers, points and order of two; what is encrypted by a button, and the look is recorded for each."""
    call, actor = call_of(request, key), actor_of(request)
    pair = queries.pair_of(call, actor, [first, second])
    if len(pair) != 2:
        raise Http404
    may_look = permissions.look.allows(actor, pair[0])
    looked = None
    if request.method == "POST" and may_look:
        looked = [actions.look(one, actor=actor, at=clock.now()) for one in pair]
    shown = {
        "call": call, "pair": pair, "lines": queries.lines_of(call, pair), "higher": queries.who_is_higher(call, pair),
        "looked": looked, "may_look": may_look,
    }  # fmt: skip
    return render(request, "recruitment/compare.html", shown)
