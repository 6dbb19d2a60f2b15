"""Groups, people in them, the timetable."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page, tell_refusal
from atut.work.programme.models import Edition
from atut.work.training import actions, permissions, queries
from atut.work.training.forms.office import Enrol, EnrolmentMove, GroupDetails, Nothing, Reason, SessionDetails
from atut.work.training.models import Enrolment, Group, Session


def _group(request: Request, key: str) -> Group:
    shown = Group.objects.visible_to(request.actor).select_related("edition__support_form", "edition__project", "trainer")
    return get_object_or_404(shown, key=key)


def _session(request: Request, key: str) -> Session:
    shown = Session.objects.visible_to(request.actor).select_related("group__edition__project", "group__trainer", "trainer")
    return get_object_or_404(shown, key=key)


def _enrolment(request: Request, key: str) -> Enrolment:
    shown = Enrolment.objects.filter(participation__project=request.project)
    return get_object_or_404(shown.select_related("group__edition", "participation__person", "place"), key=key)


@page(permissions.view_group, methods=("GET",))
def groups(request: Request) -> HttpResponse:
    """Editions, their groups, and how many confirmed places wait."""
    rows = queries.groups_overview(request.actor, on=clock.today())
    may = permissions.change_group.allows(request.actor)
    return render(request, "training/groups.html", {"rows": rows, "waiting": sum(row.waiting for row in rows), "may_change": may})


@page(permissions.change_group)
def group_open(request: Request, key: str) -> HttpResponse:
    """A new group of an edition."""
    edition = get_object_or_404(Edition.objects.select_related("support_form"), project=request.project, key=key)
    now = {"size": edition.capacity}
    form = GroupDetails(request.POST or None, initial=now, trainers=queries.trainers(request.project))
    actor = request.actor
    if form.is_valid() and tell_refusal(form, actions.open_group, edition, **form.cleaned_data, actor=actor, at=clock.now()):
        return redirect("training:groups")
    return render(request, "training/group_open.html", {"edition": edition, "form": form})


@page(permissions.view_group, methods=("GET",))
def group_show(request: Request, key: str) -> HttpResponse:
    """One group: who may no longer pass, the next meeting, attendance, people to enrol."""
    sheet = queries.group_sheet(_group(request, key), clock.now())
    may = permissions.change_group.allows(request.actor, sheet.group)
    return render(request, "training/group_show.html", {"sheet": sheet, "group": sheet.group, "may_change": may})


@page(permissions.change_group)
def group_change(request: Request, key: str) -> HttpResponse:
    """Name, size, trainer."""
    group, actor = _group(request, key), request.actor
    form = GroupDetails.of(request.POST or None, group, queries.trainers(request.project))
    if form.is_valid() and tell_refusal(form, actions.change_group, group, **form.cleaned_data, actor=actor, at=clock.now()):
        return redirect("training:group_show", key)
    return render(request, "training/group_change.html", {"group": group, "form": form})


@page(permissions.change_enrolment)
def enrol(request: Request, key: str) -> HttpResponse:
    """Take confirmed places into the group."""
    group, actor = _group(request, key), request.actor
    waiting = list(queries.places_waiting(group.edition_id))
    form = Enrol(request.POST or None, waiting=waiting)
    if form.is_valid() and tell_refusal(form, actions.enrol_together, form.chosen(), group, actor=actor, at=clock.now()):
        return redirect("training:group_show", key)
    left = max(0, group.size - queries.enrolled_count(group))
    return render(request, "training/enrol.html", {"group": group, "form": form, "waiting": waiting, "left": left})


@page(permissions.change_enrolment)
def group_finish(request: Request, key: str) -> HttpResponse:
    """Ask, then give everybody the result by the rule of attendance."""
    group, actor = _group(request, key), request.actor
    form = Nothing(request.POST if request.method == "POST" else None)
    if form.is_valid() and tell_refusal(form, actions.finish_group, group, actor=actor, at=clock.now()):
        return redirect("training:group_show", key)
    sheet = queries.group_sheet(group, clock.now())
    return render(request, "training/group_finish.html", {"group": group, "form": form, "sheet": sheet})


@page(permissions.change_enrolment)
def enrolment_move(request: Request, key: str) -> HttpResponse:
    """Another group of the same edition."""
    enrolment, actor = _enrolment(request, key), request.actor
    others = enrolment.group.edition.led_groups.exclude(pk=enrolment.group_id).order_by("name", "pk")
    form = EnrolmentMove(request.POST or None, groups=others)
    if form.is_valid() and tell_refusal(form, actions.move_to_group, enrolment, form.chosen(), actor=actor, at=clock.now()):
        return redirect("training:group_show", enrolment.group.key)
    return render(request, "training/enrolment_move.html", {"enrolment": enrolment, "form": form, "others": others})


@page(permissions.change_enrolment)
def enrolment_resign(request: Request, key: str) -> HttpResponse:
    """A person gives up: the place goes to the next one."""
    enrolment, actor = _enrolment(request, key), request.actor
    form = Reason(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.resign, enrolment, **form.cleaned_data, actor=actor, at=clock.now()):
        return redirect("training:group_show", enrolment.group.key)
    return render(request, "training/enrolment_resign.html", {"enrolment": enrolment, "form": form})


@page(permissions.change_group)
def session_add(request: Request, key: str) -> HttpResponse:
    """A new meeting of a group."""
    group, actor = _group(request, key), request.actor
    form = SessionDetails(request.POST or None, trainers=queries.trainers(request.project))
    if form.is_valid() and tell_refusal(form, actions.add_session, group, form.plan(), actor=actor, at=clock.now()):
        return redirect("training:group_show", key)
    return render(request, "training/session_add.html", {"group": group, "form": form})


@page(permissions.change_group)
def session_change(request: Request, key: str) -> HttpResponse:
    """Another time, room, trainer or subject."""
    session, actor = _session(request, key), request.actor
    form = SessionDetails.of(request.POST or None, session, queries.trainers(request.project))
    if form.is_valid() and tell_refusal(form, actions.change_session, session, form.plan(), actor=actor, at=clock.now()):
        return redirect("training:group_show", session.group.key)
    return render(request, "training/session_change.html", {"session": session, "form": form})


@page(permissions.change_group)
def session_cancel(request: Request, key: str) -> HttpResponse:
    """Call a meeting off."""
    session, actor = _session(request, key), request.actor
    form = Reason(request.POST or None)
    if form.is_valid() and tell_refusal(form, actions.cancel_session, session, **form.cleaned_data, actor=actor, at=clock.now()):
        return redirect("training:group_show", session.group.key)
    return render(request, "training/session_cancel.html", {"session": session, "form": form})
