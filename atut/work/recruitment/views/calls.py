"""The desk: calls, and one call as a pipeline with the list of its applications."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import page
from atut.work.recruitment import permissions
from atut.work.recruitment.forms.listing import filters_of
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries import listing
from atut.work.recruitment.queries.beside import beside
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.queries.places import CallPlaces, ledgers
from atut.work.recruitment.queries.stages import Pipeline, pipeline
from atut.work.recruitment.rules.batching import BatchVerb
from atut.work.recruitment.rules.calls import Stage
from atut.work.recruitment.rules.gauges import Gauge, Verdict
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.pipeline import AFTER_SELECTION, Step, Waits
from atut.work.recruitment.views import actor_of, call_of
from atut.work.recruitment.views.rows import tags_of

WORDS = {
    Waits.OFFICE: _("to be checked"),
    Waits.SCORES: _("wait for the committee"),
    Waits.DECLARED: _("to be confirmed"),
    Waits.CORRECTION: _("to be completed"),
    Waits.CONSENT: _("wait for consent"),
}
BEFORE = (Stage.DRAFT, Stage.COMING)  # nobody can have applied, so there is nothing to gauge


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the pipeline: how many stand there, and the address of the list cut to them."""

    count: int
    words: str | Promise
    url: str = ""
    is_current: bool = False


@page(permissions.view_calls, methods=("GET",))
def calls(request: HttpRequest) -> HttpResponse:
    """All calls of the project, newest first."""
    at, actor = clock.now(), actor_of(request)
    rows = [(call, queries.stage_of(call, at), queries.to_check(call)) for call in queries.desk_calls(actor)]
    shown = {
        "rows": rows,
        "unchecked": sum(count for _call, _stage, count in rows),
        "may_write": permissions.change_call.allows(actor),
    }
    return render(request, "recruitment/calls.html", shown)


@page(permissions.view_calls, methods=("GET",))
def call_show(request: HttpRequest, key: str) -> HttpResponse:
    """One call: how many stand where, its places, and the list cut by any combination of filters."""
    call, actor, at = call_of(request, key), actor_of(request), clock.now()
    form = filters_of(request, call)
    sought, counts, stage = form.as_sought(), pipeline(call, actor, at), queries.stage_of(call, at)
    found, may = listing.search(call, actor, sought, request.GET.get("strona"), at=at), _may(call, actor)
    shown = {
        "call": call,
        "form": form,
        "page": found,
        "listed": [(application, tags_of(application)) for application in found],
        "picks": may["assess"] and call.status != CallStatus.SELECTED,
        "stage": stage,
        "counts": counts,
        "rows": _rows(counts, sought),
        "verbs": BatchVerb,
        **_sorted([] if stage in BEFORE else gauges_of(call, actor, at)),
        "ledger": CallPlaces(ledgers(call), call.status == CallStatus.SELECTED, []),
        "may": may,
        "beside": beside(call, actor),
    }
    return render(request, "recruitment/call_show.html", shown)


def _sorted(gauges: list[Gauge]) -> dict[str, list[Gauge]]:
    """What needs somebody, and what does not."""
    return {
        "unmet": [one for one in gauges if one.verdict != Verdict.MET],
        "met": [one for one in gauges if one.verdict == Verdict.MET],
    }


def _rows(counts: Pipeline, sought: listing.Sought) -> list[list[Part]]:
    """The pipeline from left to right, and under it the places; every part but the drafts leads to its people."""
    drafts = [] if counts.drafts is None else [Part(counts.drafts, _("drafts begun"))]
    waiting = [
        Part(counts.waits[one], words, f"?waits={one}", is_current=sought.waits == one)
        for one, words in WORDS.items()
        if one in counts.waits
    ]
    steps = {
        one: Part(count, Step(one).label, f"?stage={one}", is_current=sought.stage == one) for one, count in counts.steps.items()
    }
    came = steps.pop(Step.RECEIVED)
    placed = [part for one, part in steps.items() if one in AFTER_SELECTION]
    before = [part for one, part in steps.items() if one not in AFTER_SELECTION]
    return [[*drafts, came, *waiting, *before], *([placed] if placed else [])]


def _may(call: Call, actor: Actor) -> dict[str, bool]:
    return {
        "assess": permissions.assess.allows(actor),
        "write": permissions.change_call.allows(actor),
        "invite": permissions.invite.allows(actor, call),
        "enter": permissions.enter_paper.allows(actor),
        "join": permissions.join_late.allows(actor, call),
        "close": permissions.close_selection.allows(actor, call),
        "read_protocol": permissions.view_selection.allows(actor, call),
    }
