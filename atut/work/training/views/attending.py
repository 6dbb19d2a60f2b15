"""Lists of attendance at the project office: paper lists typed in, corrections."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.training import actions, permissions, queries
from atut.work.training.forms.attending import AttendanceByOffice
from atut.work.training.forms.office import Reason
from atut.work.training.models import Session
from atut.work.training.rules.moves import SessionStatus, Source


def session_of(request: Request, key: str) -> Session:
    """A meeting the actor may see, or 404."""
    shown = Session.objects.visible_to(request.actor)
    return get_object_or_404(
        shown.select_related("group__edition__support_form", "group__edition__project", "group__trainer", "trainer"), key=key
    )


@page(permissions.correct_attendance)
def session_list(request: Request, key: str) -> HttpResponse:
    """The list as the project office keeps it."""
    session = session_of(request, key)
    is_closed = session.status == SessionStatus.CLOSED
    lines = queries.lines(session)
    form = AttendanceByOffice(request.POST or None, session=session, lines=lines, is_correction=is_closed)
    if form.is_valid() and tell_refusal(form, _put, request, session, form, is_closed=is_closed):
        return redirect(
            request.path if request.POST.get("do") == "rest" else reverse("training:group_show", args=[session.group.key])
        )
    context = {"session": session, "form": form, "is_closed": is_closed}
    return render(request, "training/session_list.html", context)


def _put(request: Request, session: Session, form: AttendanceByOffice, *, is_closed: bool) -> None:
    said: dict[str, Any] = {"source": Source(form.cleaned_data["source"]), "actor": request.actor, "at": clock.now()}
    if is_closed:
        actions.correct_attendance(session, form.marks(), reason=form.cleaned_data["reason"], **said)
    elif request.POST.get("do") == "close":
        actions.close_list(session, form.marks(), **said)
    else:
        actions.record_attendance(session, form.marks(), **said)


@page(permissions.correct_attendance)
def list_reopen(request: Request, key: str) -> HttpResponse:
    """Give a finished list back to the trainer."""
    session, actor = session_of(request, key), request.actor
    form = Reason(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.reopen_list, session, **form.cleaned_data, actor=actor, at=clock.now()):
        return redirect("training:group_show", session.group.key)
    return render(request, "training/list_reopen.html", {"session": session, "form": form})
