"""What a participant gets without the desk: the calendar feed, and telling that one cannot come."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.kernel.permissions import PUBLIC, SIGNED_IN
from atut.work.recruitment.rules.links import bearer
from atut.work.training import actions, exports, permissions, queries
from atut.work.training.forms.telling import EnrolmentTell
from atut.work.training.models import Enrolment


@page(permissions.read_calendar, methods=("GET",))
def calendar(request: Request, token: str) -> HttpResponse:
    """The timetable for a calendar program. The signed address is good for this and nothing else."""
    person = queries.person_of_token(request.project, token)
    if person is None:
        raise Http404
    feed = exports.calendar_of(request.project, queries.sessions_of_person(person))
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="atut.ics"'
    answer["Cache-Control"] = "private, max-age=900"
    return answer


@page(PUBLIC)
def enrolment_tell(request: Request, token: str) -> HttpResponse:
    """By the link from the own mail: I cannot come, or I give the place back. Opening it changes nothing."""
    enrolment = queries.enrolment_of_token(token, request.project)
    if enrolment is None:
        raise Http404
    answer = _tell(request, enrolment, Actor(label=bearer(enrolment.place.key), project_id=request.project.pk))
    answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"] = "private, no-store", "strict-origin", "noindex"
    return answer


@page(SIGNED_IN)
def my_enrolment(request: Request, key: str) -> HttpResponse:
    """The same from the own page."""
    return _tell(request, get_object_or_404(queries.my_enrolments(request.actor), key=key), request.actor)


def _tell(request: Request, enrolment: Enrolment, actor: Actor) -> HttpResponse:
    form = EnrolmentTell(request.POST or None)
    if form.is_valid() and tell_refusal(form, _answer, enrolment, form, actor):
        return redirect(request.path)
    shown = {"telling": queries.telling(enrolment, clock.now()), "form": form}
    return render(request, "training/enrolment_tell.html", shown)


def _answer(enrolment: Enrolment, form: EnrolmentTell, actor: Actor) -> None:
    now, said = clock.now(), form.cleaned_data["answer"]
    if said == "give_back":
        actions.resign(enrolment, reason=_("The person gave the place back"), actor=actor, at=now)
        return
    session = get_object_or_404(enrolment.group.sessions, key=form.cleaned_data["session"])
    verb = actions.tell_absence if said == "cannot" else actions.take_back_absence
    verb(enrolment, session, actor=actor, at=now)
