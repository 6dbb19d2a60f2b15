"""Publishing and declaring texts; answering people's requests about their data; deleting what is due."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models, transaction

from atut.base.audit.journal import action, record
from atut.base.files.actions import delete_orphans, empty, read
from atut.base.files.queries import files_of
from atut.base.kernel.actors import Actor, system
from atut.base.kernel.personal import Things
from atut.base.kernel.prepared import insert_missing
from atut.base.kernel.texts import Text
from atut.base.privacy import exports, permissions, queries, register, rules
from atut.base.privacy.models import DataRequest, Declaration, DeclarationText, Hold, RetentionRun
from atut.base.projects.models import Project
from atut.base.projects.rules import check_polish


@action
def publish_text(project: Project, kind: str, *, title: Text, body: Text, actor: Actor, at: datetime) -> DeclarationText:
    """Publish a declaration or clause: a new version, in force from now. Published ones never change.

    The same words again are the version that stands, so loading twice publishes once.
    """
    permissions.PUBLISH_TEXT.require(actor, project)
    check_polish(title)
    check_polish(body)
    Project.objects.select_for_update().get(pk=project.pk)
    newest = project.declaration_texts.filter(kind=rules.TextKind(kind)).order_by("-version").first()
    if newest and (newest.title, newest.body) == (title, body):
        record("privacy.text.compared", newest, actor=actor, at=at)
        return newest
    version = newest.version + 1 if newest else 1
    text = DeclarationText.objects.create(project=project, kind=kind, version=version, title=title, body=body, valid_from=at)
    record("privacy.text.published", text, actor=actor, at=at, fields=["title", "body"])
    return text


@action
def declare(about: models.Model, texts: Iterable[DeclarationText], *, language: str, actor: Actor, at: datetime) -> None:
    """Keep that these texts, in these versions, were declared or shown for an application or participation.

    Declaring the same version twice is one declaration. `about` has `key` and `scope()`.
    """
    permissions.DECLARE.require(actor)
    chosen = list(texts)
    project_id = about.scope().project_id  # type: ignore[attr-defined]  # every audited model has one
    rules.check_texts_belong([text.project_id for text in chosen], project_id)
    named = {"about_type": about._meta.label_lower, "about_key": about.key}  # type: ignore[attr-defined]
    rows = [Declaration(text=text, **named, language=language, declared_at=at) for text in chosen]
    insert_missing(*rows)  # a version declared before stays as it was
    record("privacy.text.declared", about, actor=actor, at=at, fields=sorted({t.kind for t in chosen}), count=len(rows))


@action
def receive_request(
    project: Project, kind: str, *, person_key: str, received_at: datetime, actor: Actor, at: datetime
) -> DataRequest:
    """Enter what a person asks for, with the day it came: the month to answer runs from then (GDPR art. 12(3))."""
    permissions.HANDLE_REQUESTS.require(actor, project)
    if received_at > at:
        raise rules.ReceivedLater
    if not register.is_known_in(person_key, project.pk):
        raise rules.PersonUnknown(key=person_key)
    asked = DataRequest.objects.create(
        project=project, kind=rules.RequestKind(kind), person_key=person_key, received_at=received_at
    )
    record("privacy.request.received", asked, actor=actor, at=at, fields=["kind"])
    return asked


@action
def receive_from_person(project: Project, kind: str, *, person_key: str, actor: Actor, at: datetime) -> DataRequest:
    """A person asks for own data; the room that knows people has made sure who it is. Asking twice is one request."""
    permissions.ASK.require(actor, project)
    Project.objects.select_for_update().get(pk=project.pk)
    waiting = DataRequest.objects.filter(project=project, kind=rules.RequestKind(kind), person_key=person_key, answered_at=None)
    asked = waiting.first()
    if asked is None:
        asked = DataRequest.objects.create(project=project, kind=rules.RequestKind(kind), person_key=person_key, received_at=at)
    record("privacy.request.received", asked, actor=actor, at=at, fields=["kind"])
    return asked


@action
def hand_out_copy(asked: DataRequest, *, actor: Actor, at: datetime) -> bytes:
    """A ZIP with everything held on the person, readable by people and by machines (GDPR art. 15(3) and 20).

    The copy shows identifiers and sensitive answers, so handing it out is an entry that names the sets.
    """
    permissions.HANDLE_REQUESTS.require(actor, asked)
    asked = DataRequest.objects.select_for_update().get(pk=asked.pk)
    rules.check_request(kind=asked.kind, wanted=rules.RequestKind.ACCESS, answered_at=None)
    parts = register.copy_of(asked.person_key)
    if asked.answered_at is None:
        asked.answered_at = at
    asked.outcome = [{"set": part.data_set.model, "rows": len(part.rows)} for part in parts]
    asked.save(update_fields=["answered_at", "outcome"])
    names = [part.data_set.model for part in parts]
    record("privacy.request.copied", asked, actor=actor, at=at, fields=names, count=sum(len(part.rows) for part in parts))
    stored = files_of(register.things_of(asked.person_key))
    return exports.copy_as_zip(parts, {exports.file_name(one): read(one) for one in stored}, made_at=at)


@action
def erase(asked: DataRequest, *, actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Erase what no duty keeps; keep the answer: what went, what stays, until when, why. Holds no values.

    The rooms' own verbs do the erasing, the latest work first, all in one transaction.
    """
    permissions.HANDLE_REQUESTS.require(actor, asked)
    asked = DataRequest.objects.select_for_update().get(pk=asked.pk)
    rules.check_request(kind=asked.kind, wanted=rules.RequestKind.ERASURE, answered_at=asked.answered_at)
    fates = register.fates(asked.person_key, at)
    gone = _erase_person(asked.person_key, fates, actor=actor, at=at)
    asked.outcome = [register.as_outcome(fate, gone.get(fate.model) if fate.goes else None) for fate in fates]
    asked.answered_at = at
    asked.save(update_fields=["answered_at", "outcome"])
    record("privacy.request.erased", asked, actor=actor, at=at, fields=sorted(gone), count=sum(gone.values()))
    for told in _told_of_erasures:
        transaction.on_commit(told, robust=True)
    return asked.outcome


