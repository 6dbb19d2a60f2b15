"""Questions about stored files."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from atut.base.files.models import StoredFile
from atut.base.files.rules import Retention

DAYS = {Retention.DRAFT: 30, Retention.IMPORT: 90}  # docs/reference/retention.md; the classes' own words say the same


def files_due(at: datetime) -> Any:
    """Drafts and import files whose days are over. Project files go by their project's rule, never here."""
    over = Q(pk__in=[])
    for retention, days in DAYS.items():
        over |= Q(retention=retention, created_at__lte=at - timedelta(days=days))
    return StoredFile.objects.filter(over).order_by("pk")
