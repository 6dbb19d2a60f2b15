"""Members: their committees, the declaration, the sheet for all and for one application, closing it, everybody's scores."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.committee import actions, permissions
from atut.work.committee.forms.sheets import MemberDeclare, SheetApplication, SheetClose, SheetTable
from atut.work.committee.models import Member
from atut.work.committee.queries import members as queries
from atut.work.committee.queries import reading, scoring, signing, waiting
from atut.work.committee.rules.scoring import rule_in_words
from atut.work.committee.views import declared_seat, own_seat, typed


@page(permissions.my_committees, methods=("GET",))
def my_committees(request: Request) -> HttpResponseBase:
    """The own committees; for those who run or check the recruitment, all of the project."""
    calls = queries.calls_with_committees(request.actor)
    appeals = waiting.appeals_waiting(calls)
    shown = {"seats": waiting.my_seats(request.actor, clock.now()), "calls": [(call, appeals.get(call.pk, 0)) for call in calls]}
    return render(request, "committee/my_committees.html", shown)


@page(permissions.my_committees, methods=("GET",))
def my_committee(request: Request, key: str) -> HttpResponseBase:
    """What comes next for this member: the declaration, the sheet, the protocol."""
    member = own_seat(request, key)
    committee = member.committee
    shown = {"member": member, "call": committee.call, "criteria": scoring.criteria(committee)}
    if member.declared_at:
        now = queries.state(committee)
        mine = next(line for line in now.lines if line.member.pk == member.pk)
        seat = waiting.seat_of(member, request.actor, clock.now())
        shown |= {"state": now, "mine": mine, "signing": signing.signing(committee), "seat": seat}
    return render(request, "committee/my_committee.html", shown)


@page(permissions.my_committees)
def member_declare(request: Request, key: str) -> HttpResponseBase:
    """Whom not to judge: names and offices by surname, without codes."""
    member = own_seat(request, key)
    form = MemberDeclare(typed(request), applicants=queries.applicants(member))
    if form.is_valid():
        said = {"note": form.cleaned_data["note"], "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.declare_impartiality, member, form.ties(), **said):
            return redirect("committee:my_committee", key)
    return render(request, "committee/member_declare.html", {"form": form, "call": member.committee.call, "member": member})


@page(permissions.my_committees)
def sheet(request: Request, key: str) -> HttpResponseBase:
    """All applications under codes in one table; saved as often as one likes."""
    member = declared_seat(request, key)
    rows = scoring.sheet(member)
    form = SheetTable(typed(request), lines=scoring.criteria(member.committee), rows=rows)
    if form.is_valid() and tell_refusal(form, _save_all, form, member, request):
        messages.success(request, _("Saved."))
        return redirect("committee:sheet", key)
    shown = {"form": form, "call": member.committee.call, "rows": rows, "rule": rule_in_words()}
    return render(request, "committee/sheet.html", {**shown, "whole": sum(row.is_whole for row in rows)})


def _save_all(form: SheetTable, member: Member, request: Request) -> None:
    for application, scores in form.changed():
        actions.save_scores(member, application, scores, actor=request.actor, at=clock.now())


@page(permissions.my_committees)
def sheet_application(request: Request, key: str, code: str) -> HttpResponseBase:
    """One application under its code: what it says, the scores, the comment; Enter saves and opens the next one."""
    member = declared_seat(request, key)
    rows = scoring.sheet(member)
    here = next((n for n, row in enumerate(rows) if row.application.code == code), None)
    if here is None:
        raise Http404
    line = rows[here]
    lines, wrote = scoring.criteria(member.committee), reading.written(line.application)
    form = SheetApplication(typed(request), lines=lines, line=line, written=wrote)
    if form.is_valid():
        said = {"comment": form.cleaned_data["comment"], "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.save_scores, member, line.application, form.scores(), **said):
            after = next((row for row in [*rows[here + 1 :], *rows[:here]] if not row.is_whole), None)
            return (
                redirect("committee:sheet_application", key, after.application.code) if after else redirect("committee:sheet", key)
            )
    around = {"before": rows[here - 1] if here else None, "following": rows[here + 1] if here + 1 < len(rows) else None}
    shown = {"form": form, "line": line, "call": member.committee.call, "number": here + 1, "count": len(rows), **around}
    said = {"answers": reading.answers(line.application), "papers": reading.papers(member, line.application)}
    said["reads_papers"] = bool(member.committee.call.rules.for_committee)
    return render(request, "committee/sheet_application.html", {**shown, **said})


@never_cache
@page(permissions.my_committees, methods=("POST",))
def sheet_paper(request: Request, key: str, code: str, paper: str) -> HttpResponseBase:
    """A paper of one application, where the regulation opens it to the committee. By a button, because the look is recorded."""
    member = declared_seat(request, key)
    attachment = reading.paper(member, code, paper)
    if attachment is None:
        raise Http404
    return respond(actions.read_paper(member, attachment, actor=request.actor, at=clock.now()))


@page(permissions.my_committees)
def sheet_close(request: Request, key: str) -> HttpResponseBase:
    """Close the own sheet: it counts and stays."""
    member, form = declared_seat(request, key), SheetClose(typed(request))
    if form.is_valid() and tell_refusal(form, actions.close_sheet, member, actor=request.actor, at=clock.now()):
        return redirect("committee:my_committee", key)
    rows = scoring.sheet(member)
    closed = bool(rows) and all(row.is_closed for row in rows)
    missing = [row for row in rows if not row.is_whole]
    shown = {"form": form, "call": member.committee.call, "missing": missing, "rows": rows, "is_closed": closed}
    return render(request, "committee/sheet_close.html", shown)


@page(permissions.my_committees, methods=("GET",))
def scores(request: Request, key: str) -> HttpResponseBase:
    """Everybody's scores under codes, once all sheets are closed; without applications one has a tie to."""
    member = declared_seat(request, key)
    if not queries.state(member.committee).is_settled:
        raise Http404
    shown = {"call": member.committee.call, "criteria": scoring.criteria(member.committee), "rule": rule_in_words()}
    return render(request, "committee/scores.html", {**shown, "results": scoring.results(member.committee, member)})
