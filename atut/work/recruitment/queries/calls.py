"""Questions about calls: the public list, one call with its rules, the desk's list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.prepared import Prepared
from atut.base.kernel.texts import text_in
from atut.base.privacy.models import DeclarationText
from atut.base.privacy.queries import current_texts, versions
from atut.base.projects import revisions
from atut.base.projects.models import Organisation, Project
from atut.work.partnership.models import Partner
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Call, CallEdition, Place, PublicRanking
from atut.work.recruitment.rules import applying, calls, wording
from atut.work.recruitment.rules.moves import HOLDING, NOT_IN_FORCE, ApplicationStatus, CallStatus
from atut.work.recruitment.rules.points import judged
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.terms import Bound, Pool


@dataclass(frozen=True)
class CallShown:
    """A published call as a visitor sees it: what it opens, until when, how many places are free."""

    call: Call
    stage: str
    openings: list[CallEdition]
    places: int
    free: int

    @property
    def offered(self) -> list[str]:
        """What can be applied for: each form of support once, also where several of its editions are opened."""
        return list(dict.fromkeys(text_in(one.edition.support_form.title) for one in self.openings))

    @property
    def is_open(self) -> bool:
        """Does it take applications now?"""
        return self.stage == calls.Stage.OPEN


def with_openings() -> "QuerySet[Call]":
    """Calls with project and openings, the editions in the order of their days. Two queries."""
    opened = CallEdition.objects.select_related("edition__support_form").order_by("edition__starts_on", "edition_id")
    return Call.objects.select_related("project", "signed").prefetch_related(Prefetch("openings", opened))


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
    now = with_openings().filter(project=project, status=CallStatus.PUBLISHED, opens_at__lte=at, closes_at__gt=at)
    return _shown(now.order_by("closes_at", "pk"), at)


def published_calls(project: Project, at: datetime) -> list[CallShown]:
    """Every call a visitor may read: open ones first, then those to come, then closed ones. Three queries."""
    found = _shown(with_openings().filter(project=project).exclude(status=CallStatus.DRAFT).order_by("-closes_at", "-pk"), at)
    order = [calls.Stage.OPEN, calls.Stage.COMING, calls.Stage.CLOSED, calls.Stage.SELECTED, calls.Stage.WITHDRAWN]
    return sorted(found, key=lambda shown: order.index(calls.Stage(shown.stage)))


def changes_by_itself_at(project: Project, at: datetime) -> datetime:
    """The next moment at which a call opens or closes or a ranking's term ends; in a day where none is so near. Two queries."""
    published = Call.objects.filter(project=project, status=CallStatus.PUBLISHED, closes_at__gt=at)
    edges = published.order_by("closes_at", "pk").values_list("opens_at", "closes_at")
    terms = PublicRanking.objects.filter(selection__call__project=project, withdrawn_at=None, until__gt=at)
    ends = terms.order_by("until").values_list("until", flat=True)[:1]
    return min([at + timedelta(days=1), *ends, *(moment for edge in edges for moment in edge if moment > at)])


def published_call(project: Project, key: str, at: datetime) -> CallShown | None:
    """One call a visitor may read; None for drafts and other projects' calls."""
    found = with_openings().filter(project=project, key=key).exclude(status=CallStatus.DRAFT)
    return next(iter(_shown(found, at)), None)


@dataclass(frozen=True)
class ToApply:
    """What every applicant to a call meets: the call and its openings, the offices, the texts to declare."""

    call: Call
    openings: list[CallEdition]
    partners: dict[int, Partner]
    texts: list[DeclarationText]
    said: dict[str, list[str]] = field(default_factory=dict)

    def rules(self) -> list[str]:
        """The rules of the call in the language now active, worded once."""
        language = get_language() or ""
        if language not in self.said:
            self.said[language] = rules_in_words(self.call)
        return self.said[language]

    @property
    def offices(self) -> list[Organisation]:
        """Every office an applicant may work in, by name."""
        return [partner.organisation for partner in self.partners.values()]

    @property
    def is_published(self) -> bool:
        """May visitors read it?"""
        return self.call.status != CallStatus.DRAFT

    def shown(self, at: datetime) -> CallShown:
        """The call at a moment, without asking how many places are free."""
        return CallShown(self.call, stage_of(self.call, at), self.openings, sum(o.places for o in self.openings), 0)

    def texts_at(self, at: datetime) -> dict[str, DeclarationText]:
        """The texts in force at a moment, by kind."""
        return {text.kind: text for text in self.texts if text.valid_from <= at}


