"""Applications chosen on a list, or a whole list; and what became of each in a batch."""

from collections.abc import Sequence
from datetime import datetime

from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.work.recruitment.models import Application, Batch, Call
from atut.work.recruitment.queries.applications import whole
from atut.work.recruitment.queries.listing import Sought, found
from atut.work.recruitment.queries.stages import of_call
from atut.work.recruitment.rules.batching import MOST


def keys_of(call: Call, actor: Actor, sought: Sought, at: datetime) -> tuple[list[str], int]:
    """The keys of a whole list, the oldest first, as many as are done at a time; and how many more there are. Two queries."""
    rows = found(call, actor, sought, at)
    keys = rows.order_by("received_at", "pk").values_list("key", flat=True)[:MOST]
    return list(keys), max(rows.count() - MOST, 0)


def applications(call: Call, actor: Actor, keys: Sequence[str]) -> list[Application]:
    """Those of these keys that the actor may see in this call, the oldest first. Three queries."""
    seen = of_call(call, actor).filter(key__in=keys).values("pk")
    return list(whole().filter(pk__in=seen).order_by("received_at", "pk"))


def outcome_of(batch: Batch, actor: Actor) -> list[tuple[Application, Text]]:
    """Each application with the sentence of its refusal, or nothing where it was done. One query."""
    seen = of_call(batch.call, actor).filter(key__in=list(batch.said)).select_related("person", "employment__organisation")
    shown = seen.only("key", "number", "person__first_name", "person__last_name", "employment__organisation__short_name")
    return [(one, batch.said[one.key]) for one in shown.order_by("person__name_sort", "pk")]
