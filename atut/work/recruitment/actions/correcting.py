"""Completing an application: the office asks once, the person supplies once, within the term of the regulation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from atut.base.audit.journal import action, record
from atut.base.files.rules import Upload
from atut.base.kernel.actors import Actor
from atut.base.kernel.days import end_of
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.drafting import enclose
from atut.work.recruitment.models import Application, Correction
from atut.work.recruitment.notices import enclosing as notices
from atut.work.recruitment.queries import applications
from atut.work.recruitment.queries import enclosing as queries
from atut.work.recruitment.rules import applying, moves
from atut.work.recruitment.rules import enclosing as rules
from atut.work.recruitment.rules.joining import may_still_be_judged
from atut.work.recruitment.rules.prompts import kept, lacking, must_be_written, must_fit
from atut.work.recruitment.rules.regulation import Term

NOTHING: Mapping[str, str] = MappingProxyType({})


@action
def ask_correction(application: Application, missing: str, documents: Sequence[str], *, actor: Actor, at: datetime) -> Correction:
    """Tell the person what is missing or wrong, and until when it can be supplied. Needed answers not written are asked for too."""
    permissions.assess.require(actor, application)
    call = applications.locked_call(application.call)
    application = locked(application)
    if not may_still_be_judged(is_late=application.is_late, status=application.status):
        applying.must_not_be_closed(call.status)
    asked = queries.correction_or_none(application)
    days = call.rules.correction_days
    unwritten = [line.code for line in lacking(call.rules.criteria, application.written)]
    asked_at = asked.asked_at if asked else None
    rules.must_be_askable(days=days, asked_at=asked_at, missing=missing, wanted=[*documents, *unwritten])
    application.status = moves.after("ask_correction", application.status)
    application.save(update_fields=["status"])
    correction = Correction.objects.create(
        application=application,
        missing=missing.strip(),
        documents=[one.code for one in call.rules.documents if one.code in documents],
        questions=unwritten,
        asked_at=at,
        answer_by=end_of(at, days, working=call.rules.is_working(Term.CORRECTION)),
    )
    record("recruitment.correction.asked", application, actor=actor, at=at, fields=["status"])
    notices.correction_asked(correction, at=at)
    return correction


@action
def supply_correction(
    correction: Correction,
    note: str,
    papers: Mapping[str, Sequence[Upload]],
    written: Mapping[str, str] = NOTHING,
    *,
    actor: Actor,
    at: datetime,
) -> Correction:
    """The person supplies what was asked for, once and in time. What was sent before stays beside it."""
    permissions.supply_correction.require(actor, correction)
    application = locked(correction.application)
    correction = queries.correction_of(application)
    correction.application = application
    rules.must_come_in_time(correction.answer_by, at=at)
    application.status = moves.after("supply_correction", application.status)
    rules.must_enclose(queries.labels_of(application.call, correction.documents), papers)
    lines = [line for line in application.call.rules.criteria if line.code in correction.questions]
    must_fit(lines, written)
    must_be_written(lines, written)
    for code, uploads in papers.items():
        enclose(application, code, uploads, at=at)
    application.written = application.written | kept(lines, written)
    application.save(update_fields=["status", "written"])
    correction.note, correction.supplied_at = note.strip(), at
    correction.save(update_fields=["note", "supplied_at"])
    record("recruitment.correction.supplied", application, actor=actor, at=at, fields=["status", "attachments", "written"])
    return correction
