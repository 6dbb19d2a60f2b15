"""Checking what an applicant declared: looked at on purpose, confirmed or not by a document, until the list is closed."""

from dataclasses import replace
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.assessing import assess
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries.applications import locked_call
from atut.work.recruitment.queries.checking import declared_by, declared_lines
from atut.work.recruitment.rules import checking as rules
from atut.work.recruitment.rules.applying import must_not_be_closed
from atut.work.recruitment.rules.checking import Check, Declared
from atut.work.recruitment.rules.moves import ApplicationStatus


@action
def look_at_declared(application: Application, *, actor: Actor, at: datetime) -> list[Declared]:
    """Show what was declared, which may be of a sensitive kind, and what was found. The look itself is recorded."""
    permissions.check_answers.require(actor, application)
    record("recruitment.application.looked_at", application, actor=actor, at=at, fields=["answers", "confided", "checked"])
    return declared_lines(application)


@action
def check_answer(application: Application, code: str, found: Check, *, actor: Actor, at: datetime) -> Application:
    """Confirmed or not, by what document; a later finding takes the place of an earlier one. Points follow at once.

    The journal says that something was checked, not what: which facts a person declared stands encrypted only.
    """
    permissions.check_answers.require(actor, application)
    must_not_be_closed(locked_call(application.call).status)
    application = locked(application)
    rules.must_be_checkable(declared_by(application), code, is_confirmed=found.is_confirmed, document=found.document)
    kept = replace(found, document=found.document.strip(), by=actor.label[:200], at=at.isoformat())
    application.checked = {**application.checked, code: kept.as_data()}
    application.save(update_fields=["checked"])
    record("recruitment.application.checked", application, actor=actor, at=at, fields=["checked"])
    if application.status == ApplicationStatus.ELIGIBLE:
        return assess(application, actor=actor, at=at)
    return application
