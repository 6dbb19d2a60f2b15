"""Start pages of signed-in people: what needs me today, what went wrong, my plan; and the health check."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC, SIGNED_IN
from atut.base.kernel.roles import Role
from atut.base.projects.queries import are_standing
from atut.front.desk import menu, permissions, queries
from atut.work.training import queries as training

DEMO_SLUGS = ("friendly-office", "professional-official")


@page(PUBLIC, methods=("GET",))
def healthz(request: HttpRequest) -> JsonResponse:
    """Can the program answer, and in demo mode: do both projects stand?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    stands = not settings.ATUT_DEMO or are_standing(DEMO_SLUGS)
    return JsonResponse({"status": "ok" if stands else "building"}, status=200 if stands else 503)


@page(SIGNED_IN, methods=("GET",))
def today(request: HttpRequest) -> HttpResponse:
    """The first screen after signing in: trainers and participants have their own."""
    roles = request.actor.roles  # type: ignore[attr-defined]  # set by accounts.middleware
    if not roles - {Role.PARTICIPANT}:
        return redirect("desk:mine")
    if roles <= {Role.TRAINER}:
        return redirect("training:my_sessions")
    items = queries.waiting(request.actor, clock.now())  # type: ignore[attr-defined]  # as above
    wrong = queries.wrong(request.actor, clock.now()) if permissions.see_wrong.allows(request.actor) else []  # type: ignore[attr-defined]
    context = {
        "headline": _things_today(len(items)),
        "items": items,
        "wrong_count": sum(item.count for item in wrong),
        "overview": queries.overview(request.actor, request.project, clock.now()),  # type: ignore[attr-defined]  # as above
    }
    return render(request, "desk/today.html", context)


@page(permissions.see_wrong, methods=("GET",))
def wrong(request: HttpRequest) -> HttpResponse:
    """What failed and was not mended."""
    items = queries.wrong(request.actor, clock.now())  # type: ignore[attr-defined]  # set by accounts.middleware
    headline = _("Nothing went wrong")
    if items:
        count = sum(item.count for item in items)
        headline = ngettext("%(count)s thing went wrong", "%(count)s things went wrong", count) % {"count": count}
    return render(request, "desk/wrong.html", {"headline": headline, "items": items})


@page(SIGNED_IN, methods=("GET",))
def mine(request: HttpRequest) -> HttpResponse:
    """Where do I have to be, what must I do, am I on track."""
    trainings = training.my_training(request.actor, clock.now())  # type: ignore[attr-defined]  # as above
    return render(request, "desk/mine.html", {"trainings": trainings})


@page(permissions.see_administration, methods=("GET",))
def administration(request: HttpRequest) -> HttpResponse:
    """The machine room: links to what the person may open."""
    return render(request, "desk/administration.html", {"doors": menu.doors(request.actor)})  # type: ignore[attr-defined]


def _things_today(count: int) -> str:
    """The answer of the page in words: Cztery rzeczy na dziś."""
    if count == 0:
        return _("Nothing for today")
    words = [
        _("One thing"),
        _("Two things"),
        _("Three things"),
        _("Four things"),
        _("Five things"),
        _("Six things"),
        _("Seven things"),
    ]
    if count <= len(words):
        return _("%(things)s for today") % {"things": words[count - 1]}
    return ngettext("%(count)s thing for today", "%(count)s things for today", count) % {"count": count}
