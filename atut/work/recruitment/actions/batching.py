"""One verb for many applications. Each is an action of its own with its own entry; a refusal stops nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import Text, in_every_language
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.assessing import accept_formally, assess, reject_formally
from atut.work.recruitment.actions.consenting import remind_consent
from atut.work.recruitment.actions.correcting import ask_correction
from atut.work.recruitment.models import Application, Batch, Call
from atut.work.recruitment.queries.enclosing import consent_or_none
from atut.work.recruitment.rules.batching import SCORES, BatchVerb, NoConsentAsked
from atut.work.recruitment.rules.points import JuryMissing


@dataclass(frozen=True)
class Wanted:
    """The verb and what it needs to know: why rejected, what is missing."""

    verb: str
    reason: str = ""
    missing: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Foreseen:
    """What the verb would do to one application now: the state after it, or why it would be refused."""

    application: Application
    after: str = ""
    points: int | None = None
    refusal: str = ""
    waits_for_scores: bool = False  # meets the conditions; no fault of anybody


def foresee(wanted: Wanted, applications: Iterable[Application], *, actor: Actor, at: datetime) -> list[Foreseen]:
    """The same verbs, each taken back at once: no change, no entry, no letter. So the preview cannot say something else."""
    return [_foreseen(wanted, one, actor=actor, at=at) for one in applications]


def _foreseen(wanted: Wanted, application: Application, *, actor: Actor, at: datetime) -> Foreseen:
    try:
        with transaction.atomic():
            _do(wanted, application, actor=actor, at=at)
            after = Application.objects.only("status", "points").get(pk=application.pk)
            transaction.set_rollback(True)
    except Refused as refusal:
        return Foreseen(application, refusal=str(refusal), waits_for_scores=isinstance(refusal, JuryMissing))
    return Foreseen(application, after.get_status_display(), after.points)


def run_batch(call: Call, wanted: Wanted, applications: Iterable[Application], *, token: str, actor: Actor, at: datetime) -> Batch:
    """Do it to each, and keep what became of each. A second click with the same token finds the first one's page."""
    try:
        batch = begin_batch(call, wanted.verb, token, actor=actor, at=at)
    except IntegrityError:
        return Batch.objects.get(token=token, call=call)
    said: dict[str, Text] = {}
    for one in applications:
        try:
            _do(wanted, one, actor=actor, at=at)
            said[one.key] = {}
        except JuryMissing:
            said[one.key] = {SCORES: SCORES}
        except Refused as refusal:
            said[one.key] = in_every_language(refusal)
    return finish_batch(batch, said, actor=actor, at=at)


@action
def begin_batch(call: Call, verb: str, token: str, *, actor: Actor, at: datetime) -> Batch:
    """Somebody pressed the button: from now on the token is used."""
    permissions.assess.require(actor, call)
    batch = Batch.objects.create(call=call, verb=BatchVerb(verb), token=token, begun_at=at, begun_by=actor.label)
    record("recruitment.batch.begun", batch, actor=actor, at=at, fields=[verb])
    return batch


@action
def finish_batch(batch: Batch, said: dict[str, Text], *, actor: Actor, at: datetime) -> Batch:
    """Keep what became of each application."""
    permissions.assess.require(actor, batch.call)
    batch.said, batch.finished_at = said, at
    batch.save(update_fields=["said", "finished_at"])
    record("recruitment.batch.finished", batch, actor=actor, at=at, count=len(said))
    return batch


def _do(wanted: Wanted, application: Application, *, actor: Actor, at: datetime) -> None:
    if wanted.verb == BatchVerb.ASSESS:
        assess(application, actor=actor, at=at)
    elif wanted.verb == BatchVerb.ACCEPT:
        accept_formally(application, actor=actor, at=at)
    elif wanted.verb == BatchVerb.REJECT:
        reject_formally(application, wanted.reason, actor=actor, at=at)
    elif wanted.verb == BatchVerb.CORRECT:
        ask_correction(application, wanted.missing, wanted.documents, actor=actor, at=at)
    else:
        consent = consent_or_none(application)
        if consent is None:
            raise NoConsentAsked
        remind_consent(consent, actor=actor, at=at)
