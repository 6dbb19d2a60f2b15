"""Whom a call may be offered to: people known to the project whom an unmet bound or pool counts."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from atut.base.kernel.clock import local
from atut.base.projects.models import Project
from atut.work.partnership.models import Employment, Person
from atut.work.recruitment.models import Application, Call, Invitation, Place
from atut.work.recruitment.queries.calls import open_to
from atut.work.recruitment.queries.enclosing import of_link
from atut.work.recruitment.queries.stages import holding
from atut.work.recruitment.rules import links
from atut.work.recruitment.rules.gauges import Line
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus
from atut.work.selection.rules.terms import Bound

MOST = 200  # letters at a time: more are not read through before they go


@dataclass(frozen=True)
class Invitable:
    """Whom a letter can go to now, by name, and how many are left out and why."""

    people: list[Employment]
    more: int
    invited: int
    refused: int


def invitable(call: Call, line: Line, at: datetime) -> Invitable:
    """People on the lists of the offices, now employed, whom the line counts and who have not applied. Six queries at most."""
    known = _known(call, line, at)
    refused = Invitation.objects.filter(call__project=call.project_id, refused_at__isnull=False).values("person")
    invited = Invitation.objects.filter(call=call).values("person")
    left = known.exclude(person__in=refused).exclude(person__in=invited)
    by_person = {one.person_id: one for one in left.select_related("person", "organisation").order_by("-since", "-pk")}
    listed = sorted(by_person.values(), key=lambda one: (one.person.name_sort, one.person_id))
    counted = known.aggregate(
        invited=Count("person", filter=Q(person__in=invited), distinct=True),
        refused=Count("person", filter=Q(person__in=refused), distinct=True),
    )
    return Invitable(listed[:MOST], max(len(listed) - MOST, 0), **counted)


def _known(call: Call, line: Line, at: datetime) -> QuerySet[Employment]:
    """Employments now, in a partner's unit, of people whom the line counts; without who applied or may get nothing here."""
    applied = Application.objects.filter(call=call).exclude(status=ApplicationStatus.WITHDRAWN).values("person")
    works = Employment.objects.filter(person__project=call.project_id, person__erased_at=None, organisation__in=open_to(call))
    found = works.filter(Q(until=None) | Q(until__gt=local(at).date()), _about(line, call)).exclude(person__in=applied)
    if call.rules.access.same_form_bars:
        found = found.exclude(person__in=_barred(call))
    return found


def _about(line: Line, call: Call) -> Q:
    """Whom the line counts, as a condition on employments."""
    office = Q(organisation__key=line.office) if line.office else Q()
    return office & holding(line.fact, call, office="organisation__") if isinstance(line, Bound) and line.fact else office


def _barred(call: Call) -> set[int]:
    """People who hold a place in every form of support the call opens."""
    forms = {opening.edition.support_form_id for opening in call.openings.all()}
    held = Place.objects.filter(status__in=HOLDING, edition__support_form__in=forms).order_by("pk")
    by_person: dict[int, set[int]] = {}
    for person, form in held.values_list("application__person", "edition__support_form"):
        by_person.setdefault(person, set()).add(form)
    return {person for person, had in by_person.items() if had == forms}


def person_to_invite(person: Person) -> Person:
    """The person, locked: two letters at once go one after another. One query."""
    return Person.objects.select_for_update().get(pk=person.pk)


def stands(call: Call, person: Person) -> dict[str, bool]:
    """Why a person may not be written to, as the rule takes it. Three queries."""
    invitations = Invitation.objects.filter(person=person)
    return {
        "invited": invitations.filter(call=call).exists(),
        "refused": invitations.filter(refused_at__isnull=False).exists(),
        "applied": Application.objects.filter(call=call, person=person).exclude(status=ApplicationStatus.WITHDRAWN).exists(),
    }


def invitation_by_token(project: Project, token: str) -> Invitation | None:
    """The invitation a link leads to; None for forged ones."""
    found = Invitation.objects.filter(call__project=project).select_related("call__project", "person")
    return of_link(token, links.INVITED, found)
