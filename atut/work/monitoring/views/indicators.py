"""Indicators: all of them, one, the people behind it, the text of the agreement."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.monitoring import actions, permissions, queries
from atut.work.monitoring.forms import CountedOn, IndicatorEdit, PeopleBehind
from atut.work.monitoring.models import Indicator


@page(permissions.view_figures, methods=("GET",))
def indicators(request: Request) -> HttpResponse:
    """Every indicator against its target, women and men apart, on a day of counting."""
    form, today = CountedOn(request.GET or None), clock.today()
    on = form.day(today) if form.is_bound else today
    sheet = queries.figures_sheet(request.project, on=on)
    own = queries.project_figures(request.project, sheet)
    shown = {
        "form": form,
        "on": on,
        "own": own,
        "common": queries.common_figures(request.project, sheet),
        "reached": sum(one.is_reached for one in own),
        "with_target": sum(one.target is not None for one in own),
        "incomplete": sum(not record.is_complete for record in sheet.records),
        "may_change": permissions.change_indicator.allows(request.actor, request.project),
    }
    return render(request, "monitoring/indicators.html", shown)


@page(permissions.view_figures, methods=("GET",))
def indicator(request: Request, code: str) -> HttpResponse:
    """One indicator: the number, its definition, evidence and source, and how sure it is."""
    form, today = CountedOn(request.GET or None), clock.today()
    on = form.day(today) if form.is_bound else today
    shown = {
        "form": form,
        "on": on,
        "one": _figure(request, code, on),
        "may_change": permissions.change_indicator.allows(request.actor, request.project),
        "may_look": permissions.view_people.allows(request.actor, request.project),
    }
    return render(request, "monitoring/indicator.html", shown)


@page(permissions.view_people, methods=("GET",))
def indicator_people(request: Request, code: str) -> HttpResponse:
    """Who stands behind the number, all or of one sex and age. The look is recorded."""
    today = clock.today()
    form = PeopleBehind(request.GET or None)
    on = form.day(today) if form.is_bound else today
    one = _figure(request, code, on)
    if not one.measure.is_by_sex:
        raise Http404
    people = actions.look_behind(request.project, one, on=on, actor=request.actor, at=clock.now())
    shown = {"one": one, "all": people, "people": form.wanted().of(people) if form.is_bound else people, "on": on, "form": form}
    return render(request, "monitoring/indicator_people.html", shown)


@page(permissions.change_indicator)
def indicator_add(request: Request) -> HttpResponse:
    """Take an indicator from the grant agreement."""
    form = IndicatorEdit(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = tell_refusal(form, actions.add_indicator, request.project, form.details(), actor=request.actor, at=clock.now())
        if done:
            return redirect("monitoring:indicator", code=form.cleaned_data["code"])
    return render(request, "monitoring/indicator_edit.html", {"form": form})


@page(permissions.change_indicator)
def indicator_change(request: Request, key: str) -> HttpResponse:
    """Correct an indicator as an annex to the agreement says."""
    one = get_object_or_404(Indicator, key=key, project=request.project)
    form = IndicatorEdit(request.POST or None, initial=IndicatorEdit.of(one))
    if request.method == "POST" and form.is_valid():
        done = tell_refusal(form, actions.change_indicator, one, form.details(), actor=request.actor, at=clock.now())
        if done:
            messages.success(request, _("The indicator is changed; the old text stays in the audit trail."))
            return redirect("monitoring:indicator", code=form.cleaned_data["code"])
    return render(request, "monitoring/indicator_edit.html", {"form": form, "one": one})


def _figure(request: Request, code: str, on: date) -> queries.IndicatorFigure:
    """The figure of a code: the project's own first."""
    sheet = queries.figures_sheet(request.project, on=on)
    own, common = queries.project_figures(request.project, sheet), queries.common_figures(request.project, sheet)
    found = next((one for one in (*own, *common) if one.code == code), None)
    if found is None:
        raise Http404
    return found
