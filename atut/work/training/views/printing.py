"""Papers to print: the entry set of a person or a group, the list to sign. The button fixes the versions of the texts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from atut.base.kernel import clock
from atut.base.kernel.guards import Request, page
from atut.work.training import actions, permissions, queries
from atut.work.training.documents import attendance_list_pdf, entry_set_pdf
from atut.work.training.models import Group
from atut.work.training.views.attending import session_of
from atut.work.training.views.participations import participation_of


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@page(permissions.record_signing, methods=("POST",))
def participation_papers(request: Request, key: str) -> HttpResponse:
    """The four papers of one person, filled from data."""
    participation, at = participation_of(request, key), clock.now()
    actions.print_papers(participation, actor=request.actor, at=at)
    people = queries.to_print([participation.pk])
    return _pdf(entry_set_pdf(request.project, people, at=at), f"dokumenty-{key}")


@page(permissions.record_signing, methods=("POST",))
def group_papers(request: Request, key: str) -> HttpResponse:
    """The papers of everybody in a group who has not signed them, person by person in one file."""
    group, at = get_object_or_404(Group.objects.visible_to(request.actor).select_related("edition"), key=key), clock.now()
    people = queries.to_print(queries.people_without_papers(group))
    actions.print_group_papers(group, actor=request.actor, at=at)
    return _pdf(entry_set_pdf(request.project, people, at=at), f"dokumenty-grupa-{key}")


@page(permissions.record_attendance, methods=("GET",))
def session_print(request: Request, key: str) -> HttpResponse:
    """The list to print, with room for signatures."""
    session = session_of(request, key)
    people = [line.enrolment for line in queries.lines(session)]
    return _pdf(attendance_list_pdf(session, people, at=clock.now()), f"lista-{key}")
