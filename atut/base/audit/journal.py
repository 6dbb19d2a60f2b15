"""`@action` makes a function a verb: one transaction, and at least one audit entry or nothing at all."""

import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from atut.base.audit.models import Entry, EntryDetail
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.prepared import insert
from atut.base.projects import revisions

P = ParamSpec("P")
R = TypeVar("R")

DETAIL_DAYS = 730  # two years: long enough for a complaint and its appeal
ACTIONS: dict[str, Callable[..., Any]] = {}


@dataclass
class _Verb:
    """The outermost verb now running: how many entries were written, and those that wait for its end."""

    written: int = 0
    waiting: list[Entry] = field(default_factory=list)


_running: ContextVar[_Verb | None] = ContextVar("the_outermost_verb", default=None)


class Unaudited(AssertionError):
    """A verb changed something and left no entry: a programming error."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a verb. Verbs may call verbs of earlier rooms; all share the outermost transaction.

    A verb inside a verb has no savepoint of its own: when it is refused, the whole is refused. Whoever wants to go
    on after the refusal of an inner verb says so by `with transaction.atomic():` around it, inside the `try`.
    The entries of the whole are written together at its end.
    """

    def audited(verb: _Verb, *args: P.args, **kwargs: P.kwargs) -> R:
        before = verb.written
        result = function(*args, **kwargs)
        if verb.written == before:
            raise Unaudited(f"{function.__module__}.{function.__qualname__} left no audit entry")
        return result

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _running.get()
        if outer is not None:
            waiting = len(outer.waiting)
            try:
                with transaction.atomic(savepoint=False):
                    return audited(outer, *args, **kwargs)
            except BaseException:
                del outer.waiting[waiting:]
                raise
        verb = _Verb()
        token = _running.set(verb)
        try:
            with transaction.atomic():
                result = audited(verb, *args, **kwargs)
                insert(*verb.waiting)
                return result
        finally:
            _running.reset(token)

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
    """Write the entry of an event: `room.noun.past_participle`. Within a verb it is written when the verb ends.

    `subject` has `key` and `scope()`. `fields` are names only; `values` (rarely needed) go to the encrypted
    detail with its own retention. Bumps the revision of nouns that public pages are made from.
    """
    scope = subject.scope()  # type: ignore[attr-defined]  # every audited model has one, a test says so
    office = next(iter(scope.organisation_ids)) if len(scope.organisation_ids) == 1 else None
    entry = Entry(
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
    _write(entry, values)
    revisions.note(event, scope.project_id)
    return entry


def _write(entry: Entry, values: dict[str, Any] | None) -> None:
    verb = _running.get()
    if verb is not None:
        verb.written += 1
    if verb is not None and not values:
        verb.waiting.append(entry)
        return
    entry.save()
    if values:
        until = clock.today() + timedelta(days=DETAIL_DAYS)
        EntryDetail.objects.create(entry=entry, values=values, delete_after=until)
