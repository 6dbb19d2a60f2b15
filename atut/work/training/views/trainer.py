"""A trainer's meetings, and the list on a phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.training import actions, permissions, queries
from atut.work.training.forms.attending import Attendance
from atut.work.training.models import Session
from atut.work.training.rules.attendance import opens_at
from atut.work.training.rules.moves import Source
from atut.work.training.views.attending import session_of


@page(permissions.view_my_sessions, methods=("GET",))
def my_sessions(request: Request) -> HttpResponse:
    """Meetings to come and lists to finish."""
    ahead, done = queries.my_sessions(request.actor)
    return render(request, "training/my_sessions.html", {"ahead": ahead, "done": done, "now": clock.now()})


@page(permissions.record_attendance)
def session_attendance(request: Request, key: str) -> HttpResponse:
    """Present, part of the time, absent; the rest are present; finish."""
    session = session_of(request, key)
    form = Attendance(request.POST or None, session=session, lines=queries.lines(session))
    if form.is_valid() and tell_refusal(form, _put, request, session, form):
        is_closing = request.POST.get("do") == "close"
        if is_closing:
            messages.success(request, _("The list is finished: %(topic)s.") % {"topic": session.topic})
        return redirect("training:my_sessions" if is_closing else request.path)
    opens = opens_at(session.starts_at)
    shown = {"session": session, "form": form, "opens_at": opens if clock.now() < opens else None}
    return render(request, "training/session_attendance.html", shown)


def _put(request: Request, session: Session, form: Attendance) -> None:
    verb = actions.close_list if request.POST.get("do") == "close" else actions.record_attendance
    verb(session, form.marks(), source=Source.PHONE, actor=request.actor, at=clock.now())