_TO_APPLY = frozenset(
    {
        *("projects.project", "projects.organisation", "privacy.text", "partnership.partner"),
        *("programme.support_form", "programme.edition", "recruitment.call"),
    }
)


def to_apply(project: Project, key: str) -> ToApply | None:
    """What applicants to this call meet; None for other projects' calls. One query while nothing has changed."""

    def read() -> ToApply | None:
        call = with_openings().filter(project=project, key=key).first()
        if call is None:
            return None
        return ToApply(call, list(call.openings.all()), open_to(call), versions(project, applying.NEEDED))

    return revisions.keep(("to apply", project.pk, key), revisions.current(project.pk, _TO_APPLY), read)


def locked_to_apply(call: Call) -> ToApply:
    """The same, with the call locked: its submissions and its selection go one after another. Two queries, as above."""
    _lock(call=call.pk)
    found = to_apply(call.project, call.key)
    if found is None:
        raise Call.DoesNotExist
    return found


@Prepared
def _lock(call: int) -> "QuerySet[Any, Any]":
    return Call.objects.select_for_update().filter(pk=call).values_list("pk")


def partners(project: Project) -> dict[int, Partner]:
    """The partners that have not left, by office, in the order of their names. One query."""
    found = Partner.objects.filter(project=project, left_on=None).select_related("organisation")
    return {partner.organisation_id: partner for partner in found.order_by("organisation__name_sort", "organisation")}


def open_to(call: Call) -> dict[int, Partner]:
    """Those of them whose people may take part in a call. One query."""
    access = call.rules.access
    return {pk: partner for pk, partner in partners(call.project).items() if access.takes(partner.organisation.key)}


def terms_of(call: Call) -> calls.Terms:
    """The rules of a call as values. One query where an office is named, else none."""
    openings = list(call.openings.all())
    return calls.Terms(
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        openings={o.edition.key: o.places for o in openings},
        answer_days=call.answer_days,
        regulation=call.rules,
        names=names_in(call.project, call.rules, [o.edition for o in openings]),
    )


def names_in(project: Project, regulation: Regulation, editions: Iterable[Edition]) -> dict[str, str]:
    """What editions and the partners that bounds and pools name are called, by key, in the language now active."""
    named = {str(edition.key): str(edition) for edition in editions}
    lines: list[Bound | Pool] = [*regulation.bounds, *regulation.pools]
    if regulation.access.offices or any(line.office for line in lines):
        named |= {partner.organisation.key: partner.organisation.name for partner in partners(project).values()}
    return named


def as_published(call: Call) -> dict[str, Any]:
    """Everything people apply under, as an auditor gets it and hashes it again. It says for ever what was published."""
    return {
        "call": call.key,
        "title": call.title,
        "opens_at": clock.local(call.opens_at).isoformat(),
        "closes_at": clock.local(call.closes_at).isoformat(),
        "answer_days": call.answer_days,
        "openings": {o.edition.key: o.places for o in call.openings.all()},
        "regulation": call.regulation,
    }


def rules_in_words(call: Call) -> list[str]:
    """The rules of a call for a person to read, in the language now active: form, receipt and protocol say the same."""
    return wording.in_words(terms_of(call))


def chapters_of(call: Call) -> list[wording.Chapter]:
    """The same, section by section."""
    return wording.chapters(terms_of(call))


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


def newest_begun(actor: Actor, at: datetime) -> Call | None:
    """The call the office works on: of those in force the last that has opened, else the next to open. At most two queries."""
    in_force = desk_calls(actor).exclude(status__in=NOT_IN_FORCE)
    return in_force.filter(opens_at__lte=at).first() or in_force.last()


def to_check(call: Call) -> int:
    """How many applications of a call of the desk's list wait for the office; what its committee has to score first does not."""
    unchecked: int = call.unchecked  # type: ignore[attr-defined]  # annotated by the query, as the next one
    return unchecked - call.unscored if judged(call.rules.criteria) else unchecked  # type: ignore[attr-defined, no-any-return]


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
            unscored=Count(
                "applications", filter=waiting & Q(applications__assessed_at=None, applications__jury={}), distinct=True
            ),
        )
        .order_by("-opens_at", "-pk")
    )
