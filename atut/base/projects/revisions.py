"""The cache seam: an action bumps a number in its own transaction, readers compare numbers; nothing is pushed.

`audit.record` bumps the noun of every event that public readers depend on, so no action can forget it.
"""

from collections.abc import Iterable

from django.db.models import F

from atut.base.projects.models import Revision

# Nouns (room.noun of an audit event) that something public is made from.
PUBLISHED = frozenset(
    {
        "projects.project",
        "partnership.partner",
        "partnership.goal",
        "programme.support_form",
        "programme.edition",
        "recruitment.call",
        "recruitment.place",
        "training.session",
        "training.attendance",
        "training.participation",
        "monitoring.indicator",
    }
)


def bump(project_id: int, noun: str) -> None:
    """Count one change. Call inside the transaction of the change."""
    if not Revision.objects.filter(project_id=project_id, noun=noun).update(number=F("number") + 1):
        Revision.objects.bulk_create([Revision(project_id=project_id, noun=noun)], ignore_conflicts=True)


def current(project_id: int, nouns: Iterable[str] = PUBLISHED) -> tuple[tuple[str, int], ...]:
    """The numbers now, in a fixed order: part of a cache key."""
    rows = Revision.objects.filter(project_id=project_id, noun__in=tuple(nouns)).order_by("noun")
    return tuple(rows.values_list("noun", "number"))
