"""Staff lists: the history, bringing one, the preview with its doubts, taking it in, what came back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.sheets import ENCODINGS, SEPARATORS, Table
from atut.work.partnership import actions, forms, imports, permissions, queries
from atut.work.partnership.imports import Plan, Reading
from atut.work.partnership.models import StaffImport

PER_PAGE, MOST_SHOWN = 25, 50


def _brought(request: Request, key: str) -> StaffImport:
    return get_object_or_404(queries.staff_imports(request.actor), key=key)


@page(permissions.import_people, methods=("GET",))
def staff_imports(request: Request) -> HttpResponse:
    """All lists that were brought, newest first."""
    shown = Paginator(queries.staff_imports(request.actor), PER_PAGE).get_page(request.GET.get("strona"))
    return render(request, "partnership/staff_imports.html", {"imports": shown})


@page(permissions.import_people)
def staff_import_bring(request: Request) -> HttpResponse:
    """Choose the office and the file."""
    offices = queries.offices_for(request.actor, request.project)
    form = forms.StaffImportBring(request.POST or None, request.FILES or None, offices=offices)
    if form.is_valid():
        brought = _bring(request, form)
        if brought is not None:
            return redirect("partnership:staff_import", brought.key)
    return render(request, "partnership/staff_import_bring.html", {"form": form})


def _bring(request: Request, form: forms.StaffImportBring) -> StaffImport | None:
    file = form.cleaned_data["file"]
    try:
        return actions.bring_staff_list(
            request.project,
            form.organisation_chosen(),
            content=file.read(),
            name=file.name,
            actor=request.actor,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


@page(permissions.import_people, methods=("GET",))
def staff_import(request: Request, key: str) -> HttpResponse:
    """What the list would change, or what it changed."""
    brought = _brought(request, key)
    if not brought.is_open or brought.file is None:
        return render(request, "partnership/staff_import_done.html", {"brought": brought})
    table, plan, trouble = _planned(brought)
    return render(request, "partnership/staff_import.html", _preview(brought, table, plan, trouble))


def _planned(brought: StaffImport) -> tuple[Table, Plan | None, str]:
    at = clock.now()
    try:
        table, plan = actions.planned(brought, at)
    except imports.NamesMissing as refusal:
        return imports.read(files.read_brought(brought), brought.name, Reading(**brought.reading)), None, str(refusal)
    return table, plan, ""


def _preview(brought: StaffImport, table: Table, plan: Plan | None, trouble: str) -> dict[str, Any]:
    reading = Reading(**brought.reading)
    titles = imports.column_titles(table, reading.header_row, reading.header_rows)
    columns = [(imports.Field(kind).label, titles[at] or at + 1) for kind, at in reading.mapping.items() if at < len(titles)]
    hidden = [title for number, title in enumerate(titles) if number in table.hidden_columns and title]
    return {
        "brought": brought,
        "table": table,
        "plan": plan,
        "trouble": trouble,
        "encoding": ENCODINGS.get(table.encoding, ""),
        "separator": SEPARATORS.get(table.separator, table.separator),
        "header_row": reading.header_row + 1 if reading.header_rows else 0,
        "columns": columns,
        "hidden": hidden,
        "is_misnamed": not brought.name.lower().endswith(f".{table.format}"),
        "counts": {outcome: plan.count(outcome) for outcome in ("new", "changed", "unchanged")} if plan else {},
        "sample": plan.accepted[:MOST_SHOWN] if plan else [],
        "rejected": plan.rejected[:MOST_SHOWN] if plan else [],
    }


@page(permissions.import_people)
def staff_import_read(request: Request, key: str) -> HttpResponse:
    """Say how the file is to be read."""
    brought = _brought(request, key)
    if not brought.is_open or brought.file is None:
        raise Http404
    reading = Reading(**brought.reading)
    table = imports.read(files.read_brought(brought), brought.name, reading)
    form = forms.StaffImportRead(request.POST or None, table=table, reading=reading)
    if form.is_valid() and tell_refusal(
        form, actions.reread_staff_list, brought, form.chosen(), actor=request.actor, at=clock.now()
    ):
        return redirect("partnership:staff_import", key)
    return render(request, "partnership/staff_import_read.html", {"form": form, "brought": brought})


@page(permissions.import_people, methods=("POST",))
def staff_import_apply(request: Request, key: str) -> HttpResponse:
    """Take the list in."""
    try:
        actions.apply_staff_list(_brought(request, key), actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("partnership:staff_import", key)


@page(permissions.import_people, methods=("POST",))
def staff_import_discard(request: Request, key: str) -> HttpResponse:
    """Throw the list away."""
    try:
        actions.discard_staff_list(_brought(request, key), actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The list was thrown away and its file deleted."))
    return redirect("partnership:staff_imports")


@page(permissions.import_people, methods=("GET",))
def staff_import_file(request: Request, key: str) -> HttpResponse:
    """The rejected rows, as a file to mend."""
    stored = _brought(request, key).rejected_file
    if stored is None:
        raise Http404
    return files.respond(stored)
