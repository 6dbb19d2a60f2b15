"""Questions about places: the ledger of an edition, the reserve list in its order, what a link leads to."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, F, Min, QuerySet, Sum

from atut.base.kernel.actors import Actor
from atut.work.programme.models import Edition
from atut.work.programme.rules import Seats
from atut.work.recruitment.models import Application, Call, CallEdition, Choice, Place, Selection
from atut.work.recruitment.queries.ranking import on_the_list
from atut.work.recruitment.queries.reserves import on_reserve
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.moves import HOLDING, NOT_IN_FORCE, ApplicationStatus, CallStatus, ChoiceStatus, PlaceStatus
from atut.work.recruitment.rules.places import Ledger, Waiting
from atut.work.selection.rules import frozen
from atut.work.selection.rules.freed import counted, next_of
from atut.work.selection.rules.reasons import whom
from atut.work.selection.rules.terms import Applicant, Bound


def whole() -> QuerySet[Place]:
    """Places with all that a screen or a mail says about them."""
    return Place.objects.select_related(
        "edition__support_form", "application__call__project", "application__person", "application__employment__organisation"
    )


def places_for(actor: Actor) -> QuerySet[Place]:
    """The places an actor may see: as their applications."""
    return whole().filter(application__in=Application.objects.visible_to(actor))


def seats_of(edition: Edition) -> Seats:
    """The highest number of a seat in somebody's hands, and the places of published calls whose list is still to be made."""
    promised = edition.openings.filter(call__status__in=[CallStatus.PUBLISHED, CallStatus.FROZEN])
    held = max((seat for seat, _status in seats_held(edition)), default=0)
    return Seats(held, promised.aggregate(sum=Sum("places"))["sum"] or 0)


def seats_held(edition: Edition) -> list[tuple[int, str]]:
    """Seats in somebody's hands, with their status."""
    return list(edition.places.filter(status__in=HOLDING).order_by("seat").values_list("seat", "status"))


def places_opened(edition: Edition) -> int:
    """Places of an edition that published calls have opened."""
    opened = edition.openings.exclude(call__status__in=NOT_IN_FORCE)
    return opened.aggregate(sum=Sum("places"))["sum"] or 0


def ledger(edition: Edition) -> Ledger:
    """Offered, taken and free places of an edition: together always the places opened. Two queries."""
    return rules.ledger(places_opened(edition), seats_held(edition))


@dataclass(frozen=True, slots=True)
class Line:
    """One edition of a call in the overview: its ledger, how many wait, when the next offers lapse."""

    opening: CallEdition
    ledger: Ledger
    waiting: int
    next_lapse: datetime | None

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.opening.edition

    @property
    def parts(self) -> list[tuple[float, str]]:
        """Taken and offered in per cent, for the gauge; what is left of the bar is free."""
        whole = self.ledger.capacity or 1
        return [(100 * self.ledger.taken / whole, "in"), (100 * self.ledger.offered / whole, "next")]


def ledgers_of(editions: Collection[int]) -> dict[int, Ledger]:
    """The ledgers of many editions, by their ids. Two queries however many."""
    opened = CallEdition.objects.filter(edition__in=editions).exclude(call__status__in=NOT_IN_FORCE).order_by("edition")
    places = dict(opened.values("edition").annotate(sum=Sum("places")).values_list("edition", "sum"))
    held: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for edition, seat, status in Place.objects.filter(edition__in=editions, status__in=HOLDING).values_list(
        "edition", "seat", "status"
    ):
        held[edition].append((seat, status))
    return {edition: rules.ledger(places.get(edition, 0), held[edition]) for edition in editions}


def ledgers(call: Call) -> list[Line]:
    """The ledger of every edition of a call with its openings (`whole_calls`). Two queries, four once the list is closed."""
    openings = list(call.openings.all())
    found = ledgers_of([opening.edition_id for opening in openings])
    waiting, lapses = _waiting_and_lapses(call) if call.status == CallStatus.SELECTED else ({}, {})
    return [Line(one, found[one.edition_id], waiting.get(one.edition_id, 0), lapses.get(one.edition_id)) for one in openings]


