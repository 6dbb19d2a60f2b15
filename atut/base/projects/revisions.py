"""The cache seam: an action bumps a number in its own transaction, readers compare numbers; nothing is pushed.

`audit.record` bumps the noun of every event that public readers depend on, so no action can forget it.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from atut.base.kernel.prepared import Prepared
from atut.base.projects.models import Project, Revision

T = TypeVar("T")

# Nouns (room.noun of an audit event) that something public is made from.
PUBLISHED = frozenset(
    {
        "pages.page",
        "pages.site",
        "projects.project",
        "projects.profile",
        "projects.organisation",
        "privacy.text",
        "partnership.partner",
        "partnership.goal",
        "programme.support_form",
        "programme.edition",
        "recruitment.call",
        "recruitment.place",
        "recruitment.ranking",
        "training.session",
        "training.attendance",
        "training.participation",
        "monitoring.indicator",
        "duties.said",
        "duties.test",
        "duties.barrier",
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


@dataclass(frozen=True, slots=True)
class _Kept:
    numbers: Hashable
    until: datetime | None
    value: Any


_kept: dict[tuple[Hashable, ...], _Kept] = {}


def keep(
    name: tuple[Hashable, ...],
    numbers: Hashable,
    read: Callable[[], T],
    *,
    at: datetime | None = None,
    until: Callable[[], datetime] | None = None,
) -> T:
    """What `read` gave under these numbers, kept in this process until other numbers are asked for; None is not kept.

    With `at` and `until`: no longer than the next known moment at which it changes by itself.
    The numbers are asked for before the reading, so a change in between is read again by the next reader. What is read
    within a transaction is kept once that stands: it may be undone, and its number given to another change.
    Whoever gets the value changes nothing in it: others hold the same.
    """
    found = _kept.get(name)
    if found is not None and found.numbers == numbers and (at is None or found.until is None or at < found.until):
        return found.value  # type: ignore[no-any-return]  # what was kept under this name
    ends = until() if until else None
    value = read()
    if value is not None:
        transaction.on_commit(lambda: _put(name, _Kept(numbers, ends, value)))
    return value


def _put(name: tuple[Hashable, ...], kept: _Kept) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[name] = kept


def forget(*kinds: str) -> None:
    """Forget what this process kept, all or of these kinds: for tests, and to measure what it costs to make it anew."""
    for name in [name for name in _kept if not kinds or name[0] in kinds]:
        _kept.pop(name, None)
