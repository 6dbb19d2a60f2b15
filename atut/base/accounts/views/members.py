"""People with roles: of the project of the host, and, for an administrator, of any project and of the installation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from atut.base.accounts import actions, permissions, queries
from atut.base.accounts.actions import InvitationDetails
from atut.base.accounts.forms import AdministratorInvite, FactorRecover, MemberChange, MemberInvite
from atut.base.accounts.models import Membership
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.projects.models import Project
from atut.base.ui.forms import Form


@page(permissions.SEE_MEMBERS, methods=("GET",))
def members(request: Request) -> HttpResponseBase:
    """Who works in the project of the host."""
    return _list(request, request.project)


@page(permissions.MANAGE_ADMINISTRATORS, methods=("GET",))
def project_members(request: Request, key: str) -> HttpResponseBase:
    """Who works in another project: for an administrator."""
    return _list(request, get_object_or_404(Project, key=key))


@page(permissions.MANAGE_ADMINISTRATORS, methods=("GET",))
def administrators(request: Request) -> HttpResponseBase:
    """Who looks after the installation."""
    return _list(request, None)


@page(permissions.MANAGE_MEMBERS)
def member_invite(request: Request) -> HttpResponseBase:
    """Invite somebody to the project of the host."""
    return _invite(request, request.project)


@page(permissions.MANAGE_ADMINISTRATORS)
def project_member_invite(request: Request, key: str) -> HttpResponseBase:
    """Invite somebody to another project: its first coordinator, mostly."""
    return _invite(request, get_object_or_404(Project, key=key))


@page(permissions.MANAGE_ADMINISTRATORS)
def administrator_invite(request: Request) -> HttpResponseBase:
    """Invite an administrator."""
    form = AdministratorInvite(request.POST or None)
    if form.is_valid():
        details = InvitationDetails(role="administrator", project=None, **form.cleaned_data)
        if tell_refusal(form, actions.invite, details, actor=request.actor, at=clock.now()):
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:administrators")
    return render(request, "accounts/member_invite.html", {"form": form, "place": None})


@page(permissions.MANAGE_MEMBERS)
def member_change(request: Request, key: str) -> HttpResponseBase:
    """Another role or office for somebody."""
    held, actor = _held(request, key)
    now_held = {"role": held.role, "organisation": held.organisation and held.organisation.key}
    form = MemberChange(request.POST or None, initial=now_held, project=held.project)
    if form.is_valid() and tell_refusal(form, actions.change_role, held, actor=actor, at=clock.now(), **form.cleaned_data):
        messages.success(request, _("The role is changed from now on."))
        return redirect(_back(request, held.project))
    return render(request, "accounts/member_change.html", {"form": form, "held": held})


@page(permissions.MANAGE_MEMBERS)
def member_end(request: Request, key: str) -> HttpResponseBase:
    """End a role."""
    held, actor = _held(request, key)
    form = _Nothing(request.POST if request.method == "POST" else None)
    if form.is_valid() and tell_refusal(form, actions.end_membership, held, actor=actor, at=clock.now()):
        messages.success(request, _("The role has ended. The person gets a message about it."))
        return redirect(_back(request, held.project))
    return render(request, "accounts/member_end.html", {"form": form, "held": held})


@page(permissions.RECOVER_FACTOR)
def factor_recover(request: Request, key: str) -> HttpResponseBase:
    """Take away a lost second factor, having made sure who asks."""
    held, actor = _held(request, key)
    form = FactorRecover(request.POST or None)
    given: dict[str, Any] = {"project": held.project, "actor": actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(
        form, actions.recover_second_factor, held.user, reason=form.cleaned_data["reason"], **given
    ):
        messages.success(request, _("Done. The person signs in with the password and sets up a new second factor."))
        return redirect(_back(request, held.project))
    return render(request, "accounts/factor_recover.html", {"form": form, "held": held})


@page(permissions.MANAGE_MEMBERS, methods=("POST",))
def invitation_withdraw(request: Request, key: str) -> HttpResponseBase:
    """Take an invitation back."""
    invitation = get_object_or_404(queries.invitations_visible_to(request.actor), key=key)
    actor = _actor_in(request, invitation.project)
    form = _Nothing(request.POST)
    if form.is_valid() and tell_refusal(form, actions.withdraw_invitation, invitation, actor=actor, at=clock.now()):
        messages.success(request, _("The invitation is withdrawn."))
    else:
        messages.error(request, form.non_field_errors().as_text())
    return redirect(_back(request, invitation.project))


def _list(request: Request, project: Project | None) -> HttpResponseBase:
    shown = {
        "place": project,
        "is_here": project is not None and project == request.project,
        "members": queries.members(project),
        "ended": queries.ended_members(project),
        "invitations": queries.open_invitations(project),
        "now": clock.now(),
        "may_manage": (permissions.MANAGE_MEMBERS if project else permissions.MANAGE_ADMINISTRATORS).allows(request.actor),
        "is_administrator": permissions.MANAGE_ADMINISTRATORS.allows(request.actor),
        "others": queries.projects_beside(project) if permissions.MANAGE_ADMINISTRATORS.allows(request.actor) else [],
    }
    return render(request, "accounts/members.html", shown)


def _invite(request: Request, project: Project | None) -> HttpResponseBase:
    form = MemberInvite(request.POST or None, project=project)
    if form.is_valid():
        details = InvitationDetails(project=project, **form.cleaned_data)
        if tell_refusal(form, actions.invite, details, actor=_actor_in(request, project), at=clock.now()):
            messages.success(request, _("The invitation is on its way."))
            return redirect(_back(request, project))
    return render(request, "accounts/member_invite.html", {"form": form, "place": project})


def _held(request: Request, key: str) -> tuple[Membership, Actor]:
    rows = Membership.objects.visible_to(request.actor).select_related("user", "project", "organisation")
    held = get_object_or_404(rows, key=key)
    return held, _actor_in(request, held.project)


def _actor_in(request: Request, project: Project | None) -> Actor:
    """The same person in the project concerned: an administrator works from any host."""
    return request.actor if project is None or project == request.project else queries.actor_for(request.user, project)


def _back(request: Request, project: Project | None) -> Any:
    if project is None:
        return reverse("accounts:administrators")
    return reverse("accounts:members") if project == request.project else reverse("accounts:project_members", args=[project.key])


class _Nothing(Form):
    """A button and its refusal."""
