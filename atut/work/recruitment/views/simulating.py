"""The desk: a call tried out. Nothing is written."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atut.base.kernel.guards import page
from atut.work.recruitment import permissions
from atut.work.recruitment.forms.simulating import CallSimulate
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries import simulating
from atut.work.recruitment.rules import assuming
from atut.work.recruitment.rules.clashes import faults
from atut.work.recruitment.rules.simulating import Candidate, Simulation, imagine, simulate
from atut.work.recruitment.views import actor_of, call_of


@page(permissions.simulate, methods=("GET",))
def call_simulate(request: HttpRequest, key: str) -> HttpResponse:
    """Who would get in under the written bounds or others, and whether these can be met at all."""
    call = call_of(request, key)
    offices = [partner.organisation for partner in queries.open_to(call).values()]
    is_empty = simulating.is_empty(call)
    form = CallSimulate(request.GET or None, call=call, offices=offices, is_empty=is_empty)
    tried = None
    if not form.is_bound or (not request.GET.get("more") and form.is_valid()):
        tried = _try(request, call, form)
    shown = {"call": call, "form": form, "tried": tried, "assumed": _assumed(form, tried) if tried else []}
    return render(request, "recruitment/call_simulate.html", {**shown, "is_empty": is_empty, "is_drawn": call.rules.ties == "draw"})


def _assumed(form: CallSimulate, tried: Simulation) -> list[str]:
    """What this trial took for granted."""
    imagines = any(not one.name for one in tried.candidates)
    of = assuming.of_draft if form.is_empty else assuming.of_running
    return of(tried.terms.regulation, imagines=imagines)


def _try(request: HttpRequest, call: Call, form: CallSimulate) -> Simulation | None:
    """The selection as it would come out; None where the bounds typed cannot stand, which the form then says."""
    terms = replace(queries.terms_of(call), names={**queries.terms_of(call).names, **form.names})
    if form.is_bound:
        terms = replace(terms, regulation=replace(call.rules, **form.values()))
        for fault in faults(terms):
            form.say([fault])
    if form.errors:
        return None
    wants_known = not form.is_bound or form.cleaned_data["known"]
    candidates: list[Candidate] = []
    if not form.is_empty:
        candidates = simulating.applicants(call, actor_of(request))
    elif wants_known:
        candidates = simulating.known_people(call, actor_of(request))
    candidates += imagine(form.imagined() if form.is_bound else [], terms)
    forms = {o.edition.key: str(o.edition.support_form_id) for o in call.openings.all()} if call.rules.access.same_form_bars else {}
    return simulate(terms, candidates, forms=forms)
