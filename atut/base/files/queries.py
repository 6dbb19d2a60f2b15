"""Questions about stored files."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention
from atut.base.kernel.personal import Things
from atut.base.projects.models import Project

DAYS = {Retention.DRAFT: 30, Retention.IMPORT: 90}  # where the project's funding profile says nothing else


def files_due(at: datetime) -> Any:
    """Drafts and import files whose days are over: the days of the project's funding profile.

    Project files go by their project's rule, never here.
    """
    over = _over({}, at) & Q(project=None)
    for project in Project.objects.select_related("profile").order_by("pk"):
        over |= _over(project.profile.data.get("retention", {}), at) & Q(project=project)
    return StoredFile.objects.filter(over).order_by("pk")


def files_of(things: Things) -> QuerySet[StoredFile]:
    """A person's files whose bytes are there: scans, signed papers, certificates."""
    return StoredFile.objects.filter(pk__in=things.files, emptied_at=None).order_by("created_at", "pk")


def records_of(project: Project) -> QuerySet[StoredFile]:
    """The files that are records of a project and still have their bytes."""
    return StoredFile.objects.filter(project=project, retention=Retention.PROJECT, emptied_at=None).order_by("pk")


def _over(prescribed: dict[str, Any], at: datetime) -> Q:
    over = Q(pk__in=[])
    for retention, usual in DAYS.items():
        days = prescribed.get(retention.value, {}).get("days") or usual
        over |= Q(retention=retention, created_at__lte=at - timedelta(days=days))
    return over
