"""The class of a gmina (DEGURBA): people live in gminas that are no partners, and those count too."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.base.projects import actions as projects
from atut.base.projects.models import Commune
from atut.base.projects.permissions import CONFIRM_DEGURBA
from atut.work.monitoring.forms import DegurbaConfirm


@page(CONFIRM_DEGURBA)
def degurba_confirm(request: Request, terc: str) -> HttpResponse:
    """Vouch for the class of a gmina; from then on it counts, also for people whose answers were saved before."""
    commune = get_object_or_404(Commune, terc=terc)
    form = DegurbaConfirm(request.POST or None, initial={"degurba": str(commune.degurba or ""), "year": commune.degurba_year})
    if form.is_valid() and tell_refusal(
        form, projects.confirm_degurba, commune, **form.details(), actor=request.actor, at=clock.now()
    ):
        return redirect("monitoring:exports")
    return render(request, "monitoring/degurba_confirm.html", {"form": form, "commune": commune})
