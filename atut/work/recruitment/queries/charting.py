"""A call in charts: when applications came, what bounds need and have, how each office stands. Each has its table."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import formats
from django.utils.translation import gettext

from atut.base.kernel.actors import Actor
from atut.base.kernel.clock import local
from atut.base.ui.charts import Chart, Things, bars
from atut.work.recruitment.models import Call
from atut.work.recruitment.queries.gauges import gauges_of
from atut.work.recruitment.queries.stages import TAKEN, of_call
from atut.work.recruitment.rules.moves import ApplicationStatus

MOST_DAYS = 14  # a longer call is drawn week by week


def charts_of(call: Call, actor: Actor, at: datetime) -> list[Chart]:
    """Three charts of what the actor may see; the one of bounds only where there are some. Four queries, and those of gauges."""
    drawn = [_over_time(call, actor, at), _bounds(call, actor, at), _by_office(call, actor)]
    return [chart for chart in drawn if chart.rows]


def _over_time(call: Call, actor: Actor, at: datetime) -> Chart:
    moments = of_call(call, actor).order_by("received_at", "pk").values_list("received_at", flat=True)
    by_day = Counter(local(moment).date() for moment in moments)
    first, last = local(call.opens_at).date(), local(min(at, call.closes_at - timedelta(microseconds=1))).date()
    if by_day:
        first, last = min(first, *by_day), max(last, *by_day)
    step = 1 if (last - first).days < MOST_DAYS else 7
    first -= timedelta(days=first.weekday() if step == 7 else 0)
    starts = [first + timedelta(days=step * number) for number in range((last - first).days // step + 1)]
    rows = [Things(_span(start, step), [sum(by_day[start + timedelta(days=more)] for more in range(step))]) for start in starts]
    title = gettext("When did applications come?")
    return bars(title, [gettext("Applications")], rows, first=gettext("Days") if step == 1 else gettext("Weeks"))


def _span(start: date, step: int) -> str:
    said = formats.date_format(start, "j E")
    return said if step == 1 else f"{said} – {formats.date_format(start + timedelta(days=step - 1), 'j E')}"


def _bounds(call: Call, actor: Actor, at: datetime) -> Chart:
    gauges = [one for one in gauges_of(call, actor, at) if not one.hides]
    is_closed = any(one.is_closed for one in gauges)
    rows = [Things(one.title, [one.now, one.least or one.most or 0]) for one in gauges]
    series = [gettext("Places now") if is_closed else gettext("Candidates"), gettext("In the bound")]
    title = gettext("Are the bounds kept?") if is_closed else gettext("Will the bounds be met?")
    detail = gettext("The second bar is the number of places the bound asks for or, where it has an upper end only, allows.")
    return bars(title, series, rows, detail=detail, first=gettext("Bound"))


def _by_office(call: Call, actor: Actor) -> Chart:
    counted = (
        of_call(call, actor)
        .exclude(status=ApplicationStatus.WITHDRAWN)
        .values("employment__organisation__short_name", "employment__organisation__name_sort")
        .annotate(
            came=Count("pk", distinct=True),
            good=Count("pk", filter=Q(status=ApplicationStatus.ELIGIBLE), distinct=True),
            placed=Count("pk", filter=Q(places__status__in=TAKEN), distinct=True),
        )
    )
    ordered = counted.order_by("employment__organisation__name_sort", "employment__organisation__short_name")
    series = [gettext("Applications"), gettext("Meet the conditions"), gettext("Confirmed places")]
    rows = [Things(one["employment__organisation__short_name"], [one["came"], one["good"], one["placed"]]) for one in ordered]
    return bars(gettext("How does each office stand?"), series, rows, first=gettext("Office"))
