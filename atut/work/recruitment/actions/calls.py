"""Calls: written, changed while a draft, published. Publication freezes the rules for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.privacy.rules import TextKind
from atut.base.projects.models import Project
from atut.work.programme.models import Edition
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.drawing import promise_draw
from atut.work.recruitment.models import Call, CallEdition
from atut.work.recruitment.queries import applications, writing
from atut.work.recruitment.queries import calls as queries
from atut.work.recruitment.rules import applying, faults, moves
from atut.work.recruitment.rules import calls as rules
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.recruitment.rules.sections import Fault, Section
from atut.work.selection.rules.frozen import hash_of
from atut.work.selection.rules.terms import Ties


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


@dataclass(frozen=True)
class Change:
    """One section of a draft as it was typed: values by the names of `CallDraft` or `Regulation`.

    `seen` is the mark of what stood there when the form was opened.
    """

    section: Section
    values: Mapping[str, Any]
    seen: str


@action
def create_call(project: Project, draft: CallDraft, *, actor: Actor, at: datetime) -> Call:
    """Write a call. Nobody sees the draft but the project office."""
    permissions.change_call.require(actor, project)
    call = Call(project=project)
    faults.must_be_whole(_terms(project, draft), Section.WORDS)
    _write(call, draft)
    record("recruitment.call.drafted", call, actor=actor, at=at)
    return call


@action
def change_call(call: Call, change: Change, *, actor: Actor, at: datetime) -> Call:
    """Write one section of a draft anew; the others stay, also those somebody else is writing meanwhile.

    A published call is refused: people have read its rules. So is a section that somebody saved since it was opened here.
    """
    permissions.change_call.require(actor, call)
    call = writing.locked_whole(call)
    rules.must_be_a_draft(call.status)
    rules.must_be_as_seen(writing.mark_of(call, change.section), change.seen)
    draft = _changed(call, change)
    faults.must_be_whole(_terms(call.project, draft), change.section)
    _write(call, draft)
    record("recruitment.call.changed", call, actor=actor, at=at, fields=sorted(change.values))
    return call


def faults_in(call: Call, section: Section, values: Mapping[str, Any]) -> list[Fault]:
    """What could not stand in a section written like this, all at once: for the form, before anything is saved."""
    return faults.of_section(_terms(call.project, _changed(call, Change(section, values, ""))), section)


@action
def publish_call(call: Call, *, actor: Actor, at: datetime) -> Call:
    """Everybody can read the call; from its opening hour it takes applications. Its rules are frozen under their hash."""
    permissions.publish_call.require(actor, call)
    call = writing.locked_whole(call)
    call.status = moves.after("publish_call", call.status)
    openings = list(call.openings.all())
    # locked, so that two calls published at once cannot give one seat twice
    list(Edition.objects.select_for_update().filter(pk__in=[o.edition_id for o in openings]).order_by("pk"))
    faults.must_be_ready(queries.terms_of(call), at)
    _must_fit([Opening(o.edition, o.places) for o in openings], call)
    _texts_must_exist(call.project, at)
    call.published_at, call.published_hash = at, hash_of(queries.as_published(call))
    call.save(update_fields=["status", "published_at", "published_hash"])
    if call.rules.draw_on and call.rules.ties == Ties.DRAW:
        promise_draw(call, call.rules.draw_on)
    record("recruitment.call.published", call, actor=actor, at=at, fields=["regulation", "opens_at", "closes_at"])
    return call


@action
def withdraw_call(call: Call, reason: str, *, actor: Actor, at: datetime) -> Call:
    """Call off a published call that nobody has applied to: a mistake in its rules, an edition that falls away.

    Its page stays and says why; its places are free for another call.
    """
    permissions.publish_call.require(actor, call)
    call = applications.locked_call(call)
    call.status = moves.after("withdraw_call", call.status)
    rules.must_have_no_applicants(call.applications.exclude(status=moves.ApplicationStatus.WITHDRAWN).count())
    call.withdrawn_at, call.withdrawn_reason = at, reason
    call.save(update_fields=["status", "withdrawn_at", "withdrawn_reason"])
    record("recruitment.call.withdrawn", call, actor=actor, at=at, fields=["status", "withdrawn_reason"], values={"reason": reason})
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


def _must_fit(openings: Sequence[Opening], call: Call) -> None:
    given = writing.given_elsewhere([o.edition.pk for o in openings], call)
    for o in openings:
        rules.must_fit(str(o.edition), wanted=o.places, capacity=o.edition.capacity, given_elsewhere=given.get(o.edition.pk, 0))


def _changed(call: Call, change: Change) -> CallDraft:
    """The call with one section written anew."""
    ruled = {field.name for field in fields(Regulation)} & set(change.values)
    draft = CallDraft(
        title=call.title,
        intro=call.intro,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        openings=[Opening(one.edition, one.places) for one in call.openings.all()],
        regulation=replace(call.rules, **{name: change.values[name] for name in ruled}),
        answer_days=call.answer_days,
    )
    return replace(draft, **{name: value for name, value in change.values.items() if name not in ruled})


def _terms(project: Project, draft: CallDraft) -> rules.Terms:
    openings = {one.edition.key: one.places for one in draft.openings}
    names = queries.names_in(project, draft.regulation, [one.edition for one in draft.openings])
    return rules.Terms(draft.opens_at, draft.closes_at, openings, draft.answer_days, draft.regulation, names)


def _write(call: Call, draft: CallDraft) -> None:
    if any(opening.edition.project_id != call.project_id for opening in draft.openings):
        raise applying.NotInThisCall
    _must_fit(draft.openings, call)
    call.title, call.intro = draft.title, draft.intro
    call.opens_at, call.closes_at = draft.opens_at, draft.closes_at
    call.answer_days, call.regulation = draft.answer_days, draft.regulation.as_data()
    vars(call).pop("rules", None)  # worked out from what stood there before
    call.save()
    call.openings.all().delete()
    CallEdition.objects.bulk_create([CallEdition(call=call, edition=o.edition, places=o.places) for o in draft.openings])
