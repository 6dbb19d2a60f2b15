"""What runs by itself: people without a place are told until when they may appeal. Safe to run twice."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.work.committee.actions.appeals import open_appeals
from atut.work.committee.queries.appeals import lists_to_tell


@job(_("Tell people without a place until when they may appeal"), every=timedelta(minutes=10))
def tell_of_appeals(at: datetime) -> int:
    """Begin the term for appeals of each list that was closed: one notice a person."""
    lists = lists_to_tell()
    for selection in lists:
        open_appeals(selection, actor=system(selection.call.project_id), at=at)
    return len(lists)
