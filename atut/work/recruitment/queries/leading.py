"""The people of an office for its head: who waits for a consent, who applied for what, how it stands."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.work.recruitment.models import Application, Choice, Consent, Place
from atut.work.recruitment.rules import own
from atut.work.recruitment.rules.leading import STANDS, Said
from atut.work.recruitment.rules.moves import HOLDING, UNDECIDED, ChoiceStatus, PlaceStatus
from atut.work.recruitment.rules.own import Stage
from atut.work.recruitment.rules.places import last_moment_day


def _of_offices(actor: Actor) -> QuerySet[Application]:
    """Of the offices the actor is the head of, without own applications: nobody answers for those."""
    led = Application.objects.filter(employment__organisation__in=actor.offices({Role.OFFICE_LEAD}))
    mine = led.filter(call__project=actor.project_id or 0)
    return mine.exclude(person__claims__user=actor.user_id) if actor.user_id else mine.none()


def consents_to_give(actor: Actor) -> list[Consent]:
    """Unanswered ones of the own people, the oldest first, while the list is open. Two queries."""
    open_ones = _of_offices(actor).filter(status__in=UNDECIDED)
    joined = ("application__person", "application__employment__organisation", "application__call__project")
    waiting = Consent.objects.filter(answered_at=None, application__in=open_ones.values("pk")).select_related(*joined)
    wishes = Prefetch("application__choices", Choice.objects.select_related("edition__support_form").order_by("preference"))
    return list(waiting.prefetch_related(wishes).order_by("asked_at", "pk"))


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """One application of one of the own people: how it stands, until when something is due, for what."""

    application: Application
    stage: Stage
    until: date | None
    edition: str
    position: int | None

    @property
    def said(self) -> Said:
        """The tag and the next step."""
        return STANDS[self.stage]


def own_people(actor: Actor) -> QuerySet[Application]:
    """Every application of the own people, by call, the newest call on top. Three queries."""
    joined = ("person", "call__project", "employment__organisation", "consent", "correction")
    wishes = Prefetch("choices", Choice.objects.select_related("edition__support_form").order_by("preference"))
    places = Prefetch("places", Place.objects.select_related("edition__support_form").order_by("offered_at", "pk"))
    found = _of_offices(actor).select_related(*joined).prefetch_related(wishes, places)
    return found.order_by("-call__closes_at", "call", "person__name_sort", "pk")


def as_own_person(application: Application, at: datetime) -> OwnPerson:
    """How it stands. No query: choices and places are at hand."""
    choices, places = list(application.choices.all()), list(application.places.all())
    positions = [one.reserve_position for one in choices if one.status == ChoiceStatus.RESERVE and one.reserve_position]
    correction = getattr(application, "correction", None)
    known = own.Known(
        application.status,
        application.call.status,
        [(place.status, place.answer_by) for place in places],
        has_reserve=bool(positions),
        complete_by=correction.answer_by if correction else None,
    )
    stage = own.stage(known, at=at)
    held = next((place for place in places if place.status in HOLDING), None)
    due = {
        Stage.COMPLETE: correction and correction.answer_by,
        Stage.OFFERED: held and held.status == PlaceStatus.OFFERED and held.answer_by,
    }.get(stage)
    edition = str(held.edition) if held else ", ".join(str(one.edition) for one in choices)
    until = last_moment_day(due) if due else None
    return OwnPerson(application, stage, until, edition, min(positions) if positions and stage == Stage.RESERVE else None)
