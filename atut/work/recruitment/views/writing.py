"""The desk: a call is written section by section, read as a whole, published, discarded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from atut.base.kernel import clock
from atut.base.kernel.guards import page, tell_refusal
from atut.work.recruitment import actions, permissions
from atut.work.recruitment.actions.calls import faults_in
from atut.work.recruitment.forms.calls import CallNew, CallWithdraw, section_form
from atut.work.recruitment.forms.public import Button
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.queries import writing
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.sections import Section
from atut.work.recruitment.views import actor_of, call_of, project_of, typed


@page(permissions.change_call)
def call_new(request: HttpRequest) -> HttpResponse:
    """Write a call: its first section, perhaps with the regulation of an earlier one."""
    project, like = project_of(request), request.GET.get("wzor", "")
    form = CallNew(typed(request), editions=writing.editions_to_open(project), earlier=writing.earlier_calls(project), like=like)
    if form.is_bound and form.is_valid():
        done: list[Call] = []
        if tell_refusal(form, lambda: done.append(_create(request, form))):
            _tell_lost(request, form.lost())
            return redirect("recruitment:call_edit", done[0].key, Section.ACCESS.value)
    shown = {"form": form, "call": None, "section": Section.WORDS, "sections": list(Section)}
    return render(request, "recruitment/call_edit.html", shown)


def _tell_lost(request: HttpRequest, lost: int) -> None:
    if lost:
        words = ngettext(
            "%(count)s bound or pool of the earlier regulation names an edition that has no counterpart here, so it was left out."
            " See the section of bounds.",
            "%(count)s bounds and pools of the earlier regulation name editions that have no counterpart here, so they were left"
            " out. See the section of bounds.",
            lost,
        )
        messages.warning(request, words % {"count": lost})


def _create(request: HttpRequest, form: CallNew) -> Call:
    return actions.create_call(project_of(request), form.as_draft(), actor=actor_of(request), at=clock.now())


@page(permissions.change_call)
def call_edit(request: HttpRequest, key: str, section: str) -> HttpResponse:
    """Write one section of a draft. A published call shows its rules instead, and why they stay."""
    call = call_of(request, key)
    if section not in Section:
        raise Http404
    if request.method == "GET" and call.status != CallStatus.DRAFT:
        return redirect("recruitment:call_publish", key)
    here = Section(section)
    form, seen = section_form(call, here, typed(request)), request.POST.get("seen") or writing.mark_of(call, here)
    if form.is_bound and not request.POST.get("more") and _is_whole(form, call, here):
        if tell_refusal(form, lambda: actions.change_call(call, form.change(), actor=actor_of(request), at=clock.now())):
            return _after(call, here)
        seen = writing.mark_of(call, here)  # whoever is told of a newer one may save over it now
    shown = {"form": form, "call": call, "section": here, "sections": list(Section), "seen": seen}
    return render(request, "recruitment/call_edit.html", shown)


def _is_whole(form: Any, call: Call, section: Section) -> bool:
    """Everything that is to be mended is said at once, each thing at its field."""
    form.full_clean()
    if section != Section.WORDS:
        form.say(faults_in(call, section, form.as_far_as_typed()))
    return not form.errors


def _after(call: Call, section: Section) -> HttpResponse:
    """The next section; after the last one the whole."""
    if section.next:
        return redirect("recruitment:call_edit", call.key, section.next.value)
    return redirect("recruitment:call_publish", call.key)


@page(permissions.publish_call)
def call_publish(request: HttpRequest, key: str) -> HttpResponse:
    """The whole regulation as applicants will read it, what is missing, and the button that freezes it."""
    call, form = call_of(request, key), Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.publish_call, call, actor=actor_of(request), at=clock.now()):
        messages.info(request, gettext("The call is published. Until somebody has applied, it can be called off."))
        return redirect("recruitment:call_show", key)
    missing = writing.in_the_way(call, clock.now()) if call.status == CallStatus.DRAFT else []
    shown = {"call": call, "form": form, "chapters": queries.chapters_of(call), "missing": missing}
    return render(request, "recruitment/call_publish.html", shown)


@page(permissions.publish_call)
def call_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Call off a published call nobody has applied to; asks why."""
    call, form = call_of(request, key), CallWithdraw(typed(request))
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tell_refusal(form, actions.withdraw_call, call, reason, actor=actor_of(request), at=clock.now()):
            messages.info(request, gettext("The call is called off. Its places are free for another call."))
            return redirect("recruitment:call_show", key)
    return render(request, "recruitment/call_withdraw.html", {"call": call, "form": form})


@page(permissions.change_call)
def call_discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw a draft away; asks first."""
    call, form = call_of(request, key), Button(typed(request))
    if form.is_bound and tell_refusal(form, actions.discard_call, call, actor=actor_of(request), at=clock.now()):
        messages.info(request, gettext("The draft “%(call)s” is discarded.") % {"call": call})
        return redirect("recruitment:calls")
    return render(request, "recruitment/call_discard.html", {"call": call, "form": form})
