"""The project office: who sits, how far the committee is, ties from the staff list, points, the signed protocol."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.committee import actions, permissions
from atut.work.committee.forms.office import ConflictNote, MemberAppoint, MemberDismiss, SignedReceive
from atut.work.committee.queries import members as queries
from atut.work.committee.queries import scoring, signing
from atut.work.committee.rules.members import Tie
from atut.work.committee.rules.scoring import rule_in_words
from atut.work.committee.rules.signing import UNCHECKED, Checked
from atut.work.committee.views import call_of, committee_of, typed
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.points import judged


@page(permissions.view_committee)
def committee_show(request: Request, key: str) -> HttpResponseBase:
    """Who sits, how far each is, what the office has to do; a form for one more member."""
    call = call_of(request, key)
    committee = queries.committee_of(call)
    form = MemberAppoint(typed(request), users=queries.candidates(call.project, committee))
    if form.is_valid():
        chosen = {"is_chair": form.cleaned_data["is_chair"], "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.appoint_member, call, form.user_chosen, **chosen):
            return redirect("committee:committee_show", key)
    return render(request, "committee/committee_show.html", {**_shown(request, call), "form": form})


def _shown(request: Request, call: Call) -> dict[str, Any]:
    committee = queries.committee_of(call)
    found = {
        "call": call,
        "committee": committee,
        "criteria": judged(call.rules.criteria),
        "rule": rule_in_words(),
        "may_appoint": permissions.appoint_member.allows(request.actor, call),
    }
    if committee is None:
        return found
    state = queries.state(committee)
    return found | {
        "state": state,
        "suggestions": queries.suggestions(committee),
        "results": scoring.results(committee) if state.is_settled else [],
        "signing": signing.signing(committee),
    }


@page(permissions.appoint_member)
def member_dismiss(request: Request, key: str, member: str) -> HttpResponseBase:
    """End a seat; the page says what becomes of the scores."""
    committee = committee_of(request, key)
    one = get_object_or_404(committee.members.select_related("user", "committee__call__project"), key=member, dismissed_at=None)
    form = MemberDismiss(typed(request))
    if form.is_valid() and tell_refusal(form, actions.dismiss_member, one, actor=request.actor, at=clock.now()):
        messages.info(request, _("%(name)s no longer sits on the committee.") % {"name": one.user.name})
        return redirect("committee:committee_show", key)
    return render(request, "committee/member_dismiss.html", {"form": form, "member": one, "call": committee.call})


@page(permissions.note_conflict, methods=("POST",))
def conflict_note(request: Request, key: str) -> HttpResponseBase:
    """The office takes a suggestion: the tie stands, the member no longer judges the application."""
    committee, form = committee_of(request, key), ConflictNote(request.POST)
    form.is_valid()
    member = get_object_or_404(committee.members.select_related("committee__call"), key=form.cleaned_data.get("member", ""))
    application = get_object_or_404(committee.call.applications, key=form.cleaned_data.get("application", ""))
    if not tell_refusal(form, actions.note_conflict, member, application, tie=Tie.UNIT, actor=request.actor, at=clock.now()):
        messages.error(request, str(form.non_field_errors()[0]))
    return redirect("committee:committee_show", key)


@page(permissions.settle, methods=("POST",))
def results_settle(request: Request, key: str) -> HttpResponseBase:
    """Bring the points of closed sheets to the applications, where somebody left or came late."""
    count = actions.settle_results(committee_of(request, key), actor=request.actor, at=clock.now())
    messages.info(request, _("Applications that got their points: %(count)s.") % {"count": count})
    return redirect("committee:committee_show", key)


@page(permissions.receive_signed)
def signed_receive(request: Request, key: str) -> HttpResponseBase:
    """Bring the protocol as it was signed; a file about another protocol is refused."""
    committee = committee_of(request, key)
    form = SignedReceive(typed(request), request.FILES or None)
    if form.is_valid():
        file, is_scan = form.cleaned_data["file"], form.cleaned_data["how"] == "scan"
        known = {"name": file.name, "is_scan": is_scan, "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.receive_signed, committee, file.read(), **known):
            return redirect("committee:signed_receive", key)
    shown = {"form": form, "call": committee.call, "signing": signing.signing(committee)}
    words = {code.value: code.label for code in Checked}
    return render(request, "committee/signed_receive.html", {**shown, "words": words, "unchecked": UNCHECKED})


@page(permissions.view_committee, methods=("GET",))
def protocol_to_sign(request: Request, key: str) -> HttpResponseBase:
    """The newest protocol, byte for byte as it is to be signed."""
    protocol = signing.newest_protocol(committee_of(request, key).call)
    if protocol is None:
        raise Http404
    return respond(protocol)


@page(permissions.view_committee, methods=("GET",))
def signed_file(request: Request, key: str, signed: str) -> HttpResponseBase:
    """A signed protocol as it came."""
    one = get_object_or_404(committee_of(request, key).signed.select_related("file"), key=signed)
    return respond(one.file)
