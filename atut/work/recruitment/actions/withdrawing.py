"""Withdrawing an application: by the person, or by the office for the person."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.models import Application
from atut.work.recruitment.notices import applying as notices
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.rules import applying as rules
from atut.work.recruitment.rules import moves


@action
def withdraw_application(application: Application, *, actor: Actor, at: datetime) -> Application:
    """The person does not want to take part any more. A held place is given back first, by its own verb."""
    permissions.withdraw.require(actor, application)
    return _withdraw(application, actor=actor, at=at)


@action
def withdraw_by_link(application: Application, *, actor: Actor, at: datetime) -> Application:
    """The same by the person's own single-purpose link: whoever holds it, received the person's mail."""
    permissions.withdraw_by_link.require(actor, application)
    return _withdraw(application, actor=actor, at=at)


def _withdraw(application: Application, *, actor: Actor, at: datetime) -> Application:
    application = locked(application)
    application.status = moves.after("withdraw_application", application.status)
    if queries.holds_places(application):
        raise rules.HoldsAPlace
    application.save(update_fields=["status"])
    record("recruitment.application.withdrawn", application, actor=actor, at=at, fields=["status"])
    notices.application_withdrawn(application, at=at)
    return application
