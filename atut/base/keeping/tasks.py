"""The nightly backup."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.keeping import actions, queries, rules
from atut.base.kernel import clock
from atut.base.kernel.actors import system


@job(_("Write the nightly backup"), at_hour=2, longest=timedelta(hours=2))
def back_up_nightly(at: datetime) -> int:
    """Write a backup into the folder of backups and delete all but the last fourteen."""
    actions.back_up(queries.folder() / rules.name_of_backup(clock.local(at)), actor=system(), at=at)
    old = queries.backups()[rules.KEPT_BACKUPS :]
    for one in old:
        (queries.folder() / one.name).unlink(missing_ok=True)
    return len(old)
