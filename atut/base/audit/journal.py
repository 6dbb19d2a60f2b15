"""`@action` makes a function a verb: one transaction, and at least one audit entry or nothing at all."""

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from atut.base.audit.models import Entry, EntryDetail
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.projects import revisions

P = ParamSpec("P")
R = TypeVar("R")

DETAIL_DAYS = 730  # two years: long enough for a complaint and its appeal
ACTIONS: dict[str, Callable[..., Any]] = {}
_written: ContextVar[int] = ContextVar("audit_entries_written", default=0)


class Unaudited(AssertionError):
    """A verb changed something and left no entry: a programming error."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a verb. Verbs may call verbs of earlier rooms; all share the outermost transaction."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            before = _written.get()
            result = function(*args, **kwargs)
            if _written.get() == before:
                raise Unaudited(f"{function.__module__}.{function.__qualname__} left no audit entry")
            return result

    ACTIONS[f"{function.__module__}.{function.__qualname__}"] = run
    run.is_action = True  # type: ignore[attr-defined]  # read by the tests of the building
    return run


def record(
    event: str,
    subject: models.Model,
    *,
    actor: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    values: dict[str, Any] | None = None,
    count: int | None = None,
) -> Entry:
    """Write the entry of an event: `room.noun.past_participle`.

    `subject` has `key` and `scope()`. `fields` are names only; `values` (rarely needed) go to the encrypted
    detail with its own retention. Bumps the revision of nouns that public pages are made from.
    """
    scope = subject.scope()  # type: ignore[attr-defined]  # every audited model has one, a test says so
    office = next(iter(scope.organisation_ids)) if len(scope.organisation_ids) == 1 else None
    entry = Entry.objects.create(
        event=event,
        project_id=scope.project_id,
        organisation_id=office,
        subject_type=subject._meta.label_lower,
        subject_key=str(getattr(subject, "key", subject.pk)),
        actor_id=actor.user_id,
        actor_label=actor.label,
        happened_at=at,
        recorded_at=clock.now(),
        fields=sorted(fields),
        count=count,
    )
    if values:
        until = clock.today() + timedelta(days=DETAIL_DAYS)
        EntryDetail.objects.create(entry=entry, values=values, delete_after=until)
    noun = event.rpartition(".")[0]
    if scope.project_id is not None and noun in revisions.PUBLISHED:
        revisions.bump(scope.project_id, noun)
    _written.set(_written.get() + 1)
    return entry
