"""What the bounds and pools of a call count now: candidates while it runs, places in hand once the list is closed."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from atut.base.kernel.actors import Actor
from atut.base.projects import revisions
from atut.work.recruitment.models import Application, Call, Choice
from atut.work.recruitment.queries.calls import terms_of
from atut.work.recruitment.queries.declaring import Tellers, mark_of_checks, tellers_of
from atut.work.recruitment.queries.places import frozen_bounds, places_by_bound
from atut.work.recruitment.queries.stages import COUNTING, holding, sees_all
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.gauges import Counts, Gauge, Line, gauges, lines_of
from atut.work.recruitment.rules.moves import CallStatus
from atut.work.recruitment.rules.regulation import ASKED
from atut.work.selection.rules.terms import Bound, Pool, spread

COUNTED_FOR = timedelta(minutes=1)
_PLACES = frozenset({"recruitment.place", "recruitment.call"})


def gauges_of(call: Call, actor: Actor, at: datetime) -> list[Gauge]:
    """A gauge for each bound and pool. At most four queries while the call runs, nine where some was told freely."""
    terms = _spread(call, terms_of(call))
    lines = dict(enumerate(lines_of(terms), start=1))
    if not lines:
        return []
    counted = _places(call, lines) if call.status == CallStatus.SELECTED else _kept(call, lines, at)
    return gauges(terms, counted, sees_few=sees_all(actor))


def _spread(call: Call, terms: Terms) -> Terms:
    """With a line for each office and edition where the regulation says so: of who was on the list, or applies. One query."""
    bounds = terms.regulation.bounds
    if not any(bound.is_each for bound in bounds):
        return terms
    if call.status == CallStatus.SELECTED:
        bounds = frozen_bounds(call)
    else:
        rows = Application.objects.filter(call=call, status__in=COUNTING).order_by()
        offices = set(rows.values_list("employment__organisation__key", flat=True).distinct())
        bounds = spread(bounds, offices=(), applying=offices, editions=terms.openings)
    return replace(terms, regulation=replace(terms.regulation, bounds=bounds))


def _places(call: Call, lines: Mapping[int, Line]) -> Mapping[int, Counts]:
    """Places in hand, by what the frozen list knows. Read anew when a place has moved: a list may be long."""

    def read() -> tuple[int, ...]:
        return places_by_bound(call)

    held = revisions.keep(("held by bounds", call.pk), revisions.current(call.project_id, _PLACES), read)
    return {number: Counts(0, 0, held[number - 1]) for number, line in lines.items() if isinstance(line, Bound)}


def _kept(call: Call, lines: Mapping[int, Line], at: datetime) -> Mapping[int, Counts]:
    """Counted again when somebody came, was decided on or checked, and in a minute anyway: a record may have been mended."""
    rows = Application.objects.filter(call=call, status__in=COUNTING)
    mark = rows.aggregate(count=Count("pk"), last=Max("pk"))
    checks = mark_of_checks(call) if any(_fact(line) in ASKED for line in lines.values()) else ()

    def read() -> Mapping[int, Counts]:
        return _candidates(call, lines, checks, at)

    return revisions.keep(("candidates", call.pk), (*mark.values(), checks), read, at=at, until=lambda: at + COUNTED_FOR)


def _candidates(call: Call, lines: Mapping[int, Line], checks: Hashable, at: datetime) -> Mapping[int, Counts]:
    plain = {number: line for number, line in lines.items() if _fact(line) not in ASKED}
    told = {number: line for number, line in lines.items() if number not in plain}
    editions = sorted({line.edition for line in lines.values() if line.edition})
    over_all = {f"line_{number}": _counts(line, call) for number, line in plain.items() if not line.edition}
    in_edition = {
        f"line_{number}": Q(edition__key=line.edition) & _counts(line, call, "application__")
        for number, line in plain.items()
        if line.edition
    }
    in_edition |= {f"edition_{place}": Q(edition__key=key) for place, key in enumerate(editions)}
    rows = Application.objects.filter(call=call, status__in=COUNTING)
    wishes = Choice.objects.filter(application__call=call, application__status__in=COUNTING)
    found = rows.aggregate(whole=Count("pk"), **{name: Count("pk", filter=condition) for name, condition in over_all.items()})
    if in_edition:
        found |= wishes.aggregate(**{name: Count("pk", filter=condition) for name, condition in in_edition.items()})
    whole = {"": found["whole"]} | {key: found[f"edition_{place}"] for place, key in enumerate(editions)}
    counted = {number: (found[f"line_{number}"], 0) for number in plain} | (_told(call, told, checks, at) if told else {})
    return {number: Counts(counted[number][0], whole[line.edition], unchecked=counted[number][1]) for number, line in lines.items()}


def _fact(line: Line) -> str:
    return line.fact if isinstance(line, Bound) else ""


def _counts(line: Line, call: Call, of: str = "") -> Q:
    """Whom the line is about, as a condition on applications, or on what leads `of` there."""
    offices = line.offices if isinstance(line, Pool) else tuple(filter(None, [line.office]))
    about = Q(**{f"{of}employment__organisation__key__in": offices}) if offices else Q(**{f"{of}call": call})
    return about & holding(_fact(line), call, of) if _fact(line) else about


def _told(call: Call, lines: Mapping[int, Line], mark: Hashable, at: datetime) -> dict[int, tuple[int, int]]:
    """For facts people told freely: how many count, and how many more would once they are confirmed."""
    tellers = tellers_of(call, mark, at)
    wishes = Choice.objects.filter(application__call=call, application__status__in=COUNTING).order_by("pk")
    known = list(wishes.values_list("application", "application__employment__organisation__key", "edition__key"))
    found = {}
    for number, line in lines.items():
        told = tellers.get(_fact(line), Tellers())
        found[number] = (_number_of(known, line, told.counted), _number_of(known, line, told.waiting))
    return found


def _number_of(known: Iterable[tuple[int, str, str]], line: Line, tellers: Collection[int]) -> int:
    of_line = {pk for pk, office, edition in known if line.office in ("", office) and line.edition in ("", edition)}
    return len(of_line & set(tellers))
