"""What everybody may read: the timetable, on a page and for a calendar program."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atut.base.kernel import clock
from atut.base.kernel.guards import page
from atut.base.kernel.permissions import PUBLIC
from atut.base.projects.edge import stays
from atut.work.training import exports, queries


@page(PUBLIC, methods=("GET",))
@stays()
def timetable(request: HttpRequest) -> HttpResponse:
    """Meetings of today and later, day by day, and editions that come after them."""
    shown = queries.timetable(request.project, clock.now())  # type: ignore[attr-defined]  # set by projects.middleware
    return render(request, "training/timetable.html", {"timetable": shown})


@page(PUBLIC, methods=("GET",))
def timetable_calendar(request: HttpRequest) -> HttpResponse:
    """The same for a calendar program."""
    project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    feed = exports.calendar_of(project, queries.public_meetings(project, clock.now()), is_public=True)
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="terminy.ics"'
    answer["Cache-Control"] = "public, max-age=900"
    return answer
