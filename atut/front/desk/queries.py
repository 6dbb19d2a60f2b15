"""What needs somebody today, what went wrong, what a participant sees: pulled from every room, in the order of the work."""

from datetime import datetime

from atut.base.jobs import queries as jobs
from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item
from atut.base.mail import queries as mail
from atut.base.privacy import queries as privacy
from atut.work.monitoring import queries as monitoring
from atut.work.partnership import queries as partnership
from atut.work.programme import queries as programme
from atut.work.recruitment import queries as recruitment
from atut.work.training import queries as training

WORKLISTS = (
    privacy.worklist,
    mail.worklist,
    partnership.worklist,
    programme.worklist,
    recruitment.worklist,
    training.worklist,
    monitoring.worklist,
)
TROUBLES = (jobs.went_wrong, mail.went_wrong, partnership.went_wrong, recruitment.went_wrong, training.went_wrong, monitoring.went_wrong)


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """Cards of the start page: late ones first, then in the order of the work."""
    items = [item for room in WORKLISTS for item in room(actor, at)]
    return sorted(items, key=lambda item: not item.is_late)


def wrong(actor: Actor, at: datetime) -> list[Item]:
    """Everything that failed and was not mended."""
    return [item for room in TROUBLES for item in room(actor, at)]