_told_of_erasures: list[Callable[[], object]] = []


def tell_of_erasures(told: Callable[[], object]) -> None:
    """The room that keeps backups says here what to do after an erasure: called from its AppConfig.ready."""
    if told not in _told_of_erasures:
        _told_of_erasures.append(told)


@action
def erase_again(person_key: str, sets: frozenset[str], *, erased_at: datetime, actor: Actor, at: datetime) -> DataRequest:
    """A backup older than an erasure was put back: what went then goes again, with what no duty keeps now.

    The request itself may be younger than the backup, so the erasure has a request of its own.
    """
    permissions.ERASE_AGAIN.require(actor)
    project_id = register.project_of(person_key)
    project = Project.objects.filter(pk=project_id or 0).first()
    if project is None:
        raise rules.PersonUnknown(key=person_key)
    acting = system(project.pk)
    kind = rules.RequestKind.ERASURE
    waiting = DataRequest.objects.select_for_update().filter(project=project, kind=kind, person_key=person_key, answered_at=None)
    asked = waiting.first() or DataRequest(project=project, kind=kind, person_key=person_key, received_at=erased_at)
    fates = [replace(fate, goes=fate.goes or fate.model in sets) for fate in register.fates(person_key, at)]
    gone = _erase_person(person_key, fates, again=sets, actor=acting, at=at)
    asked.outcome = [register.as_outcome(fate, gone.get(fate.model) if fate.goes else None) for fate in fates]
    asked.answered_at = erased_at
    asked.save()
    record("privacy.request.repeated", asked, actor=actor, at=at, fields=sorted(gone), count=sum(gone.values()))
    return asked


