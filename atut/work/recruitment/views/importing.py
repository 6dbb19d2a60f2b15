"""The desk: applications on paper by a workbook: template, bringing it, preview, taking it in, what came back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page
from atut.base.kernel.roles import Role
from atut.base.kernel.sheets import XLSX_TYPE
from atut.base.projects.models import Organisation
from atut.work.recruitment import actions, imports, permissions
from atut.work.recruitment.actions import importing
from atut.work.recruitment.forms.importing import PaperImportBring
from atut.work.recruitment.models import Call, PaperImport
from atut.work.recruitment.queries import importing as queries
from atut.work.recruitment.queries.applications import offices_of
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.views import actor_of, call_of

PER_PAGE = 50


def _published(request: HttpRequest, key: str) -> Call:
    call = call_of(request, key)
    if call.status == CallStatus.DRAFT:
        raise Http404
    return call


def _offices(request: HttpRequest, call: Call) -> list[Organisation]:
    """Whose applications the actor may bring; none named for the project office, which brings those of all."""
    actor = actor_of(request)
    return [] if actor.holds_for_project({Role.COORDINATOR}) else offices_of(call.project, actor)


def _brought(request: HttpRequest, key: str) -> PaperImport:
    return get_object_or_404(queries.paper_imports(actor_of(request)), key=key)


@never_cache
@page(permissions.enter_paper)
def paper_import_bring(request: HttpRequest, key: str) -> HttpResponse:
    """The template to download, the filled-in workbook to bring, and what was brought before."""
    call = _published(request, key)
    form = PaperImportBring(request.POST or None, request.FILES or None, offices=_offices(request, call))
    if form.is_valid() and (brought := _bring(request, call, form)):
        return redirect("recruitment:paper_import", brought.key)
    earlier = Paginator(queries.paper_imports(actor_of(request)).filter(call=call), 25).get_page(request.GET.get("strona"))
    return render(request, "recruitment/paper_import_bring.html", {"call": call, "form": form, "imports": earlier})


def _bring(request: HttpRequest, call: Call, form: PaperImportBring) -> PaperImport | None:
    file, actor = form.cleaned_data["file"], actor_of(request)
    content = file.read()
    try:
        return actions.bring_paper_list(call, form.organisation(), content=content, name=file.name, actor=actor, at=clock.now())
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


@page(permissions.enter_paper, methods=("GET",))
def paper_template(request: HttpRequest, key: str) -> HttpResponse:
    """The workbook to be filled in, with the offices the actor may bring applications of."""
    call = _published(request, key)
    offices = tuple(_offices(request, call))
    form = queries.form_of(call, None)
    content = imports.template(queries.Form(form.call, form.editions, offices or form.offices))
    name = gettext("applications-on-paper-%(call)s.xlsx") % {"call": call.key}
    said = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=said)


@never_cache
@page(permissions.enter_paper, methods=("GET",))
def paper_import(request: HttpRequest, key: str) -> HttpResponse:
    """What the workbook would bring, row by row; or what it brought."""
    brought = _brought(request, key)
    if not brought.is_open or brought.file is None:
        return render(request, "recruitment/paper_import_done.html", {"brought": brought, "call": brought.call})
    try:
        plan = importing.planned(brought, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return render(request, "recruitment/paper_import.html", {"brought": brought, "call": brought.call, "trouble": str(refusal)})
    rows = sorted(plan.rows, key=lambda row: (not row.reasons, row.line))
    shown = {"page": Paginator(rows, PER_PAGE).get_page(request.GET.get("strona")), "unread": plan.found.unread}
    counts = {outcome: plan.count(outcome) for outcome in ("new", "unchanged", "rejected")}
    whole = {"brought": brought, "call": brought.call, "plan": plan, "counts": counts, **shown}
    return render(request, "recruitment/paper_import.html", whole)


@page(permissions.enter_paper, methods=("POST",))
def paper_import_apply(request: HttpRequest, key: str) -> HttpResponse:
    """Take the applications in."""
    try:
        actions.apply_paper_list(_brought(request, key), actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("recruitment:paper_import", key)


@page(permissions.enter_paper, methods=("POST",))
def paper_import_discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the workbook away."""
    brought = _brought(request, key)
    try:
        actions.discard_paper_list(brought, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The workbook was thrown away and its file deleted."))
    return redirect("recruitment:paper_import_bring", brought.call.key)


@never_cache
@page(permissions.enter_paper, methods=("GET",))
def paper_import_file(request: HttpRequest, key: str) -> HttpResponse:
    """The rejected rows as a workbook to mend."""
    stored = _brought(request, key).rejected_file
    if stored is None:
        raise Http404
    return files.respond(stored)
