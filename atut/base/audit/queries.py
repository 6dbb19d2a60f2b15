"""Questions about the trail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from atut.base.audit import rules
from atut.base.audit.models import Entry, EntryDetail
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import Things
from atut.base.kernel.roles import Role
from atut.base.projects.models import Organisation

ERASED = "-"  # the label of somebody whose account was erased


def details_due(at: datetime) -> Any:
    """Details whose two years are over."""
    return EntryDetail.objects.filter(delete_after__lte=clock.local(at).date())


def entries_by(things: Things) -> QuerySet[Entry]:
    """What somebody did with the own account, and what bears its label."""
    return Entry.objects.filter(actor_id__in=things.users).exclude(actor_label=ERASED).order_by("recorded_at", "pk")


def details_of(things: Things) -> QuerySet[EntryDetail]:
    """Old and new values about a person's things."""
    return EntryDetail.objects.filter(entry__subject_key__in=things.keys).order_by("pk")


@dataclass(frozen=True)
class Filter:
    """What the reader of the trail looks for; empty means all."""

    event: str = ""
    key: str = ""
    office: Organisation | None = None
    actor: str = ""
    since: date | None = None
    until: date | None = None


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """The project's trail for its office and controller; the installation's own (accounts, projects) for administrators."""
    wanted = Q(pk__in=[])
    if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        wanted |= Q(project=actor.project_id or 0)
    if actor.holds_for_project({Role.ADMINISTRATOR}):
        wanted |= Q(project=None) | Q(project=actor.project_id or 0, event__startswith="accounts.")
        wanted |= Q(project=actor.project_id or 0, event__startswith="projects.")
    return Entry.objects.filter(wanted)


def entries(actor: Actor, wanted: Filter) -> QuerySet[Entry]:
    """Entries newest first. Days are Warsaw days, the last one included."""
    rows = visible_to(actor).select_related("organisation", "detail").defer("detail__values")
    rows = rows.alias(fields_text=Cast("fields", TextField()))
    if wanted.event:
        rows = rows.filter(_called(wanted.event))
    if wanted.key:
        rows = rows.filter(subject_key=wanted.key)
    if wanted.office:
        rows = rows.filter(organisation=wanted.office)
    if wanted.actor:
        rows = rows.filter(actor_label__icontains=wanted.actor)
    if wanted.since:
        rows = rows.filter(recorded_at__gte=clock.at(wanted.since))
    if wanted.until:
        rows = rows.filter(recorded_at__lt=clock.at(wanted.until + timedelta(days=1)))
    return rows.order_by("-recorded_at", "-pk")


def _called(typed: str) -> Q:
    """Events of that code or those words, and whatever touched a field of that name: somebody writes “PESEL”, not a code."""
    called = Q(event__contains=typed) | Q(event__in=rules.events_called(typed))
    for name in rules.fields_called(typed):
        called |= Q(fields_text__contains=f'"{name}"')
    return called


def offices_of(actor: Actor) -> QuerySet[Organisation]:
    """The offices that have entries the actor may read."""
    return Organisation.objects.filter(pk__in=visible_to(actor).values("organisation")).order_by("name_sort", "pk")
