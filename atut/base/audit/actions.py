"""Looking at values, deleting values whose time is over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from atut.base.audit import permissions, queries
from atut.base.audit.journal import action, record
from atut.base.audit.models import Entry
from atut.base.kernel.actors import Actor


@action
def open_values(entry: Entry, *, actor: Actor, at: datetime) -> dict[str, Any]:
    """The old and new values of an entry. The look is an entry of its own; nothing when the two years are over."""
    permissions.SEE_VALUES.require(actor, entry)
    record("audit.detail.seen", entry, actor=actor, at=at)
    detail = getattr(entry, "detail", None)
    return detail.values if detail else {}


@transaction.atomic
def purge_due_details(*, actor: Actor, at: datetime) -> int:
    """Delete the values whose time is over; the entries stay. Called by the retention run, which records the counts."""
    permissions.PURGE.require(actor)
    count, _by_model = queries.details_due(at).delete()
    return count
