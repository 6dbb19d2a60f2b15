"""People and institutions in the project: what is missing, entry set, answers, exit, situation."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.audit.permissions import SEE_ENTRIES
from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.training import actions, permissions, queries
from atut.work.training.forms.participating import (
    EntryForm,
    ParticipationLeave,
    ParticipationSign,
    ParticipationSituation,
    ParticipationWanted,
)
from atut.work.training.models import EntryDocument, Participation
from atut.work.training.rules import dictionaries
from atut.work.training.rules.moves import ParticipationStatus
from atut.work.training.rules.participation import Answer, Question

ON_A_PAGE = 50


def participation_of(request: Request, key: str) -> Participation:
    """A record the actor may see, or 404."""
    shown = Participation.objects.visible_to(request.actor)
    return get_object_or_404(
        shown.select_related("person", "employment__organisation", "organisation", "commune", "project"), key=key
    )


@page(permissions.view_participation, methods=("GET",))
def participations(request: Request) -> HttpResponse:
    """People in the project; what keeps them out of the figures."""
    actor = request.actor
    form = ParticipationWanted(request.GET or None, offices=queries.offices_of(actor))
    wanted = queries.Wanted(**form.chosen()) if form.is_bound else queries.Wanted()
    rows = queries.participations(actor, request.project, wanted, today=clock.today())
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("strona"))
    incomplete = sum(1 for row in rows if row.missing)
    return render(request, "training/participations.html", {"form": form, "page": shown, "rows": rows, "incomplete": incomplete})


@page(permissions.view_participation, methods=("GET",))
def institutions(request: Request) -> HttpResponse:
    """Institutions in the project."""
    rows = queries.institutions(request.actor, request.project, today=clock.today())
    return render(request, "training/institutions.html", {"rows": rows})


@page(permissions.view_participation, methods=("GET",))
def participation_show(request: Request, key: str) -> HttpResponse:
    """One record with everything that backs it."""
    return _show(request, participation_of(request, key), ())


def _show(request: Request, participation: Participation, sensitive: object) -> HttpResponse:
    actor = request.actor
    context = {
        "record": queries.participation_record(participation, request.project, today=clock.today()),
        "participation": participation,
        "sensitive": sensitive,
        "may_change": permissions.leave_project.allows(actor, participation),
        "may_look": permissions.view_sensitive.allows(actor, participation),
        "may_read_certificates": permissions.read_certificates.allows(actor, participation),
        "may_see_trail": SEE_ENTRIES.allows(actor, participation),
        "may_see_scans": permissions.view_scan.allows(actor, participation),
    }
    return render(request, "training/participation_show.html", context)


@page(permissions.view_sensitive, methods=("POST",))
def participation_sensitive(request: Request, key: str) -> HttpResponse:
    """The sensitive answers, shown once; the look is recorded."""
    participation = participation_of(request, key)
    answers = actions.look_at_answers(participation, actor=request.actor, at=clock.now())
    shown = [(Question(name).label, Answer(said).label if said else "") for name, said in answers.items()]
    return _show(request, participation, shown)


@page(permissions.record_answers)
def participation_answers(request: Request, key: str) -> HttpResponse:
    """The state on the day of entry: by the office, or by the person before entry."""
    participation, actor, at = participation_of(request, key), request.actor, clock.now()
    permissions.record_answers.require(actor, participation)
    is_frozen = participation.status != ParticipationStatus.PREPARED and permissions.correct_answers.allows(actor, participation)
    form = EntryForm(
        request.POST or None,
        project=request.project,
        participation=participation,
        asks_sensitive=participation.person_id is not None,
        is_correction=is_frozen,
    )
    if form.is_valid() and tell_refusal(form, _answer, participation, form, actor=actor, at=at):
        mine = not permissions.view_participation.roles & actor.roles
        return redirect(settings.LOGIN_REDIRECT_URL) if mine else redirect("training:participation_show", key)
    return render(request, "training/participation_answers.html", {"participation": participation, "form": form})


def _answer(participation: Participation, form: EntryForm, **who: object) -> None:
    if "reason" in form.fields:
        actions.correct_answers(participation, form.answers(), reason=form.cleaned_data["reason"], **who)  # type: ignore[arg-type]
    else:
        actions.record_answers(participation, form.answers(), **who)  # type: ignore[arg-type]  # actor and at


@page(permissions.record_signing)
def participation_sign(request: Request, key: str) -> HttpResponse:
    """When the papers were signed, and the scan."""
    participation, actor = participation_of(request, key), request.actor
    form = ParticipationSign(request.POST or None, request.FILES or None, initial={"signed_on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        scan = actions.Scan(said["scan"].read(), said["scan"].name, form.media_type(said["scan"]) or "") if said["scan"] else None
        signed = {"kinds": said["kinds"], "signed_on": said["signed_on"], "scan": scan}
        if tell_refusal(form, actions.record_signing, participation, **signed, actor=actor, at=clock.now()):
            return redirect("training:participation_show", key)
    return render(request, "training/participation_sign.html", {"participation": participation, "form": form})


@page(permissions.view_scan, methods=("GET",))
def paper_scan(request: Request, key: str) -> HttpResponse:
    """The scan of a signed paper."""
    papers = EntryDocument.objects.filter(participation__project=request.project).select_related("scan")
    paper = get_object_or_404(papers, key=key)
    if paper.scan is None:
        raise Http404
    return respond(paper.scan)


@page(permissions.leave_project)
def participation_leave(request: Request, key: str) -> HttpResponse:
    """Exit."""
    participation, actor = participation_of(request, key), request.actor
    last = queries.last_support_day(participation)
    form = ParticipationLeave(request.POST or None, project=request.project, initial={"on": last, "path": "yes"})
    if form.is_valid():
        said = form.cleaned_data
        how = {"on": said["on"], "is_planned_path": said["path"] == "yes", "reason": said["reason"] if said["path"] == "no" else ""}
        if tell_refusal(form, actions.leave_project, participation, **how, actor=actor, at=clock.now()):
            return redirect("training:participation_show", key)
    return render(request, "training/participation_leave.html", {"participation": participation, "form": form})


@page(permissions.leave_project)
def participation_situation(request: Request, key: str) -> HttpResponse:
    """The situation within four weeks after exit."""
    participation, actor = participation_of(request, key), request.actor
    now = {"on": participation.situation_on, "situation": participation.situation, "second": participation.second_situation}
    form = ParticipationSituation(request.POST or None, project=request.project, initial=now)
    said = form.cleaned_data if form.is_valid() else {}
    if said and tell_refusal(form, actions.record_situation, participation, **said, actor=actor, at=clock.now()):
        return redirect("training:participation_show", key)
    days = dictionaries.exit_days(request.project.profile.data)
    return render(request, "training/participation_situation.html", {"participation": participation, "form": form, "days": days})
