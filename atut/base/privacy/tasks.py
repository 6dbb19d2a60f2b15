"""What the room does at night."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.base.privacy import actions


@job(_("Delete what has been kept long enough"), at_hour=3)
def run_retention(at: datetime) -> object:
    """Delete what is due: audit values, drafts, import files, bytes without a row."""
    return actions.run_retention(actor=system(), at=at)
