"""Nightly work of the room."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.work.partnership import actions, queries

WAITS = timedelta(days=14)


@job(_("Throw away staff lists that nobody took in"), at_hour=3)
def discard_unused_lists(at: datetime) -> None:
    """Throw away staff lists nobody took in for 14 days, with their files."""
    for brought in queries.unused_imports(at - WAITS):
        actions.discard_staff_list(brought, actor=system(brought.project_id), at=at)
