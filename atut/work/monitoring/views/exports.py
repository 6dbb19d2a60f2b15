"""Exports for the funder: what is wrong and where to mend it, freezing, the history, taking a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page
from atut.work.monitoring import actions, permissions
from atut.work.monitoring.models import Export
from atut.work.monitoring.rules.kinds import ExportKind
from atut.work.monitoring.rules.validation import Problem, Rule

MOST_SHOWN = 200


@dataclass(frozen=True)
class ProblemRow:
    """One line of the table of problems."""

    problem: Problem
    field: str
    url: str


@page(permissions.view_exports, methods=("GET",))
def exports(request: Request, kind: str = ExportKind.PARTICIPANTS) -> HttpResponse:
    """What an export would hold now, what to mend first, and the exports made so far."""
    if kind not in ExportKind.values:
        raise Http404
    checked = actions.check_export(request.project, kind, at=clock.now())
    made = Export.objects.filter(project=request.project, kind=kind).select_related("profile", "xlsx", "csv")
    shown = {
        "kind": kind,
        "kinds": ExportKind,
        "today": clock.today(),
        "checked": checked,
        "rows": list(_rows(request, kind, checked.problems[:MOST_SHOWN])),
        "more": max(0, len(checked.problems) - MOST_SHOWN),
        "made": made.order_by("-made_at", "-pk"),
        "may_make": permissions.make_export.allows(request.actor, request.project),
    }
    return render(request, "monitoring/exports.html", shown)


@page(permissions.make_export, methods=("POST",))
def export_freeze(request: Request, kind: str) -> HttpResponse:
    """Write and keep an export."""
    if kind not in ExportKind.values:
        raise Http404
    try:
        actions.freeze_export(request.project, kind, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The export is kept. Its files stand at the top of the list."))
    return redirect("monitoring:exports_of", kind=kind)


@page(permissions.read_export, methods=("POST",))
def export_file(request: Request, key: str) -> HttpResponse:
    """Take a file of an export away; recorded."""
    export = get_object_or_404(Export.objects.select_related("xlsx", "csv"), key=key, project=request.project)
    file = "csv" if request.POST.get("file") == "csv" else "xlsx"
    return files.respond(actions.hand_out_export(export, file, actor=request.actor, at=clock.now()))


def _rows(request: Request, kind: str, problems: Iterable[Problem]) -> Iterable[ProblemRow]:
    columns = request.project.profile.data.get("exports", {}).get(kind, {}).get("columns", [])
    words = {column["key"]: column["header_pl" if request.LANGUAGE_CODE == "pl" else "header_en"] for column in columns}
    for problem in problems:
        yield ProblemRow(problem, words.get(problem.field, problem.field), _where_to_mend(problem))


def _where_to_mend(problem: Problem) -> str:
    """The screen on which it can be put right."""
    name = "participation_show"
    if problem.rule == Rule.V9:
        name = "participation_situation"
    elif problem.rule in (Rule.V0, Rule.V7, Rule.V8):
        name = "participation_answers"
    try:
        return reverse(f"training:{name}", args=[problem.key])
    except NoReverseMatch:
        return ""
