"""What runs by itself: the entries of search follow what is published, also what moves no revision."""

from datetime import datetime, timedelta

from atut.base.jobs.registry import job
from atut.base.projects.queries import projects
from atut.front.search import index


@job(every=timedelta(minutes=5), longest=timedelta(hours=1))
def refresh_search(at: datetime) -> None:
    """Take in what was published, changed or withdrawn since, in every project."""
    for project in projects():
        index.refresh(project, at)
