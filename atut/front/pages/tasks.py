"""What runs by itself: the record of a site's host follows its project."""

from datetime import datetime, timedelta

from atut.base.jobs.registry import job
from atut.base.kernel.actors import system
from atut.front.pages import actions, queries


@job(every=timedelta(hours=1))
def follow_hosts(at: datetime) -> None:
    """Give Wagtail the host of each project whose address was changed."""
    for opened in queries.strayed():
        actions.follow_host(opened, actor=system(opened.project_id), at=at)
