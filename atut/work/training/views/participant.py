"""What a participant gets without the desk: the calendar feed."""

from django.http import Http404, HttpResponse

from atut.base.kernel.guards import Request, page
from atut.work.training import exports, permissions, queries


@page(permissions.read_calendar, methods=("GET",))
def calendar(request: Request, token: str) -> HttpResponse:
    """The timetable for a calendar program. The signed address is good for this and nothing else."""
    person = queries.person_of_token(request.project, token)
    if person is None:
        raise Http404
    feed = exports.calendar_of(request.project, queries.sessions_of_person(person))
    answer = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="atut.ics"'
    answer["Cache-Control"] = "private, max-age=900"
    return answer
