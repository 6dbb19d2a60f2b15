"""The list of a call's applications: cut by any combination of what a coordinator asks, one page or all of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, Prefetch, Q, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.kernel.polish import fold
from atut.work.recruitment.models import Application, Call, Choice, Place
from atut.work.recruitment.queries.stages import at_step, doubtful, holding, late, of_call, waiting_for
from atut.work.recruitment.rules.pipeline import Order

PAGE = 50

# What a row shows. The rest of an application is wide and partly encrypted: a list neither reads nor decrypts it.
SHOWN = (
    *("key", "number", "status", "received_at", "points", "reasons", "channel", "identity"),
    *("person__first_name", "person__last_name", "consent__answered_at"),
)
TAKEN = (
    *("number", "status", "received_at", "points", "channel", "employment__post", "employment__organisation__short_name"),
    *("person__first_name", "person__last_name", "person__email", "person__phone", "written"),
)
ORDERS: Mapping[str, tuple[str | OrderBy, ...]] = {
    Order.NEWEST: ("-received_at", "-pk"),
    Order.OLDEST: ("received_at", "pk"),
    Order.NAME: ("person__name_sort", "pk"),
    Order.POINTS: (F("points").desc(nulls_last=True), "received_at", "pk"),
}


@dataclass(frozen=True)
class Sought:
    """What a list is cut to; everything empty is the whole list."""

    words: str = ""
    office: str = ""
    stage: str = ""
    edition: str = ""
    fact: str = ""
    waits: str = ""
    doubt: str = ""
    channel: str = ""
    late: bool = False
    order: str = ""

    @property
    def cuts(self) -> bool:
        """Is anything left out?"""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "order")


def found(call: Call, actor: Actor, sought: Sought, at: datetime) -> QuerySet[Application]:
    """The applications of a call that the actor may see and that were asked for. In no order."""
    rows = of_call(call, actor)
    for word in fold(sought.words).split():
        rows = rows.filter(Q(person__name_folded__contains=word) | Q(number__icontains=word))
    if sought.office:
        rows = rows.filter(employment__organisation__key=sought.office)
    if sought.edition:
        rows = rows.filter(choices__edition__key=sought.edition)
    if sought.channel:
        rows = rows.filter(channel=sought.channel)
    for asked, condition in (
        (sought.stage, at_step),
        (sought.waits, waiting_for),
        (sought.doubt, doubtful),
        (sought.fact, holding),
    ):
        if asked:
            rows = rows.filter(condition(asked, call))
    return rows.filter(late(call, at)) if sought.late else rows


def search(call: Call, actor: Actor, sought: Sought, page: str | int | None = 1, *, at: datetime) -> "Page[Application]":
    """One page of the list. Three queries: what a row shows is read for the rows of the page alone, however far back it is."""
    narrow = found(call, actor, sought, at).order_by(*ORDERS[sought.order]).values("pk")
    shown: Page[Any] = Paginator(narrow, PAGE).get_page(page)
    wide = Application.objects.filter(pk__in=shown.object_list).select_related("person", "consent").only(*SHOWN)
    wide = wide.annotate(office=F("employment__organisation__short_name"))
    shown.object_list = _with_places(list(wide.order_by(*ORDERS[sought.order])))
    return shown


def _with_places(rows: list[Application]) -> list[Application]:
    """Each with what its places say, the earliest first. One query."""
    said = defaultdict(list)
    places = Place.objects.filter(application__in=[row.pk for row in rows]).order_by("offered_at", "pk")
    for application, status in places.values_list("application", "status"):
        said[application].append(status)
    for row in rows:
        row.places_say = said[row.pk]  # type: ignore[attr-defined]  # for the row alone
    return rows


def to_take(rows: QuerySet[Application], order: str = "") -> list[Application]:
    """The whole list with what a file shows. Three queries."""
    wide = rows.select_related("person", "employment__organisation").only(*TAKEN)
    wishes = Prefetch("choices", Choice.objects.select_related("edition__support_form").order_by("preference"))
    places = Prefetch("places", Place.objects.select_related("edition__support_form").order_by("offered_at", "pk"))
    return list(wide.prefetch_related(wishes, places).order_by(*ORDERS[order]))