def _waiting_and_lapses(call: Call) -> tuple[dict[int, int], dict[int, datetime]]:
    """Who waits and which answer is due first, by edition: before the list is closed nobody waits, and nothing is offered."""
    offered = Place.objects.filter(application__call=call, status=PlaceStatus.OFFERED).order_by("edition")
    lapses = dict(offered.values("edition").annotate(first=Min("answer_by")).values_list("edition", "first"))
    wishes = on_reserve().filter(application__call=call).order_by("edition")
    return dict(wishes.values("edition").annotate(count=Count("pk")).values_list("edition", "count")), lapses


@dataclass(frozen=True, slots=True)
class CallPlaces:
    """The places of a call: its editions, their sum, the lower bounds, whether the list is closed."""

    lines: list[Line]
    is_closed: bool
    bounds: "list[BoundNow]"

    @property
    def opened(self) -> int:
        """Places opened by the call."""
        return sum(line.opening.places for line in self.lines)

    @property
    def taken(self) -> int:
        """Confirmed or used."""
        return sum(line.ledger.taken for line in self.lines)


def call_places(call: Call) -> CallPlaces:
    """The places of a call with its openings (`whole_calls`), and its bounds. Seven queries at most however many editions."""
    is_closed = call.status == CallStatus.SELECTED
    return CallPlaces(ledgers(call), is_closed, bounds_now(call) if is_closed and call.rules.bounds else [])


@dataclass(frozen=True, slots=True)
class OnReserve:
    """One person of a reserve list, and why passed over if so."""

    waiting: Waiting
    application: Application
    is_next: bool

    @property
    def why_passed(self) -> str:
        """The words."""
        return str(self.waiting.passed.label) if self.waiting.passed else ""


@dataclass(frozen=True, slots=True)
class BoundNow:
    """How a lower bound stands: whom it is about, places asked for, places now with those it counts."""

    whom: str
    asked: int
    held: int


def bounds_now(call: Call) -> list[BoundNow]:
    """The lower bounds of a closed list as they stand now. Three queries. Facts are those of the frozen input."""
    selection = Selection.objects.get(call=call)
    terms = frozen.terms_of(selection.input)
    kept = selection.result.get("bounds") or [{"fact": bound.fact} for bound in terms.bounds]
    stand = counted(terms, held_by(call, on_the_list(selection)))
    return [
        BoundNow(whom(one), asked, now)
        for one, (asked, now) in zip(kept, stand, strict=True)
        if asked and (now <= asked or not one.get("each"))
    ]


def places_by_bound(call: Call) -> tuple[int, ...]:
    """Places now with those whom each bound of a closed list counts, in their published order. Three queries."""
    selection = Selection.objects.get(call=call)
    return tuple(now for _asked, now in counted(frozen.terms_of(selection.input), held_by(call, on_the_list(selection))))


def frozen_bounds(call: Call) -> tuple[Bound, ...]:
    """The bounds a list was closed by, in their published order, spread out where they are for each office. One query."""
    return frozen.terms_of(Selection.objects.get(call=call).input).bounds


def held_by(call: Call, people: Mapping[str, Applicant]) -> list[tuple[Applicant, str]]:
    """Places in somebody's hands, with what the list knows about that person."""
    held = Place.objects.filter(application__call=call, status__in=HOLDING).order_by("pk")
    pairs = held.values_list("application__code", "edition__key")
    return [(people[code], edition) for code, edition in pairs if code in people]


def reserve(opening: CallEdition) -> list[tuple[Waiting, Application]]:
    """The reserve list of an edition in its published order, with who is passed over now. Three queries."""
    call = opening.call
    held = in_hand(call)
    form = opening.edition.support_form_id
    given_back = opening.edition.places.filter(application__call=call).exclude(status__in=HOLDING)
    had = set(given_back.values_list("application", flat=True))
    wishes = Choice.objects.filter(
        application__call=call, edition=opening.edition_id, status=ChoiceStatus.RESERVE, reserve_position__isnull=False
    ).select_related("application__person", "application__employment__organisation")
    return [
        (
            Waiting(
                one.application.code,
                one.reserve_position or 0,
                passed=rules.passed_over(
                    is_withdrawn=one.application.status != ApplicationStatus.ELIGIBLE,
                    holds=form in held[one.application_id] or len(held[one.application_id]) >= call.rules.most_places,
                    had=one.application_id in had,
                ),
            ),
            one.application,
        )
        for one in wishes.order_by("reserve_position")
    ]


