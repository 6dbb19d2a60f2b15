"""The page of error 500, which notes what broke; the list of what broke."""

import logging
import sys
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from atut.base.faults import actions, permissions, queries
from atut.base.faults.forms import FaultsFilter
from atut.base.faults.rules import Breakdown
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page
from atut.base.projects import contacts
from atut.base.projects.models import Project

PAGE = 50
OURS = Path(__file__).resolve().parents[3]
LAST_WORDS = "<!doctype html><meta charset=utf-8><title>500</title><p>{words} {code}</p>"
log = logging.getLogger("atut.faults")


def broken(request: HttpRequest) -> HttpResponse:
    """The page of error 500: what happened, whom to call, the code to read out.

    The code goes to the log first: whatever fails here, nothing is lost and nothing is tried twice.
    """
    found = _breakdown(request)
    code = found.code(settings.SECRET_KEY)
    log.error("Fault %s: %s in %s:%s, %s %s", code, found.kind, found.place, found.line, found.method, found.pattern)
    try:
        actions.note(found, at=clock.now())
    except Exception as refused:  # noqa: BLE001  # the database may be what broke: the log has it
        log.error("Fault %s stands in the log only: %s", code, type(refused).__name__)  # noqa: TRY400  # one line, no second trace
    try:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE  # it may have broken before that was set
        with override(language):
            body: str = render_to_string("500.html", {"project": _project(request), "fault_code": code})
    except Exception as refused:  # noqa: BLE001  # the page of the error itself broke: words that need nothing
        log.error("Fault %s: its page could not be made: %s", code, type(refused).__name__)  # noqa: TRY400  # as above
        body = LAST_WORDS.format(words="Coś się zepsuło po naszej stronie. Something broke on our side.", code=code)
    return HttpResponse(body, status=500)


def _project(request: HttpRequest) -> Project | dict[str, Any] | None:
    """As it was read before things broke; else, the database being gone, as it was written down."""
    host = request.META.get("HTTP_HOST", "").partition(":")[0].lower()
    return getattr(request, "project", None) or contacts.known(host)


def _breakdown(request: HttpRequest) -> Breakdown:
    """What may be kept of the error being handled. No words of the error: they can quote what was typed."""
    kind, _error, trace = sys.exc_info()
    place, line = _our_place(trace)
    match = request.resolver_match
    project = getattr(request, "project", None)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.") if kind else "unknown"
    return Breakdown(name, place, line, request.method or "", match.route if match else "", project.pk if project else None)


def _our_place(trace: TracebackType | None) -> tuple[str, int]:
    """The innermost frame of our own code, else the innermost one: file and function, and the line."""
    frames = [(Path(frame.f_code.co_filename), frame.f_code.co_name, line) for frame, line in walk_tb(trace)]
    ours = [found for found in frames if found[0].is_relative_to(OURS / "atut")]
    for path, function, line in reversed(ours or frames):
        shown = path.relative_to(OURS) if path.is_relative_to(OURS / "atut") else Path(*path.parts[-2:])
        return f"{shown} {function}", line
    return "unknown", 0


@page(permissions.SEE, methods=("GET",))
def faults(request: Request) -> HttpResponseBase:
    """What broke, what nobody saw to first; a caller's code is looked up here."""
    form = FaultsFilter(request.GET)
    rows = queries.faults(request.actor, typed=form.chosen().get("kod", ""))
    found = Paginator(rows, PAGE).get_page(request.GET.get("strona"))
    return render(
        request, "faults/faults.html", {"form": form, "page": found, "may_settle": permissions.SETTLE.allows(request.actor)}
    )


@page(permissions.SETTLE, methods=("POST",))
def fault_settle(request: Request, code: str) -> HttpResponseBase:
    """Somebody has seen to it."""
    fault = get_object_or_404(queries.visible_to(request.actor), code=code)
    try:
        actions.settle(fault, actor=request.actor, at=clock.now())
        messages.success(request, _("Off the list. It comes back by itself if it breaks again."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("faults:faults")
