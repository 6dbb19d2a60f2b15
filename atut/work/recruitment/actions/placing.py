"""The ledger of places: offered, answered, lapsed, given back, used. A freed place goes to one next person, at once.

Every verb locks the call, then its editions, then the place, always in this order: two freed places of one call
cannot go to the same person, and two processes cannot give one seat. The database's constraints are the last line.
"""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor, system
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Application, Call, CallEdition, Place
from atut.work.recruitment.notices import placing as notices
from atut.work.recruitment.queries import places as queries
from atut.work.recruitment.rules import places as rules
from atut.work.recruitment.rules.links import bearer
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, after
from atut.work.recruitment.rules.places import How, Told
from atut.work.recruitment.rules.regulation import Term


@action
def offer_place(opening: CallEdition, *, actor: Actor, at: datetime) -> Place:
    """Give a free place to the next person in line; there is no way to offer it to anybody else.

    Before the first meeting the program does it by itself; the office does it where the edition has begun.
    """
    permissions.offer_place.require(actor, opening.call)
    lock_places(opening.call)
    rules.must_not_be_over(opening.edition.ends_on, today=clock.local(at).date())
    if not _has_free(opening):
        raise rules.NoFreePlace(capacity=opening.places)
    offered = _offer_next(opening, actor=actor, at=at)
    if not offered:
        raise rules.NobodyNext
    return offered[0]


@action
def confirm_place(place: Place, *, actor: Actor, at: datetime, told: Told | None = None) -> Place:
    """The person takes the offered place. Late answers are refused: the place may already be somebody else's.

    `told`: the office types in what it heard by telephone or has on paper; the moment it was said counts.
    """
    permissions.answer_place.require(actor, place)
    place = _locked(place)
    said_at = said_at_moment(place, told, at)
    place.status = after("confirm_place", place.status)
    rules.must_be_in_time(place.answer_by, at=said_at)
    _answered(place, told, actor, said_at)
    place.save(update_fields=["status", "answered_at", "answered_how", "answered_by"])
    record("recruitment.place.confirmed", place, actor=actor, at=said_at, fields=["status"])
    notices.place_confirmed(place, at=at)
    return place


@action
def decline_place(place: Place, *, actor: Actor, at: datetime, told: Told | None = None) -> Place:
    """The person does not take the offered place; the next person gets the offer in the same moment."""
    permissions.answer_place.require(actor, place)
    place = _locked(place)
    said_at = said_at_moment(place, told, at)
    place.status = after("decline_place", place.status)
    _answered(place, told, actor, said_at)
    place.ended_at = at
    place.save(update_fields=["status", "answered_at", "answered_how", "answered_by", "ended_at"])
    record("recruitment.place.declined", place, actor=actor, at=said_at, fields=["status"])
    notices.place_declined(place, at=at)
    fill_free_places(place, at=at)
    return place


@action
def expire_place(place: Place, *, actor: Actor, at: datetime) -> Place:
    """Nobody answered in time: the offer lapses and the next person gets one."""
    permissions.run_places.require(actor, place)
    place = _locked(place)
    place.status = after("expire_place", place.status)
    rules.must_have_lapsed(place.answer_by, at=at)
    place.ended_at = at
    place.save(update_fields=["status", "ended_at"])
    record("recruitment.place.expired", place, actor=actor, at=at, fields=["status"])
    notices.place_expired(place, at=at)
    fill_free_places(place, at=at)
    return place


@action
def return_pools(call: Call, *, actor: Actor, at: datetime) -> list[Place]:
    """The day has come on which places kept for offices belong to everybody: those still free are offered to who waits."""
    permissions.run_places.require(actor, call)
    lock_places(call)
    offered = fill_call(call, at=at)
    record("recruitment.pool.returned", call, actor=actor, at=at, count=len(offered))
    return offered


@action
def give_back_place(place: Place, *, actor: Actor, at: datetime, reason: str = "", told: Told | None = None) -> Place:
    """The person cannot come after all and gives a confirmed place back, before enrolment; the next person gets an offer."""
    permissions.answer_place.require(actor, place)
    place = _locked(place)
    said_at = said_at_moment(place, told, at)
    place.status = after("give_back_place", place.status)
    _release(place, reason, said_at, actor, at)
    return place


@action
def release_place(place: Place, *, reason: str, actor: Actor, at: datetime) -> Place:
    """A participant left the group (called by training when somebody resigns); the next person gets an offer."""
    permissions.release_place.require(actor, place)
    place = _locked(place)
    place.status = after("release_place", place.status)
    _release(place, reason, at, actor, at)
    return place


@action
def use_place(place: Place, *, actor: Actor, at: datetime) -> Place:
    """A confirmed place is taken into a group (called by training): from now on only training gives it back."""
    permissions.use_place.require(actor, place)
    place = _locked(place)
    place.status = after("use_place", place.status)
    place.save(update_fields=["status"])
    record("recruitment.place.used", place, actor=actor, at=at, fields=["status"])
    return place


@action
def remind_place(place: Place, *, actor: Actor, at: datetime) -> Place:
    """One day is left to answer: told once."""
    permissions.run_places.require(actor, place)
    place = _locked(place)
    after("confirm_place", place.status)  # only what can still be answered
    if place.reminded_at is None:
        place.reminded_at = at
        place.save(update_fields=["reminded_at"])
        notices.answer_reminder(place, at=at)
    record("recruitment.place.reminded", place, actor=actor, at=at)
    return place


