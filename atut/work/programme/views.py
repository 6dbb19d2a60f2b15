"""The screens of the programme: forms of support, one of them with its editions, adding, changing, moving on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.partnership.queries import goals
from atut.work.programme import actions, permissions, queries, rules
from atut.work.programme.forms import EditionAdd, FormAdd
from atut.work.programme.models import Edition, SupportForm

Verb = Callable[..., Any]


def _form(request: Request, key: str) -> SupportForm:
    return get_object_or_404(queries.support_forms(request.project), key=key)


def _edition(request: Request, key: str) -> Edition:
    return get_object_or_404(queries.edition_for(request.project, key))


@page(permissions.view_forms, methods=("GET",))
def forms(request: Request) -> HttpResponse:
    """All forms of support of the project."""
    rows = list(queries.support_forms(request.project))
    may_change = permissions.change_forms.allows(request.actor)
    return render(request, "programme/forms.html", {"forms": rows, "may_change": may_change})


@page(permissions.view_forms, methods=("GET",))
def form_show(request: Request, key: str) -> HttpResponse:
    """One form of support and its editions, with what can be done now."""
    form, today = _form(request, key), clock.today()
    rows = [(one, rules.open_moves(one, today=today), rules.is_due(one, today=today)) for one in queries.editions(form)]
    may_change = permissions.change_editions.allows(request.actor)
    return render(request, "programme/form_show.html", {"form_of": form, "rows": rows, "may_change": may_change})


@page(permissions.change_forms)
def form_add(request: Request) -> HttpResponse:
    """Add a form of support."""
    form = FormAdd(request.POST or None, languages=request.project.languages, goals=goals(request.project))
    if form.is_valid() and tell_refusal(
        form,
        actions.add_support_form,
        request.project,
        form.details(),
        goal=form.goal_chosen(),
        actor=request.actor,
        at=clock.now(),
    ):
        messages.info(request, gettext("The form of support is added. Now add its editions."))
        return redirect("programme:form_show", SupportForm.objects.get(project=request.project, code=form.details().code).key)
    return render(request, "programme/form_add.html", {"form": form})


@page(permissions.change_forms)
def form_change(request: Request, key: str) -> HttpResponse:
    """Mend a form of support."""
    known = _form(request, key)
    form = FormAdd(request.POST or None, languages=request.project.languages, goals=goals(request.project), support_form=known)
    if form.is_valid() and tell_refusal(
        form, actions.change_support_form, known, form.details(), goal=form.goal_chosen(), actor=request.actor, at=clock.now()
    ):
        return redirect("programme:form_show", key)
    return render(request, "programme/form_change.html", {"form": form, "form_of": known})


@page(permissions.change_editions)
def edition_add(request: Request, key: str) -> HttpResponse:
    """Add an edition of a form."""
    known = _form(request, key)
    form = EditionAdd(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.add_edition, known, form.details(), actor=request.actor, at=clock.now()):
        return redirect("programme:form_show", key)
    return render(request, "programme/edition_add.html", {"form": form, "form_of": known})


@page(permissions.change_editions)
def edition_change(request: Request, key: str) -> HttpResponse:
    """Mend days, place, capacity, provider of an edition."""
    edition = _edition(request, key)
    seats = queries.seats_of(edition)
    form = EditionAdd(request.POST or None, edition=edition)
    if form.is_valid() and tell_refusal(
        form,
        actions.change_edition,
        edition,
        form.details(),
        seats=seats,
        actor=request.actor,
        at=clock.now(),
    ):
        return redirect("programme:form_show", edition.support_form.key)
    return render(request, "programme/edition_change.html", {"form": form, "edition": edition, "seats": seats})


def _move(request: Request, key: str, verb: Verb, **extra: Any) -> HttpResponse:
    edition = _edition(request, key)
    try:
        verb(edition, actor=request.actor, at=clock.now(), **extra)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("programme:form_show", edition.support_form.key)


@page(permissions.change_editions, methods=("POST",))
def edition_start(request: Request, key: str) -> HttpResponse:
    """The edition runs."""
    return _move(request, key, actions.start_edition)


@page(permissions.change_editions, methods=("POST",))
def edition_finish(request: Request, key: str) -> HttpResponse:
    """The edition is over."""
    return _move(request, key, actions.finish_edition)


@page(permissions.change_editions)
def edition_cancel(request: Request, key: str) -> HttpResponse:
    """The edition will not take place; asks first."""
    edition = _edition(request, key)
    if request.method == "POST":
        return _move(request, key, actions.cancel_edition, seats=queries.seats_of(edition))
    return render(request, "programme/edition_cancel.html", {"edition": edition})
