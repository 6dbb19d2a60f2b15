"""Two people who want both a place or none: each names the other's code, and both have the same choices."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries.enclosing import must_pair
from atut.work.recruitment.rules.applying import must_not_be_closed
from atut.work.recruitment.rules.enclosing import NoPairs, as_code


@action
def name_pair(application: Application, code: str, *, actor: Actor, at: datetime) -> Application:
    """Name the other one, or nobody any more. It counts once the other one names this application too."""
    permissions.name_pair.require(actor, application)
    call = queries.locked_call(application.call)
    must_not_be_closed(call.status)
    if not call.rules.pairs:
        raise NoPairs
    application = locked(application)
    application.pair = as_code(code)
    if application.pair:
        must_pair(application, application.pair)
    application.save(update_fields=["pair"])
    record("recruitment.application.paired", application, actor=actor, at=at, fields=["pair"])
    return application
