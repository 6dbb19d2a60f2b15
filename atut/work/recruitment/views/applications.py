"""The desk: one application with its moves, and typing in an application from paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.base.mail.permissions import SEE
from atut.base.ui.templatetags.ui import moment
from atut.work.partnership.models import Person
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.office import ApplicationEnter, ApplicationIdentify, ApplicationReject
from atut.work.recruitment.forms.public import Button
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries import calls, enclosing
from atut.work.recruitment.queries.selection import outcome_of
from atut.work.recruitment.rules import applying
from atut.work.recruitment.rules.checking import declarable
from atut.work.recruitment.rules.history import EVENTS
from atut.work.recruitment.rules.minimums import reason_in_words
from atut.work.recruitment.rules.moves import ApplicationStatus, CallStatus, open_moves
from atut.work.recruitment.rules.points import Criterion
from atut.work.recruitment.views import actor_of, project_of, typed


def _application(request: HttpRequest, key: str) -> Application:
    return get_object_or_404(queries.desk_application(actor_of(request), key))


@never_cache
@page(permissions.enter_paper)
def application_enter(request: HttpRequest, key: str) -> HttpResponse:
    """Type in an application from paper: the stamp's day and hour count as the moment of receipt."""
    at, actor = clock.now(), actor_of(request)
    shown = calls.published_call(project_of(request), key, at)
    if shown is None:
        raise Http404
    form = ApplicationEnter(
        typed(request),
        files=request.FILES or None,
        shown=shown,
        offices=queries.offices_of(shown.call.project, actor),
        texts=calls.texts_to_apply(shown.call.project, at),
        today=at.date(),
    )
    if form.is_bound and form.is_valid() and tell_refusal(form, _enter, request, form):
        return redirect("recruitment:call_show", key)
    return render(request, "recruitment/application_enter.html", {"form": form, "shown": shown, "call": shown.call})


def _enter(request: HttpRequest, form: ApplicationEnter) -> None:
    call, data, paper = form.call.call, form.as_data(), form.as_paper()
    verb = actions.join_late if call.status == CallStatus.SELECTED else actions.submit
    application = verb(call, data, paper=paper, received_at=form.received_at(), actor=actor_of(request), at=clock.now())
    said = gettext("Recorded: %(name)s, number %(number)s, received %(moment)s.")
    told = {"name": application.person.full_name, "number": application.number, "moment": moment(application.received_at)}
    messages.success(request, said % told)


@never_cache
@page(permissions.view_application, methods=("GET",))
def application_show(request: HttpRequest, key: str) -> HttpResponse:
    """All data with the PESEL masked, the points, the reasons, the history, the moves as buttons."""
    return _show(request, _application(request, key))


def _show(request: HttpRequest, application: Application, **more: Any) -> HttpResponse:
    actor = actor_of(request)
    may = {
        "assess": permissions.assess.allows(actor, application),
        "withdraw": permissions.withdraw.allows(actor, application),
        "look": permissions.look.allows(actor, application),
        "identify": permissions.confirm_identity.allows(actor, application),
        "consent": permissions.enter_consent.allows(actor, application),
    }
    person = application.person
    shown = {
        "application": application, "person": person, "may": may, "moves": open_moves(ApplicationStatus, application.status),
        "masked": applying.masked(person.pesel or person.other_identifier),
        "lines": _lines(application),
        "reasons": [reason_in_words(kept) for kept in application.reasons],
        "history": [(entry, EVENTS.get(entry.event, entry.event)) for entry in queries.history(application)],
        "can_declare": bool(declarable(application.call.rules)),
        "notices": queries.notices_of(application) if SEE.allows(actor, application) else [],
        "repeats": application.repeats.order_by("received_at", "pk"),
        "outcomes": outcome_of(application),
        "is_held": any(reason["code"] in applying.HELD for reason in application.reasons),
        **enclosing.shown_with(application, clock.now(), may_look=may["look"]),
        **more,
    }  # fmt: skip
    return render(request, "recruitment/application_show.html", shown)


@never_cache
@page(permissions.look, methods=("POST",))
def application_look(request: HttpRequest, key: str) -> HttpResponse:
    """The same page with the PESEL and the access needs. By a button, because the look is recorded."""
    application = _application(request, key)
    return _show(request, application, sensitive=actions.look(application, actor=actor_of(request), at=clock.now()))


@never_cache
@page(permissions.look, methods=("POST",))
def application_written(request: HttpRequest, key: str) -> HttpResponse:
    """The same page with what was written for the committee. By a button, because the look is recorded."""
    application = _application(request, key)
    return _show(request, application, written=actions.look_at_written(application, actor=actor_of(request), at=clock.now()))


@never_cache
@page(permissions.look, methods=("POST",))
def application_scan(request: HttpRequest, key: str) -> HttpResponse:
    """The scan of the paper. By a button, because the look is recorded."""
    scan = actions.look_at_scan(_application(request, key), actor=actor_of(request), at=clock.now())
    if scan is None:
        raise Http404
    return respond(scan)


def _lines(application: Application) -> list[tuple[Criterion, bool | None, int | None]]:
    """Each line of the points list with the answer and the points given."""
    a = application
    return [(line, a.answers.get(line.code), a.scores.get(line.code)) for line in a.call.rules.criteria]


def _move(request: HttpRequest, key: str, verb: Callable[..., Any]) -> HttpResponse:
    """One move by a button; a refusal is told on the page of the application."""
    application, form = _application(request, key), Button(request.POST)
    if tell_refusal(form, verb, application, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:application_show", key)
    return _show(request, application, form=form)


@page(permissions.assess, methods=("POST",))
def application_assess(request: HttpRequest, key: str) -> HttpResponse:
    """Work out conditions and points."""
    return _move(request, key, actions.assess)


@page(permissions.assess, methods=("POST",))
def application_accept(request: HttpRequest, key: str) -> HttpResponse:
    """Accept after a rejection that turned out wrong."""
    return _move(request, key, actions.accept_formally)


@page(permissions.assess)
def application_reject(request: HttpRequest, key: str) -> HttpResponse:
    """Reject, with the reason the person will read."""
    application = _application(request, key)
    first = applying.blocking(applying.reasons_from(application.reasons))
    form = ApplicationReject(typed(request), initial={"reason": first[0].code} if first else {})
    if form.is_valid() and tell_refusal(
        form, actions.reject_formally, application, form.cleaned_data["reason"], actor=actor_of(request), at=clock.now()
    ):
        return redirect("recruitment:application_show", key)
    return render(request, "recruitment/application_reject.html", {"application": application, "form": form})


@never_cache
@page(permissions.confirm_identity)
def application_identify(request: HttpRequest, key: str) -> HttpResponse:
    """Whose number is it? Who stands here under it is named only to those who may see that person anyway."""
    application, actor = _application(request, key), actor_of(request)
    form = ApplicationIdentify(typed(request))
    if form.is_valid() and tell_refusal(form, actions.confirm_identity, application, form.decision(), actor=actor, at=clock.now()):
        return redirect("recruitment:application_show", key)
    known = queries.known_by_doubted_number(application)
    seen = known is not None and Person.objects.visible_to(actor).filter(pk=known.pk).exists()
    shown = {"application": application, "form": form, "known": known if seen else None}
    return render(request, "recruitment/application_identify.html", shown)


@page(permissions.withdraw)
def application_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw for the person; asks first."""
    application = _application(request, key)
    form = Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.withdraw_application, application, actor=actor_of(request), at=clock.now()):
        return redirect("recruitment:application_show", key)
    return render(request, "recruitment/application_withdraw.html", {"application": application, "form": form})
