"""Calls: written, changed while a draft, published. Publication freezes the rules for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.privacy.rules import TextKind
from atut.base.projects.models import Project
from atut.work.programme.models import Edition
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Call, CallEdition
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.rules import applying, moves
from atut.work.recruitment.rules import calls as rules
from atut.work.recruitment.rules.regulation import Regulation


@dataclass(frozen=True)
class Opening:
    """An edition the call opens, with its places."""

    edition: Edition
    places: int


@dataclass(frozen=True)
class CallDraft:
    """A call as it is written."""

    title: Text
    opens_at: datetime
    closes_at: datetime
    openings: Sequence[Opening]
    intro: Text = field(default_factory=dict)
    regulation: Regulation = field(default_factory=Regulation)
    answer_days: int = 3


@action
def create_call(project: Project, draft: CallDraft, *, actor: Actor, at: datetime) -> Call:
    """Write a call. Nobody sees the draft but the project office."""
    permissions.change_call.require(actor, project)
    _check(project, draft)
    call = Call(project=project)
    _write(call, draft)
    record("recruitment.call.drafted", call, actor=actor, at=at)
    return call


@action
def change_call(call: Call, draft: CallDraft, *, actor: Actor, at: datetime) -> Call:
    """Change a draft. A published call is refused: people have read its rules."""
    permissions.change_call.require(actor, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("project").get(pk=call.pk)
    rules.must_be_a_draft(call.status)
    _check(call.project, draft, call)
    _write(call, draft)
    record("recruitment.call.changed", call, actor=actor, at=at)
    return call


@action
def publish_call(call: Call, *, actor: Actor, at: datetime) -> Call:
    """Everybody can read the call; from its opening hour it takes applications. Its rules are frozen."""
    permissions.publish_call.require(actor, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("project").get(pk=call.pk)
    call.status = moves.after("publish_call", call.status)
    openings = list(call.openings.select_related("edition__support_form").order_by("edition_id"))
    if not openings:
        raise rules.NothingOpened
    if call.closes_at <= at:
        raise rules.ClosesInThePast
    # locked, so that two calls published at once cannot give one seat twice
    list(Edition.objects.select_for_update().filter(pk__in=[o.edition_id for o in openings]).order_by("pk"))
    _must_fit([Opening(o.edition, o.places) for o in openings], call)
    _texts_must_exist(call.project, at)
    call.published_at = at
    call.save(update_fields=["status", "published_at"])
    record("recruitment.call.published", call, actor=actor, at=at, fields=["regulation", "opens_at", "closes_at"])
    return call


@action
def discard_call(call: Call, *, actor: Actor, at: datetime) -> None:
    """Throw a draft away, with its openings and points. What nobody could read leaves nothing but the entry."""
    permissions.change_call.require(actor, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("project").get(pk=call.pk)
    rules.must_be_discardable(call.status)
    record("recruitment.call.discarded", call, actor=actor, at=at, values={"title": call.title})
    call.delete()


def _texts_must_exist(project: Project, at: datetime) -> None:
    missing = [TextKind(kind).label for kind in applying.NEEDED if kind not in queries.texts_to_apply(project, at)]
    if missing:
        raise rules.TextsMissing(texts=", ".join(str(label) for label in missing))


def _check(project: Project, draft: CallDraft, call: Call | None = None) -> None:
    rules.must_be_sound(opens_at=draft.opens_at, closes_at=draft.closes_at, lines=draft.regulation.criteria)
    if any(opening.edition.project_id != project.pk for opening in draft.openings):
        raise applying.NotInThisCall
    _must_fit(draft.openings, call)


def _must_fit(openings: Sequence[Opening], call: Call | None) -> None:
    given = queries.given_elsewhere([o.edition.pk for o in openings], call)
    for o in openings:
        rules.must_fit(str(o.edition), wanted=o.places, capacity=o.edition.capacity, given_elsewhere=given.get(o.edition.pk, 0))


def _write(call: Call, draft: CallDraft) -> None:
    call.title, call.intro = draft.title, draft.intro
    call.opens_at, call.closes_at = draft.opens_at, draft.closes_at
    call.answer_days, call.regulation = draft.answer_days, draft.regulation.as_data()
    call.save()
    call.openings.all().delete()
    CallEdition.objects.bulk_create([CallEdition(call=call, edition=o.edition, places=o.places) for o in draft.openings])
