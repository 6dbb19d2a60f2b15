"""Publishing and declaring texts; answering people's requests about their data; deleting what is due."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from atut.base.audit.journal import action, record
from atut.base.files.actions import delete_orphans
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.privacy import exports, permissions, register, rules
from atut.base.privacy.models import DataRequest, Declaration, DeclarationText, RetentionRun
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
def declare(
    about: models.Model, texts: Iterable[DeclarationText], *, language: str, actor: Actor, at: datetime
) -> list[Declaration]:
    """Keep that these texts, in these versions, were declared or shown for an application or participation.

    Declaring the same version twice is one declaration. `about` has `key` and `scope()`.
    """
    permissions.DECLARE.require(actor)
    chosen = list(texts)
    project_id = about.scope().project_id  # type: ignore[attr-defined]  # every audited model has one
    rules.check_texts_belong([text.project_id for text in chosen], project_id)
    named = {"about_type": about._meta.label_lower, "about_key": about.key}  # type: ignore[attr-defined]
    # one INSERT for all; a version declared before stays as it was
    rows = [Declaration(text=text, **named, language=language, declared_at=at) for text in chosen]
    Declaration.objects.bulk_create(rows, ignore_conflicts=True)
    record("privacy.text.declared", about, actor=actor, at=at, fields=sorted({t.kind for t in chosen}), count=len(rows))
    return list(Declaration.objects.filter(**named, text__in=chosen).order_by("pk"))


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
    return exports.copy_as_zip(parts, made_at=at)


@action
def erase(asked: DataRequest, *, actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Erase what no duty keeps; keep the answer: what went, what stays, until when, why. Holds no values.

    The rooms' own verbs do the erasing, the latest work first, all in one transaction.
    """
    permissions.HANDLE_REQUESTS.require(actor, asked)
    asked = DataRequest.objects.select_for_update().get(pk=asked.pk)
    rules.check_request(kind=asked.kind, wanted=rules.RequestKind.ERASURE, answered_at=asked.answered_at)
    fates = register.fates(asked.person_key, at)
    going = {fate.model for fate in fates if fate.goes}
    verbs = [(one.model, one.erase) for one in register.data_sets() if one.erase and one.model in going]
    gone = {model: verb(asked.person_key, actor=actor, at=at) for model, verb in verbs}
    asked.outcome = [register.as_outcome(fate, gone.get(fate.model)) for fate in fates]
    asked.answered_at = at
    asked.save(update_fields=["answered_at", "outcome"])
    record("privacy.request.erased", asked, actor=actor, at=at, fields=sorted(gone), count=sum(gone.values()))
    return asked.outcome


@action
def run_retention(*, actor: Actor, at: datetime) -> RetentionRun:
    """Delete what is due in every room, and bytes on the storage that no row names; keep how many rows went."""
    permissions.RUN_RETENTION.require(actor)
    counts = {due.model: due.purge(actor=actor, at=at) for due in register.due(at) if due.count}
    counts["files"] = delete_orphans(actor=actor, at=at)
    run = RetentionRun.objects.create(ran_at=at, counts=counts)
    record("privacy.retention.ran", run, actor=actor, at=at, count=sum(counts.values()))
    return run
