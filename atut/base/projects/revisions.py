"""The cache seam: an action bumps a number in its own transaction, readers compare numbers; nothing is pushed.

`audit.record` bumps the noun of every event that public readers depend on, so no action can forget it.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import F, QuerySet

from atut.base.kernel.prepared import Prepared
from atut.base.projects.models import Project, Revision

T = TypeVar("T")

# Nouns (room.noun of an audit event) that something public is made from.
PUBLISHED = frozenset(
    {
        "projects.project",
        "projects.organisation",
        "privacy.text",
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
        "voices.topic",
        "voices.comment",
    }
)
# Events of such a noun that leave it as it was, and come with every application.
UNCHANGED = frozenset({"privacy.text.declared"})
MOST_KEPT = 500


def note(event: str, project_id: int | None) -> None:
    """Count the change that an event tells of, where readers depend on it. What belongs to no project counts in all of them."""
    noun = event.rpartition(".")[0]
    if noun not in PUBLISHED or event in UNCHANGED:
        return
    concerned = [project_id] if project_id is not None else Project.objects.order_by("pk").values_list("pk", flat=True)
    for one in concerned:
        bump(one, noun)


def bump(project_id: int, noun: str) -> None:
    """Count one change. Call inside the transaction of the change."""
    if not Revision.objects.filter(project_id=project_id, noun=noun).update(number=F("number") + 1):
        Revision.objects.bulk_create([Revision(project_id=project_id, noun=noun)], ignore_conflicts=True)


def current(project_id: int, nouns: Iterable[str] = PUBLISHED) -> tuple[tuple[str, int], ...]:
    """The numbers now, in a fixed order: part of a cache key."""
    wanted = frozenset(nouns)
    return tuple(row for row in _numbers(project=project_id) if row[0] in wanted)


@Prepared
def _numbers(project: int) -> "QuerySet[Any, Any]":
    return Revision.objects.filter(project_id=project).order_by("noun").values_list("noun", "number")


_kept: dict[Hashable, tuple[Hashable, Any]] = {}


def keep(name: Hashable, numbers: Hashable, read: Callable[[], T]) -> T:
    """What `read` gave under these numbers, kept in this process until other numbers are asked for; None is not kept.

    The numbers are asked for before the reading, so a change in between is read again by the next reader. Nothing is
    kept from within a transaction: it may be undone, and its number given to another change.
    Whoever gets the value changes nothing in it: others hold the same.
    """
    found = _kept.get(name)
    if found is not None and found[0] == numbers:
        return found[1]  # type: ignore[no-any-return]  # what was kept under this name
    value = read()
    if value is not None and not connection.in_atomic_block:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[name] = numbers, value
    return value


def forget() -> None:
    """Forget what this process kept: for tests, and to measure what it costs to read everything anew."""
    _kept.clear()