def _erase_person(
    person_key: str, fates: list[register.Fate], *, again: frozenset[str] = frozenset(), actor: Actor, at: datetime
) -> dict[str, int]:
    """Run the rooms' verbs for what goes, then those for what hangs on it; how many rows each took."""
    going, things = {fate.model for fate in fates if fate.goes}, register.going(person_key, at, again)
    gone = {}
    for one in register.data_sets():
        if one.erase and one.model in going:
            gone[one.model] = one.erase(person_key, actor=actor, at=at)
    for one in register.data_sets():
        if one.erase_things and one.model in going:
            gone[one.model] = one.erase_things(things, actor=actor, at=at)
    return gone


@action
def erase_declarations(things: Things, *, actor: Actor, at: datetime) -> int:
    """What was declared for things that go."""
    permissions.ERASE.require(actor)
    rows = list(queries.declarations_about(things))
    for declaration in rows:
        record("privacy.declaration.erased", declaration.text, actor=actor, at=at)
        declaration.delete()
    return len(rows)


@action
def place_hold(project: Project, *, person_key: str = "", reason: str, actor: Actor, at: datetime) -> Hold:
    """Nothing of the project (or of one person in it) is deleted until the hold is lifted: a dispute or a control lasts."""
    permissions.HOLD.require(actor, project)
    if not reason.strip():
        raise rules.HoldUnexplained
    if person_key and not register.is_known_in(person_key, project.pk):
        raise rules.PersonUnknown(key=person_key)
    hold = Hold.objects.create(project=project, person_key=person_key, reason=reason.strip(), placed_at=at)
    record("privacy.hold.placed", hold, actor=actor, at=at, fields=["reason"])
    return hold


@action
def lift_hold(hold: Hold, *, actor: Actor, at: datetime) -> Hold:
    """The dispute or control is over: what is due goes with the next night."""
    permissions.HOLD.require(actor, hold)
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at:
        raise rules.HoldLifted(lifted_at=hold.lifted_at)
    hold.lifted_at = at
    hold.save(update_fields=["lifted_at"])
    record("privacy.hold.lifted", hold, actor=actor, at=at)
    return hold


@action
def close_records(project: Project, *, actor: Actor, at: datetime) -> dict[str, int]:
    """The years of a project's records are over: the values of its people go, room by room, and the bytes of its files.

    Refused while a duty or a hold keeps them. People on a hold of their own keep theirs, with their own files: scans,
    signed papers, certificates. Papers about many people go; whoever needs them too puts the whole project on hold.
    """
    permissions.RUN_RETENTION.require(actor)
    project = Project.objects.select_for_update().get(pk=project.pk)
    over = queries.records_over(project, at)
    if over is None:
        raise rules.RecordsStay
    acting, counts = system(project.pk), {"people": 0, "files": 0}
    for person_key in over.people:
        _erase_person(person_key, register.fates(person_key, at), actor=acting, at=at)
        counts["people"] += 1
    for stored in queries.files_over(project):  # asked again: the rooms have deleted some of them
        empty(stored, actor=acting, at=at)
        counts["files"] += 1
    record("privacy.records.closed", project, actor=actor, at=at, count=sum(counts.values()))
    return counts


@action
def run_retention(*, actor: Actor, at: datetime) -> RetentionRun:
    """Delete what is due in every room, and bytes on the storage that no row names; keep how many rows went."""
    permissions.RUN_RETENTION.require(actor)
    counts = {due.model: due.purge(actor=actor, at=at) for due in register.due(at) if due.count}
    for over in queries.projects_over(at):
        for what, number in close_records(over.project, actor=actor, at=at).items():
            counts[f"records.{what}"] = counts.get(f"records.{what}", 0) + number
    counts["files"] = delete_orphans(actor=actor, at=at)
    run = RetentionRun.objects.create(ran_at=at, counts=counts)
    record("privacy.retention.ran", run, actor=actor, at=at, count=sum(counts.values()))
    return run
