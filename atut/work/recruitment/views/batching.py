"""One verb for many applications: the preview that says what would happen to each, the button, and what became of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.work.recruitment import permissions
from atut.work.recruitment.actions import batching as actions
from atut.work.recruitment.forms.batching import BatchRun
from atut.work.recruitment.forms.listing import filters_of
from atut.work.recruitment.models import Batch
from atut.work.recruitment.queries import batching as queries
from atut.work.recruitment.queries.calls import calls_visible_to
from atut.work.recruitment.rules.batching import MOST, SCORES, BatchVerb
from atut.work.recruitment.views import actor_of, call_of


@never_cache
@page(permissions.assess, methods=("POST",))
def batch(request: HttpRequest, key: str) -> HttpResponse:
    """What the verb would do to each; with `sure` it is done. `all` takes the whole list that the address cuts."""
    call, actor, at = call_of(request, key), actor_of(request), clock.now()
    data = request.POST.copy()
    more = 0
    if data.get("all"):
        keys, more = queries.keys_of(call, actor, filters_of(request, call).as_sought(), at)
        data.setlist("application", keys)
    data.setdefault("token", get_random_string(32))
    form = BatchRun(data, call=call)
    is_whole = form.is_valid()
    if "verb" in form.errors or "application" in form.errors or "token" in form.errors:
        return redirect("recruitment:call_show", key)
    chosen = queries.applications(call, actor, form.cleaned_data["application"][:MOST])
    if is_whole and data.get("sure"):
        made = actions.run_batch(call, form.wanted(), chosen, token=form.cleaned_data["token"], actor=actor, at=at)
        return redirect("recruitment:batch_show", made.key)
    foreseen = actions.foresee(form.wanted(), chosen, actor=actor, at=at)
    shown = {
        "call": call, "form": form, "verb": BatchVerb(form.cleaned_data["verb"]), "more": more,
        "able": [one for one in foreseen if not one.refusal],
        "unscored": [one.application for one in foreseen if one.waits_for_scores],
        "unable": [one for one in foreseen if one.refusal and not one.waits_for_scores],
    }  # fmt: skip
    return render(request, "recruitment/batch.html", shown)


@never_cache
@page(permissions.assess, methods=("GET",))
def batch_show(request: HttpRequest, key: str) -> HttpResponse:
    """What became of each, by name."""
    found = get_object_or_404(Batch.objects.select_related("call__project"), key=key, call__in=calls_visible_to(actor_of(request)))
    lines = queries.outcome_of(found, actor_of(request))
    shown = {
        "batch": found, "call": found.call, "verb": BatchVerb(found.verb), "done": [one for one, said in lines if not said],
        "unscored": [one for one, said in lines if SCORES in said],
        "refused": [(one, said) for one, said in lines if said and SCORES not in said],
    }  # fmt: skip
    return render(request, "recruitment/batch_show.html", shown)
