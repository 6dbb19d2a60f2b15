"""Looking at values, deleting values whose time is over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from atut.base.audit import permissions, queries
from atut.base.audit.journal import action, record
from atut.base.audit.models import Entry
from atut.base.kernel.actors import Actor
from atut.base.kernel.personal import Things


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


@action
def erase_details(things: Things, *, actor: Actor, at: datetime) -> int:
    """Values about a person go before their two years; the entries stay, and each says that its values were erased."""
    permissions.ERASE.require(actor)
    rows = list(queries.details_of(things).select_related("entry"))
    for detail in rows:
        record("audit.detail.erased", detail.entry, actor=actor, at=at)
        detail.delete()
    return len(rows)


@action
def erase_labels(things: Things, *, actor: Actor, at: datetime) -> int:
    """The name in front of what an erased account did goes; what was done, to what and when stays readable."""
    permissions.ERASE.require(actor)
    rows = queries.entries_by(things)
    first, count = rows[0], rows.count()
    rows.update(actor_label=queries.ERASED)
    record("audit.label.erased", first, actor=actor, at=at, count=count)
    return count
