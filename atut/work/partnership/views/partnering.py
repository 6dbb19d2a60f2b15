"""Partners with their gminas, and the tree of goals."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.projects import actions as projects
from atut.base.projects.permissions import CHANGE_ORGANISATION, CONFIRM_DEGURBA
from atut.work.partnership import actions, forms, permissions, queries
from atut.work.partnership.models import Goal, Partner
from atut.work.partnership.rules import UNDER


@page(permissions.view_partners, methods=("GET",))
def partners(request: Request) -> HttpResponse:
    """The partners in the order of the agreement, with how many people each employs."""
    counts = queries.headcounts(request.project)
    rows = [(partner, counts.get(partner.organisation_id, 0)) for partner in queries.partners(request.project)]
    may_change = permissions.change_partners.allows(request.actor)
    shown = {"rows": rows, "former": queries.former_partners(request.project), "may_change": may_change}
    return render(request, "partnership/partners.html", shown)


@page(permissions.view_partners, methods=("GET",))
def partner_show(request: Request, key: str) -> HttpResponse:
    """One partner: contact, numbers, gmina and its class."""
    partner = get_object_or_404(queries.partner_of(request.project, key))
    may_confirm = partner.organisation.commune is not None and CONFIRM_DEGURBA.allows(request.actor)
    may_change = partner.left_on is None and permissions.change_partners.allows(request.actor)
    may_mend = CHANGE_ORGANISATION.allows(request.actor, partner.organisation)
    shown = {"partner": partner, "may_confirm": may_confirm, "may_change": may_change, "may_mend": may_mend}
    return render(request, "partnership/partner_show.html", shown)


@page(permissions.change_partners)
def partner_add(request: Request) -> HttpResponse:
    """An organisation joins the project."""
    form = forms.PartnerAdd(request.POST or None, organisations=queries.organisations_to_add(request.project))
    if form.is_valid() and tell_refusal(
        form,
        actions.add_partner,
        request.project,
        form.organisations[form.cleaned_data["organisation"]],
        role=form.cleaned_data["role"],
        actor=request.actor,
        at=clock.now(),
    ):
        return redirect("partnership:partners")
    return render(request, "partnership/partner_add.html", {"form": form})


@page(permissions.change_partners)
def partner_change(request: Request, key: str) -> HttpResponse:
    """Another role, another place in the order of the agreement."""
    partner = get_object_or_404(queries.partner_of(request.project, key), left_on=None)
    known = {"role": partner.role, "place": queries.place_of(partner)}
    form = forms.PartnerChange(request.POST or None, initial=known)
    if form.is_valid() and tell_refusal(
        form, actions.change_partner, partner, **form.cleaned_data, actor=request.actor, at=clock.now()
    ):
        return redirect("partnership:partners")
    return render(request, "partnership/partner_change.html", {"form": form, "partner": partner})


@page(permissions.change_partners)
def partner_leave(request: Request, key: str) -> HttpResponse:
    """The organisation left the project."""
    partner = get_object_or_404(queries.partner_of(request.project, key), left_on=None)
    form = forms.PartnerLeave(request.POST or None)
    if form.is_valid() and tell_refusal(
        form,
        actions.take_leave_of_partner,
        partner,
        on=form.cleaned_data["left_on"],
        actor=request.actor,
        at=clock.now(),
    ):
        messages.success(request, _("%(name)s is no longer a partner.") % {"name": partner.organisation.name})
        return redirect("partnership:partners")
    return render(request, "partnership/partner_leave.html", {"form": form, "partner": partner})


@page(CONFIRM_DEGURBA)
def degurba_confirm(request: Request, key: str) -> HttpResponse:
    """Vouch for the class of the partner's gmina; from then on it counts in figures."""
    partner = get_object_or_404(queries.partner_of(request.project, key), organisation__commune__isnull=False)
    commune = partner.organisation.commune
    known = {"degurba": str(commune.degurba or ""), "year": commune.degurba_year} if commune else {}
    form = forms.DegurbaConfirm(request.POST or None, initial=known)
    if form.is_valid() and tell_refusal(form, _confirm, partner, request, form):
        return redirect("partnership:partner_show", key)
    return render(request, "partnership/degurba_confirm.html", {"form": form, "partner": partner, "commune": commune})


def _confirm(partner: Partner, request: Request, form: forms.DegurbaConfirm) -> None:
    typed = form.cleaned_data
    projects.confirm_degurba(
        partner.organisation.commune,  # type: ignore[arg-type]  # the view asked for one that is there
        degurba=int(typed["degurba"]),
        year=typed["year"],
        source=typed["source"],
        actor=request.actor,
        at=clock.now(),
    )


@page(permissions.view_goals, methods=("GET",))
def goals(request: Request) -> HttpResponse:
    """The tree of goals."""
    may_change = permissions.change_goals.allows(request.actor)
    return render(request, "partnership/goals.html", {"goals": queries.goals(request.project), "may_change": may_change})


@page(permissions.change_goals)
def goal_add(request: Request, above: str = "") -> HttpResponse:
    """A goal, under another one or at the top."""
    parent = get_object_or_404(Goal, project=request.project, key=above) if above else None
    kind = next((kind for kind, over in UNDER.items() if over == (parent.kind if parent else None)), "")
    form = forms.GoalAdd(request.POST or None, languages=request.project.languages)
    if (
        kind
        and form.is_valid()
        and tell_refusal(
            form, actions.add_goal, request.project, form.details(kind), parent=parent, actor=request.actor, at=clock.now()
        )
    ):
        return redirect("partnership:goals")
    return render(request, "partnership/goal_add.html", {"form": form, "above": parent})


@page(permissions.change_goals)
def goal_change(request: Request, key: str) -> HttpResponse:
    """Mend the words of a goal."""
    goal = get_object_or_404(Goal, project=request.project, key=key)
    form = forms.GoalAdd(request.POST or None, languages=request.project.languages, goal=goal)
    if form.is_valid() and tell_refusal(
        form, actions.change_goal, goal, form.details(goal.kind), actor=request.actor, at=clock.now()
    ):
        return redirect("partnership:goals")
    return render(request, "partnership/goal_change.html", {"form": form, "goal": goal})


@page(permissions.change_goals, methods=("POST",))
def goal_move(request: Request, key: str) -> HttpResponse:
    """One place up or down."""
    goal = get_object_or_404(Goal, project=request.project, key=key)
    try:
        actions.move_goal(goal, up=request.POST.get("way") == "up", actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('partnership:goals')}#cel-{goal.key}")


@page(permissions.change_goals)
def goal_place(request: Request, key: str) -> HttpResponse:
    """Put a goal, with everything under it, under another goal."""
    goal = get_object_or_404(Goal.objects.select_related("project"), project=request.project, key=key)
    form = forms.GoalPlace(request.POST or None, goals=queries.goals_above(goal))
    given = {"actor": request.actor, "at": clock.now()}
    if form.is_valid() and tell_refusal(form, actions.put_goal_under, goal, form.chosen(), **given):
        return redirect(f"{reverse('partnership:goals')}#cel-{goal.key}")
    return render(request, "partnership/goal_place.html", {"form": form, "goal": goal})


@page(permissions.change_goals, methods=("POST",))
def goal_remove(request: Request, key: str) -> HttpResponse:
    """Take out a goal nothing stands on."""
    goal = get_object_or_404(Goal, project=request.project, key=key)
    try:
        actions.remove_goal(goal, actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The goal is removed."))
    return redirect("partnership:goals")
