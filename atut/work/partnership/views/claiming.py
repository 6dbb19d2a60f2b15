"""The way to the own page: the page of the link, a new link, the office's button."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.partnership import actions, forms, permissions, queries
from atut.work.partnership.models import AccountLink


def _link(request: Request, token: str) -> AccountLink:
    link = queries.link_of(request.project, token)
    if link is None:
        raise Http404
    return link


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    """The address is a secret: kept by nobody on the way, told to no other site."""
    answer["Cache-Control"] = "private, no-store"
    # not no-referrer: with it browsers send "Origin: null" and the form's own protection refuses the answer
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@page(permissions.use_account_link)
def account_open(request: Request, token: str) -> HttpResponseBase:
    """First name only; a button makes the account or ties the record to one. Mail scanners that follow links change nothing."""
    link = _link(request, token)
    state = queries.link_state(link, request.actor, clock.now())
    form = forms.AccountOpen(request.POST if request.method == "POST" else None, is_new=state == "new")
    if form.is_valid() and state in queries.WORKING:
        given = {"password": form.chosen(), "language": get_language() or "pl", "actor": request.actor, "at": clock.now()}
        if tell_refusal(form, actions.use_account_link, link, **given):
            messages.success(request, _said(state))
            return _private(redirect(settings.LOGIN_REDIRECT_URL if request.actor.is_signed_in else "account_login"))
    shown = {"form": form, "link": link, "state": state, "token": token, "held": request.actor.label}
    return _private(render(request, "partnership/account_open.html", shown, status=200 if state in queries.WORKING else 410))


def _said(state: str) -> str:
    if state == "signed_in":
        return _("From now on your own page stands in this account.")
    if state == "known":
        return _("Your own page is in your account. Sign in as usual.")
    return _("Your account is ready. Sign in with your e-mail address and the password you have chosen.")


@page(permissions.send_account_link)
def account_link_renew(request: Request, token: str) -> HttpResponseBase:
    """Send a new link to the address on file: asked for with an old link, whatever became of that."""
    link = _link(request, token)
    form = forms.AccountLinkRenew(request.POST if request.method == "POST" else None)
    if form.is_valid() and tell_refusal(form, actions.send_account_link, link.person, actor=request.actor, at=clock.now()):
        return _private(redirect("partnership:account_link_renewed", token))
    return _private(render(request, "partnership/account_link_renew.html", {"form": form, "token": token}))


@page(permissions.send_account_link, methods=("GET",))
def account_link_renewed(request: Request, token: str) -> HttpResponseBase:
    """The new link is on its way."""
    _link(request, token)
    return _private(render(request, "partnership/account_link_renewed.html"))


@page(permissions.change_person, methods=("POST",))
def account_link_send(request: Request, key: str) -> HttpResponse:
    """The office's button: a link to the own page, to the address on file."""
    person = get_object_or_404(queries.person_for(request.actor, key))
    permissions.change_person.require(request.actor, person)
    try:
        actions.send_account_link(person, actor=request.actor, at=clock.now())
        said = _("The link is on its way to %(email)s. It works once, for seven days.")
        messages.success(request, said % {"email": person.email})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("partnership:person_show", key)
