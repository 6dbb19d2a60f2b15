"""Appeals: the page of the person, the list of a call, one appeal with its decision and the difference it makes."""

from django.db.models import Q
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.work.committee import permissions
from atut.work.committee.actions import appeals as actions
from atut.work.committee.forms.appeals import AppealApply, AppealDecide, AppealEnter, AppealLodge
from atut.work.committee.models import Appeal
from atut.work.committee.queries import appeals as queries
from atut.work.committee.queries import members
from atut.work.committee.queries.reading import written
from atut.work.committee.rules.appeals import LINK, Difference, rule_in_words, told_in_words
from atut.work.committee.views import call_of, typed
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import judged
from atut.work.selection.rules.frozen import hash_of


@page(PUBLIC)
def appeal_lodge(request: Request, token: str) -> HttpResponseBase:
    """The person writes an appeal, by the link from the notice or from the own page; opening it changes nothing."""
    application = queries.application_by_token(request.project, token)
    if application is None:
        return render(request, "recruitment/link_dead.html", status=410)
    term, form = queries.term_of(application.call), AppealLodge(typed(request))
    bearer = Actor(label=f"{LINK}{application.key}", project_id=application.call.project_id)
    if form.is_valid():
        said = {"actor": bearer, "at": clock.now()}
        if tell_refusal(form, actions.lodge_appeal, application, form.cleaned_data["grounds"], **said):
            return redirect("committee:appeal_lodge", token)
    shown = {"form": form, "application": application, "term": term, "is_open": term is not None and clock.now() < term.until}
    newest = application.appeals.order_by("-lodged_at", "-pk").first()
    answer = render(
        request, "committee/appeal_lodge.html", {**shown, "newest": newest, "rule": rule_in_words(), "brought": _brought(newest)}
    )
    answer["Cache-Control"], answer["X-Robots-Tag"] = "private, no-store", "noindex"
    answer["Referrer-Policy"] = "strict-origin"  # not no-referrer: see the answers about places
    return answer


def _brought(appeal: Appeal | None) -> list[str]:
    """What an upheld appeal brought in each wanted edition, once it is in the list."""
    if appeal is None or not appeal.difference:
        return []
    names = queries.editions_by_key(appeal.application.call)
    return [told_in_words(what, names[key]) for key, what in appeal.difference["outcomes"].items()]


@page(permissions.view_appeals)
def appeals(request: Request, key: str) -> HttpResponseBase:
    """The appeals of a call; the office types in one from paper."""
    call = call_of(request, key)
    form = AppealEnter(typed(request))
    if form.is_valid() and _entered(request, call, form):
        return redirect("committee:appeals", key)
    rows = queries.appeals_of_call(call, request.actor)
    shown = {"call": call, "form": form, "term": queries.term_of(call), "rows": rows}
    may = {
        "is_office": permissions.view_committee.allows(request.actor),
        "may_enter": permissions.lodge_appeal.allows(request.actor),
    }
    waiting = sum(one.status == "lodged" for one in rows)
    return render(request, "committee/appeals.html", {**shown, **may, "waiting": waiting})


def _entered(request: Request, call: Call, form: AppealEnter) -> bool:
    number = form.cleaned_data["number"].strip()
    found = call.applications.filter(Q(number__iexact=number) | Q(code__iexact=number))
    application = found.select_related("call__project", "person", "employment").order_by("pk").first()
    if application is None:
        form.add_error("number", _("No application of this call has this number or code. Look at the receipt."))
        return False
    said = {"lodged_at": form.came_at(), "register_number": form.cleaned_data["register_number"]}
    known = {**said, "actor": request.actor, "at": clock.now()}
    return tell_refusal(form, actions.lodge_appeal, application, form.cleaned_data["grounds"], **known)


def _appeal(request: Request, key: str) -> Appeal:
    return get_object_or_404(queries.visible_to(request.actor), key=key)


def _shown(request: Request, appeal: Appeal) -> dict[str, object]:
    call = appeal.application.call
    names = queries.editions_by_key(call)
    found: Difference | None = queries.preview(appeal) if appeal.status == "upheld" else None
    kept = appeal.difference or (found and {"comes_in": found.comes_in, "goes_out": found.goes_out}) or {}
    return {
        "appeal": appeal,
        "call": call,
        "comes_in": [(code, names[edition]) for code, edition in kept.get("comes_in", ())],
        "goes_out": [(code, names[edition]) for code, edition in kept.get("goes_out", ())],
        "rule": rule_in_words(),
        "is_office": permissions.view_committee.allows(request.actor, appeal),
        "has_scores": bool(judged(call.rules.criteria)) and members.seat(request.actor, call.key) is not None,
        **_panel(request, appeal),
        "may_apply": appeal.status == "upheld" and permissions.apply_appeal.allows(request.actor, appeal),
    }


def _panel(request: Request, appeal: Appeal) -> dict[str, object]:
    """May this reader decide, and is there anybody who may? Whoever decides reads what was written for the committee."""
    waits, seat = appeal.status == "lodged", members.seat(request.actor, appeal.application.call.key)
    is_other = seat is None or members.may_decide(seat, appeal)
    is_hearing = waits and permissions.decide_appeal.allows(request.actor, appeal)
    return {
        "written": list(written(appeal.application).values()) if is_hearing and is_other else [],
        "may_decide": is_hearing and is_other,
        "has_scored": is_hearing and not is_other,
        "needs_panel": waits and members.needs_panel(appeal),
    }


@page(permissions.view_appeals)
def appeal_show(request: Request, key: str) -> HttpResponseBase:
    """One appeal: what it says, the decision, or the form for it."""
    appeal, form = _appeal(request, key), AppealDecide(typed(request))
    if form.is_valid():
        said = {"points": form.decided_points(), "reason": form.cleaned_data["reason"], "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.decide_appeal, appeal, **said):
            return redirect("committee:appeal_show", key)
    seen = hash_of(queries.changed_input(appeal, appeal.points)) if appeal.status == "upheld" and appeal.points is not None else ""
    shown = {**_shown(request, appeal), "form": form, "apply_form": AppealApply(initial={"seen": seen})}
    return render(request, "committee/appeal_show.html", shown)


@page(permissions.apply_appeal, methods=("POST",))
def appeal_apply(request: Request, key: str) -> HttpResponseBase:
    """Put an upheld appeal into the list, after the difference was seen."""
    appeal, form = _appeal(request, key), AppealApply(request.POST)
    if form.is_valid():
        said = {"seen": form.cleaned_data["seen"], "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.apply_appeal, appeal, **said):
            return redirect("committee:appeal_show", key)
    return render(request, "committee/appeal_show.html", {**_shown(request, appeal), "form": form, "apply_form": form})


@page(permissions.view_appeals, methods=("GET",))
def appeal_protocol(request: Request, key: str) -> HttpResponseBase:
    """The paper beside the protocol."""
    appeal = get_object_or_404(queries.visible_to(request.actor).select_related("protocol"), key=key)
    if appeal.protocol is None:
        raise Http404
    return respond(appeal.protocol)