def next_in_line(opening: CallEdition, *, at: datetime) -> list[Application]:
    """The one person a free place of this edition goes to at this moment, two where they want both or none; or nobody."""
    call = opening.call
    waiting = {waiting.code: application for waiting, application in reserve(opening) if waiting.passed is None}
    selection = Selection.objects.filter(call=call).first()
    if not waiting or selection is None:
        return []
    people = on_the_list(selection)
    terms = replace(frozen.terms_of(selection.input), pools=call.rules.pools_at(at))
    able = [replace(people[code], choices=tuple(wishes)) for code, wishes in _still_wanted(call).items()]
    codes = next_of(opening.edition.key, terms, held=held_by(call, people), waiting=able, order=list(waiting))
    return [waiting[code] for code in codes]


def in_hand(call: Call) -> dict[int, list[int]]:
    """The forms of support in which each applicant of a call holds a place. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    held = Place.objects.filter(application__call=call, status__in=HOLDING).order_by("pk")
    for application, form in held.values_list("application", "edition__support_form"):
        found[application].append(form)
    return found


def _still_wanted(call: Call) -> dict[str, list[str]]:
    """For everyone who may still get a place: the editions each waits for, in the order of wishes. Two queries."""
    held, most = in_hand(call), call.rules.most_places
    waiting = Choice.objects.filter(status=ChoiceStatus.RESERVE, application__status=ApplicationStatus.ELIGIBLE)
    wishes = waiting.filter(application__call=call).exclude(application__places__edition=F("edition"))
    open_ones = wishes.order_by("application", "preference")
    found: dict[str, list[str]] = defaultdict(list)
    for key, code, edition, form in open_ones.values_list(
        "application", "application__code", "edition__key", "edition__support_form"
    ):
        if len(held[key]) < most and form not in held[key]:
            found[code].append(edition)
    return found


@dataclass(frozen=True, slots=True)
class EditionPlaces:
    """The screen of one edition in a call: ledger, places in hand and given back, reserve list with its rule."""

    opening: CallEdition
    ledger: Ledger
    held: list[Place]
    ended: list[Place]
    reserve: list[OnReserve]
    rule: list[str]
    has_next: bool


def edition_places(opening: CallEdition, actor: Actor, *, at: datetime) -> EditionPlaces:
    """Everything about the places of one edition that the actor may see; an office lead sees own people only."""
    seen = set(Application.objects.visible_to(actor).filter(call=opening.call).values_list("pk", flat=True))
    places = [p for p in whole().filter(edition=opening.edition_id, application__call=opening.call_id) if p.application_id in seen]
    after = {one.pk for one in next_in_line(opening, at=at)}
    return EditionPlaces(
        opening,
        ledger(opening.edition),
        sorted((p for p in places if p.status in HOLDING), key=lambda p: p.seat),
        sorted((p for p in places if p.status not in HOLDING), key=lambda p: (p.ended_at or p.offered_at, p.pk), reverse=True),
        [OnReserve(w, a, is_next=a.pk in after) for w, a in reserve(opening) if a.pk in seen],
        rules.order_in_words(opening.call.rules),
        bool(after),
    )


def lapsed(at: datetime) -> list[Place]:
    """Offers whose last moment has passed, the oldest first."""
    return list(whole().filter(status=PlaceStatus.OFFERED, answer_by__lte=at).order_by("answer_by", "pk"))


def to_remind(at: datetime) -> list[Place]:
    """Offers in their last day whose person has not been reminded."""
    due = whole().filter(status=PlaceStatus.OFFERED, answer_by__gt=at, answer_by__lte=at + rules.REMIND_BEFORE, reminded_at=None)
    return [p for p in due.order_by("answer_by", "pk") if rules.is_reminder_due(p.answer_by, offered_at=p.offered_at, at=at)]


def opening_of(call: Call, edition_key: str) -> CallEdition | None:
    """The opening of an edition in a call."""
    openings = call.openings.select_related("edition__support_form", "call__project")
    return openings.filter(edition__key=edition_key).first()
