"""Questions about calls: the public list, one call with its rules, the desk's list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from atut.base.kernel.actors import Actor
from atut.base.privacy.models import DeclarationText
from atut.base.privacy.queries import current_texts
from atut.base.projects.models import Project
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment.models import Call, CallEdition, Place
from atut.work.recruitment.rules import applying, calls
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, CallStatus


@dataclass(frozen=True)
class CallShown:
    """A published call as a visitor sees it: what it opens, until when, how many places are free."""

    call: Call
    stage: str
    openings: list[CallEdition]
    places: int
    free: int

    @property
    def is_open(self) -> bool:
        """Does it take applications now?"""
        return self.stage == calls.Stage.OPEN


def _with_openings() -> "QuerySet[Call]":
    opened = CallEdition.objects.select_related("edition__support_form").order_by("edition__starts_on", "edition_id")
    return Call.objects.select_related("project").prefetch_related(Prefetch("openings", opened))


def _shown(found: Iterable[Call], at: datetime) -> list[CallShown]:
    rows = list(found)
    editions = {opening.edition_id for call in rows for opening in call.openings.all()}
    held = dict(
        Place.objects.filter(edition__in=editions, status__in=HOLDING)
        .values_list("edition")
        .annotate(count=Count("pk"))
        .order_by("edition")
    )
    return [_one_shown(call, held, at) for call in rows]


def _one_shown(call: Call, held: dict[int, int], at: datetime) -> CallShown:
    openings = list(call.openings.all())
    free = sum(min(o.places, max(o.edition.capacity - held.get(o.edition_id, 0), 0)) for o in openings)
    return CallShown(call, stage_of(call, at), openings, sum(o.places for o in openings), free)


def stage_of(call: Call, at: datetime) -> calls.Stage:
    """What the call is at a moment."""
    return calls.stage(call.status, opens_at=call.opens_at, closes_at=call.closes_at, at=at)


def open_calls(project: Project, at: datetime) -> list[CallShown]:
    """Calls that take applications now, the one that closes first on top. Three queries."""
    now = _with_openings().filter(project=project, status=CallStatus.PUBLISHED, opens_at__lte=at, closes_at__gt=at)
    return _shown(now.order_by("closes_at", "pk"), at)


def published_calls(project: Project, at: datetime) -> list[CallShown]:
    """Every call a visitor may read: open ones first, then those to come, then closed ones. Three queries."""
    found = _shown(_with_openings().filter(project=project).exclude(status=CallStatus.DRAFT).order_by("-closes_at", "-pk"), at)
    order = [calls.Stage.OPEN, calls.Stage.COMING, calls.Stage.CLOSED, calls.Stage.SELECTED]
    return sorted(found, key=lambda shown: order.index(calls.Stage(shown.stage)))


def published_call(project: Project, key: str, at: datetime) -> CallShown | None:
    """One call a visitor may read; None for drafts and other projects' calls."""
    found = _with_openings().filter(project=project, key=key).exclude(status=CallStatus.DRAFT)
    return next(iter(_shown(found, at)), None)


def call_to_apply(project: Project, key: str, at: datetime) -> CallShown | None:
    """The same for the form, which does not ask how many places are free. Two queries."""
    rows = _with_openings().select_related(None).filter(project=project, key=key).exclude(status=CallStatus.DRAFT)
    found = next(iter(rows), None)
    if found is None:
        return None
    found.project = project
    return _one_shown(found, {}, at)


def terms_of(call: Call) -> calls.Terms:
    """The rules of a call as values."""
    openings = list(call.openings.all())
    return calls.Terms(
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        places=sum(o.places for o in openings),
        editions=len(openings),
        answer_days=call.answer_days,
        bound_percent=call.bound_percent,
        lines=calls.criteria(call.points),
    )


def rules_in_words(call: Call) -> list[str]:
    """The rules of a call for a person to read, in the language now active: form, receipt and protocol say the same."""
    return calls.in_words(terms_of(call))


def texts_to_apply(project: Project, at: datetime) -> dict[str, DeclarationText]:
    """The declarations and both clauses in force, by kind."""
    return current_texts(project, applying.NEEDED, at)


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """Calls of the project of the host, for those who run the recruitment there."""
    return Call.objects.filter(project_id=actor.project_id or 0).select_related("project")


def whole_calls(actor: Actor) -> QuerySet[Call]:
    """The same with openings and editions, for the screens of one call. One query more."""
    opened = CallEdition.objects.select_related("edition__support_form").order_by("edition__starts_on", "edition_id")
    return calls_visible_to(actor).prefetch_related(Prefetch("openings", opened))


def desk_calls(actor: Actor) -> QuerySet[Call]:
    """The desk's list: newest first, each with its places and the applications the actor may see. One query."""
    counted = ~Q(applications__status=ApplicationStatus.WITHDRAWN)
    waiting = Q(applications__status=ApplicationStatus.SUBMITTED)
    offices = actor.offices({"office_lead"})  # type: ignore[arg-type]  # roles are their words
    if not actor.holds_for_project({"coordinator", "controller"}):  # type: ignore[arg-type]  # as above
        counted &= Q(applications__employment__organisation_id__in=offices)
        waiting &= Q(applications__employment__organisation_id__in=offices)
    return (
        calls_visible_to(actor)
        .annotate(
            received=Count("applications", filter=counted, distinct=True),
            unchecked=Count("applications", filter=waiting, distinct=True),
        )
        .order_by("-opens_at", "-pk")
    )


def editions_to_open(project: Project, call: Call | None = None) -> list[Edition]:
    """Editions a call may open, each with the places other published calls have left (`left`). Two queries."""
    rows = Edition.objects.filter(project=project, status=EditionStatus.PLANNED).select_related("support_form")
    given = given_elsewhere([e.pk for e in rows], call)
    for edition in rows:
        edition.left = max(edition.capacity - given.get(edition.pk, 0), 0)  # type: ignore[attr-defined]  # for the form
    return sorted(rows, key=lambda e: (e.starts_on, e.pk))


def given_elsewhere(editions: Iterable[int], call: Call | None) -> dict[int, int]:
    """Places of these editions that other published calls give. One query."""
    others = CallEdition.objects.filter(edition__in=list(editions)).exclude(call__status=CallStatus.DRAFT)
    if call is not None:
        others = others.exclude(call=call)
    return dict(others.values_list("edition").annotate(sum=Sum("places")).order_by("edition"))
