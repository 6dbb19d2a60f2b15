"""What runs by itself in training."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from atut.base.jobs.registry import job
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects.models import Project
from atut.work.training import actions, queries


@job(_("Remind of situations after exit"), at_hour=6)
def remind_of_situations(at: datetime) -> None:
    """Reminds of the situation after exit at day 14 and 21, and reports at day 29."""
    for project in Project.objects.select_related("profile").order_by("pk"):
        if queries.situations_to_remind(project, today=clock.local(at).date()):
            actions.remind_of_situations(project, actor=system(project.pk), at=at)
