"""What belongs to an application: the superior's consent, corrections, pairs by link; papers, consents, overrides on the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from atut.base.files.actions import respond
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.forms.enclosing import ConsentAnswer, ConsentEnter, CorrectionAsk, CorrectionSupply, Override, PairName
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.enclosing import By
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.places import last_moment_day
from atut.work.recruitment.rules.prompts import lacking, questions_of
from atut.work.recruitment.views import actor_of, project_of, typed


def _holder(request: HttpRequest, thing: Any) -> Actor:
    return Actor(label=links.bearer(thing.key), project_id=project_of(request).pk)


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "recruitment/link_dead.html", status=410)


@never_cache
@page(PUBLIC)
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """The superior's page: who, in what, when; consent or refusal. A link that a scanner follows answers nothing."""
    asked = queries.consent_by_token(project_of(request), token)
    if asked is None:
        return _dead(request)
    form = ConsentAnswer(typed(request))
    if form.is_valid():
        said = form.as_answer(By.LINK)
        if tell_refusal(form, actions.answer_consent, asked, said, actor=_holder(request, asked), at=clock.now()):
            return redirect("recruitment:consent", token)
    application = asked.application
    wishes = application.choices.select_related("edition__support_form").order_by("preference")
    shown = {"consent": asked, "application": application, "call": application.call, "wishes": wishes, "form": form}
    return render(request, "recruitment/consent.html", shown)


@never_cache
@page(PUBLIC)
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """The person's page: what is missing, until when, and the way to supply it once."""
    asked = queries.correction_by_token(project_of(request), token)
    if asked is None:
        return _dead(request)
    form = CorrectionSupply(typed(request), request.FILES or None, correction=asked)
    if form.is_valid():
        verb = actions.supply_correction
        said = form.cleaned_data["note"], form.papers(), form.written()
        if tell_refusal(form, verb, asked, *said, actor=_holder(request, asked), at=clock.now()):
            return redirect("recruitment:correction", token)
    is_open = asked.application.status == ApplicationStatus.CORRECTION and clock.now() < asked.answer_by
    papers = queries.labels_of(asked.application.call, asked.documents)
    shown = {"correction": asked, "call": asked.application.call, "form": form, "is_open": is_open, "papers": papers}
    shown["last_day"] = last_moment_day(asked.answer_by)
    return render(request, "recruitment/correction.html", shown)


@never_cache
@page(PUBLIC)
def pair(request: HttpRequest, token: str) -> HttpResponse:
    """Name the one with whom both want a place or none."""
    application = queries.application_of_pair(project_of(request), token)
    if application is None:
        return _dead(request)
    form = PairName(typed(request), initial={"code": application.pair})
    if form.is_valid():
        verb, code = actions.name_pair, form.cleaned_data["code"]
        if tell_refusal(form, verb, application, code, actor=_holder(request, application), at=clock.now()):
            return redirect("recruitment:pair", token)
    shown = {"application": application, "call": application.call, "form": form, "other": queries.pair_of(application)}
    return render(request, "recruitment/pair.html", shown)


# the desk


def _application(request: HttpRequest, key: str) -> Application:
    return get_object_or_404(applications.desk_application(actor_of(request), key))


@never_cache
@page(permissions.look, methods=("POST",))
def application_paper(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """A paper enclosed. By a button, because the look is recorded."""
    attachment = get_object_or_404(_application(request, key).attachments.select_related("file"), key=paper)
    return respond(actions.look_at_paper(attachment, actor=actor_of(request), at=clock.now()))


@page(permissions.assess)
def application_correct(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the person to complete the application, once."""
    application = _application(request, key)
    form = CorrectionAsk(typed(request), application=application)
    if form.is_valid():
        asked, verb = (form.cleaned_data["missing"], form.documents()), actions.ask_correction
        if tell_refusal(form, verb, application, *asked, actor=actor_of(request), at=clock.now()):
            return redirect("recruitment:application_show", key)
    unwritten = questions_of(lacking(application.call.rules.criteria, application.written))
    shown = {"application": application, "form": form, "unwritten": unwritten}
    return render(request, "recruitment/application_correct.html", shown)


@page(permissions.assess)
def application_override(request: HttpRequest, key: str) -> HttpResponse:
    """Let it count although a place in the same form of support is held, with a written reason."""
    application = _application(request, key)
    form = Override(typed(request))
    if form.is_valid():
        why, verb = form.cleaned_data["why"], actions.accept_despite
        if tell_refusal(form, verb, application, why, actor=actor_of(request), at=clock.now()):
            return redirect("recruitment:application_show", key)
    return render(request, "recruitment/application_override.html", {"application": application, "form": form})


@page(permissions.enter_consent)
def application_consent(request: HttpRequest, key: str) -> HttpResponse:
    """The consent: given here by the head of the office, or typed in from paper by the project office."""
    application, actor = _application(request, key), actor_of(request)
    asked = queries.consent_or_none(application)
    if asked is None:
        raise Http404
    is_office = permissions.assess.allows(actor, application)
    form: ConsentAnswer = ConsentEnter(typed(request)) if is_office else ConsentAnswer(typed(request))
    if form.is_valid():
        said = form.as_answer(By.DESK)
        if tell_refusal(form, actions.answer_consent, asked, said, actor=actor, at=clock.now()):
            messages.info(request, _("The answer is kept: %(name)s.") % {"name": application.person.full_name})
            return redirect("recruitment:application_show", key) if is_office else redirect("recruitment:own_people")
    shown = {"application": application, "consent": asked, "form": form}
    return render(request, "recruitment/application_consent.html", shown)
