"""Questions about the trail."""

from datetime import datetime
from typing import Any

from atut.base.audit.models import EntryDetail
from atut.base.kernel import clock


def details_due(at: datetime) -> Any:
    """Details whose two years are over."""
    return EntryDetail.objects.filter(delete_after__lte=clock.local(at).date())
