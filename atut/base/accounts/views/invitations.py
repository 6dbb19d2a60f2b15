"""Screens about accounts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atut.base.accounts import actions, queries, rules
from atut.base.accounts.forms import InvitationAccept
from atut.base.accounts.models import Invitation
from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import page, tell_refusal
from atut.base.kernel.permissions import PUBLIC


@page(PUBLIC)
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """The invited person's page: a name and a password, or one button for somebody who has an account."""
    invited = queries.invitation_of(token)
    why_not = _why_not(invited)
    if invited is None or why_not:
        return render(request, "accounts/invitation_over.html", {"why_not": why_not}, status=410)
    is_known = queries.has_account(invited.email)
    form = InvitationAccept(request.POST if request.method == "POST" else None, initial={"name": invited.name})
    if request.method == "POST" and (form.is_valid() or is_known):
        given = {"name": invited.name, "password": ""} if is_known else form.values()
        if tell_refusal(form, actions.accept_invitation, invited, language=get_language() or "pl", at=clock.now(), **given):
            messages.success(request, _("Your account is ready. Sign in with your e-mail address and password."))
            return redirect("account_login")
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited, "is_known": is_known})


def _why_not(invited: Invitation | None) -> str:
    if invited is None:
        return _("This address is not whole. Copy it from the message to the end and open it again.")
    state = rules.InvitationState(invited.expires_at, invited.accepted_at, invited.withdrawn_at)
    try:
        rules.check_invitation(state, clock.now())
    except Refused as refusal:
        return str(refusal)
    return ""