@action
def renew_link(place: Place, *, actor: Actor, at: datetime) -> Place:
    """Send a new link to the address on file, never to another; all earlier links of the place stop working."""
    permissions.renew_link.require(actor, place)
    place = _locked(place)
    after("confirm_place", place.status)
    rules.must_wait_for_link(place.link_version, place.link_sent_at or place.offered_at, at=at)
    place.link_version += 1
    place.link_sent_at = at
    place.save(update_fields=["link_version", "link_sent_at"])
    record("recruitment.link.renewed", place, actor=actor, at=at)
    notices.link_renewed(place, at=at)
    return place


def lock_places(*calls: Call) -> None:
    """Take the locks every change of the ledger needs: the calls, then their editions, each in one order."""
    list(Call.objects.select_for_update().filter(pk__in=[call.pk for call in calls]).order_by("pk"))
    editions = CallEdition.objects.filter(call__in=calls).values("edition")
    list(Edition.objects.select_for_update().filter(pk__in=editions).order_by("pk"))


def _locked(place: Place) -> Place:
    lock_places(place.application.call)
    return queries.whole().select_for_update(of=("self",)).get(pk=place.pk)


def _release(place: Place, reason: str, said_at: datetime, actor: Actor, at: datetime) -> None:
    place.ended_at, place.reason = at, reason.strip()[:200]
    place.save(update_fields=["status", "ended_at", "reason"])
    record("recruitment.place.released", place, actor=actor, at=said_at, fields=["status", "reason"])
    notices.place_released(place, at=at)
    fill_free_places(place, at=at)


def said_at_moment(place: Place, told: Told | None, at: datetime) -> datetime:
    """When it was said: now, or as the office heard it."""
    if told is None:
        return at
    rules.must_be_told_between(place.offered_at, told.at, at=at)
    return max(told.at, place.offered_at)  # within the minute of the offer


def _answered(place: Place, told: Told | None, actor: Actor, said_at: datetime) -> None:
    place.answered_at = said_at
    place.answered_how, place.answered_by = how_answered(place, told, actor)


def how_answered(place: Place, told: Told | None, actor: Actor) -> tuple[str, str]:
    """How an answer came, and who in the office took it: nobody, where the person answered."""
    if told:
        return told.how, actor.label
    return (How.LINK if actor.label == bearer(place.key) else How.ACCOUNT), ""


def offer_to(application: Application, opening: CallEdition, *, actor: Actor, at: datetime) -> Place:
    """Write one offer on the lowest free seat and tell the person. The call is locked and the rule has named the person."""
    edition, call = opening.edition, opening.call
    place = Place.objects.create(
        edition=edition,
        application=application,
        seat=queries.ledger(edition).free_seats[0],
        offered_at=at,
        answer_by=rules.answer_by(
            at, days=call.answer_days, starts_on=edition.starts_on, working=call.rules.is_working(Term.ANSWER)
        ),
        link_sent_at=at,
    )
    record("recruitment.place.offered", place, actor=actor, at=at)
    notices.place_offered(place, at=at)
    return place


def fill_free_places(freed: Place, *, at: datetime) -> list[Place]:
    """A freed place goes to its next person, then every other free place of the call.

    More than one offer comes of it only where a person who gave a place back is next for another free one.
    """
    return fill_call(freed.application.call, at=at, first=freed.edition_id)


def fill_call(call: Call, *, at: datetime, first: int = 0) -> list[Place]:
    """Every free place of the call goes to its next person, those of `first` before others; none is left while somebody waits.

    An offer of one edition changes whom the bounds allow in another, so all are gone through until none makes an offer.
    """
    openings = call.openings.select_related("edition__support_form", "call__project").order_by("edition_id")
    in_turn = sorted((one for one in openings if _gives_by_itself(one, at)), key=lambda one: one.edition_id != first)
    offered: list[Place] = []
    while made := [place for opening in in_turn for place in _fill(opening, at)]:
        offered += made
    return offered


def _gives_by_itself(opening: CallEdition, at: datetime) -> bool:
    edition = opening.edition
    planned = edition.status == EditionStatus.PLANNED
    return rules.is_offered_by_itself(edition.starts_on, is_planned=planned, today=clock.local(at).date())


def _fill(opening: CallEdition, at: datetime) -> list[Place]:
    offered: list[Place] = []
    while _has_free(opening) and (places := _offer_next(opening, actor=system(opening.call.project_id), at=at)):
        offered += places
    return offered


def _has_free(opening: CallEdition) -> bool:
    held = Place.objects.filter(edition=opening.edition_id, application__call=opening.call_id, status__in=HOLDING)
    return held.count() < opening.places


def _offer_next(opening: CallEdition, *, actor: Actor, at: datetime) -> list[Place]:
    """One offer to the next person, or two where they want both or none; who withdrew while we looked is passed over."""
    while chosen := queries.next_in_line(opening, at=at):
        applications = Application.objects.select_related("call__project", "person", "employment")
        locked = applications.select_for_update(of=("self",)).order_by("pk").in_bulk([one.pk for one in chosen])
        if all(one.status == ApplicationStatus.ELIGIBLE for one in locked.values()):
            return [offer_to(locked[one.pk], opening, actor=actor, at=at) for one in chosen]
    return []
