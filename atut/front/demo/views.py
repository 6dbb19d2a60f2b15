"""/demo/: be one of the invented people with a click; /demo/mail/: every e-mail. These paths exist in demo mode only."""

from itertools import groupby

from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.accounts.models import User
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.front.demo import queries
from atut.front.demo.forms import MailFilter

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page(PUBLIC, methods=("GET",))
def people(request: HttpRequest) -> HttpResponse:
    """The cast of this project, by role."""
    cast = queries.cast(request.project)  # type: ignore[attr-defined]  # set by projects.middleware
    groups = [(role, queries.SEES[role], list(members)) for role, members in groupby(cast, key=lambda one: one.role)]
    others = queries.other_projects(request.project)  # type: ignore[attr-defined]  # as above
    return render(request, "demo/people.html", {"groups": groups, "others": others})


@page(PUBLIC, methods=("POST",))
def sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as one of the cast."""
    try:
        user = queries.account(request.project, key)  # type: ignore[attr-defined]  # set by projects.middleware
    except User.DoesNotExist as unknown:
        raise Http404 from unknown
    login(request, user, backend=BACKEND)
    return redirect("desk:today")


@page(PUBLIC, methods=("GET",))
def mail(request: HttpRequest) -> HttpResponse:
    """Every e-mail of the project, newest first, or those to one person."""
    form = MailFilter(request.GET)
    messages = queries.mail(request.project, **form.chosen())  # type: ignore[attr-defined]  # set by projects.middleware
    others = queries.other_projects(request.project)  # type: ignore[attr-defined]  # as above
    shown = Paginator(messages, 40).get_page(request.GET.get("strona"))
    return render(request, "demo/mail.html", {"form": form, "messages_page": shown, "others": others})


@page(PUBLIC, methods=("GET",))
def mail_show(request: HttpRequest, key: str) -> HttpResponse:
    """One e-mail as the person would read it."""
    message = get_object_or_404(queries.mail(request.project), key=key)  # type: ignore[attr-defined]  # as above
    return render(request, "demo/mail_show.html", {"message": message})
