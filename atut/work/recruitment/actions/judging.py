"""What the committee's scores come to: points of the jury's criteria, written on the application before the list is closed."""

from collections.abc import Mapping
from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.models import Application
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.rules import applying, points


@action
def record_jury_points(application: Application, jury: Mapping[str, int], *, actor: Actor, at: datetime) -> Application:
    """Write the points the committee's sheets come to. Conditions and points are worked out after it, by `assess`."""
    permissions.record_jury_points.require(actor, application)
    applying.must_not_be_closed(queries.locked_call(application.call).status)
    application = locked(application)
    points.must_fit_the_jury(application.call.rules.criteria, jury)
    application.jury = dict(jury)
    application.save(update_fields=["jury"])
    record("recruitment.application.judged", application, actor=actor, at=at, fields=["jury"])
    return application
