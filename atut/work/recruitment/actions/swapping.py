"""Exchanging two confirmed places: asked of both, made when both agree, by the person or as the office heard it."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.placing import fill_free_places, how_answered, lock_places, said_at_moment
from atut.work.recruitment.models import Application, Place, Swap
from atut.work.recruitment.notices import swapping as notices
from atut.work.recruitment.queries import places, swapping
from atut.work.recruitment.rules import places as ledger
from atut.work.recruitment.rules import swapping as rules
from atut.work.recruitment.rules.moves import HOLDING, PlaceStatus, after
from atut.work.recruitment.rules.places import Told
from atut.work.recruitment.rules.regulation import Term
from atut.work.recruitment.rules.swapping import SwapStatus


@action
def ask_to_swap(first: Place, second: Place, *, actor: Actor, at: datetime) -> Swap:
    """Ask two people whether they would exchange their places. An exchange that could not be made is not asked about.

    Asked twice, it is one question.
    """
    permissions.swap.require(actor, first)
    permissions.swap.require(actor, second)
    first, second = _locked(first, second)
    same = swapping.asked_of(first.pk).filter(first__in=(first, second), second__in=(first, second)).first()
    if same:
        record("recruitment.swap.repeated", same, actor=actor, at=at)
        return same
    if swapping.asked_of(first.pk, second.pk).exists():
        raise rules.SwapWaits
    _must_be_possible(first, second, at)
    swap = Swap.objects.create(first=first, second=second, asked_at=at)
    record("recruitment.swap.asked", swap, actor=actor, at=at)
    notices.swap_asked(swap, at=at)
    return swap


@action
def agree_to_swap(place: Place, *, actor: Actor, at: datetime, told: Told | None = None) -> Swap:
    """The holder of a place agrees to the exchange asked about; with the second yes it is made. Twice is once."""
    permissions.answer_place.require(actor, place)
    swap = _asked(place)
    said_at = said_at_moment(place, told, at)
    if swap.status == SwapStatus.MADE or getattr(swap, f"{_side(swap, place)}_agreed_at"):
        record("recruitment.swap.repeated", swap, actor=actor, at=at)
        return swap
    side = _side(swap, place)
    fields = [f"{side}_agreed_at", f"{side}_how", f"{side}_by"]
    for field, value in zip(fields, (said_at, *how_answered(place, told, actor)), strict=True):
        setattr(swap, field, value)
    swap.save(update_fields=fields)
    record("recruitment.swap.agreed", swap, actor=actor, at=said_at, fields=fields)
    if swap.first_agreed_at and swap.second_agreed_at:
        swap_places(swap, actor=actor, at=at)
    return swap


@action
def refuse_swap(place: Place, *, actor: Actor, at: datetime, told: Told | None = None) -> Swap:
    """The holder of a place does not want the exchange: both keep what they have. Twice is once."""
    permissions.answer_place.require(actor, place)
    swap = _asked(place)
    said_at = said_at_moment(place, told, at)
    if swap.status == SwapStatus.MADE:
        raise rules.SwapEnded
    swap.status, swap.ended_at = SwapStatus.REFUSED, at
    swap.save(update_fields=["status", "ended_at"])
    record("recruitment.swap.refused", swap, actor=actor, at=said_at, fields=["status"])
    notices.swap_refused(swap, at=at)
    return swap


@action
def swap_places(swap: Swap, *, actor: Actor, at: datetime) -> list[Place]:
    """Make the exchange both have agreed to: each gets the other's seat, confirmed; the old places are closed."""
    by_first = permissions.answer_place.allows(actor, swap.first)
    permissions.answer_place.require(actor, swap.first if by_first else swap.second)
    first, second = _locked(swap.first, swap.second)
    if not (swap.first_agreed_at and swap.second_agreed_at):
        raise rules.SwapEnded
    to_first, to_second = _must_be_possible(first, second, at)
    for place in (first, second):
        place.status, place.ended_at = after("swap_places", place.status), at
        place.save(update_fields=["status", "ended_at"])
        record("recruitment.place.exchanged", place, actor=actor, at=at, fields=["status"])
    made = [
        _given(second, to_first, (swap.first_agreed_at, swap.first_how, swap.first_by), at),
        _given(first, to_second, (swap.second_agreed_at, swap.second_how, swap.second_by), at),
    ]
    swap.status, swap.ended_at = SwapStatus.MADE, at
    swap.save(update_fields=["status", "ended_at"])
    for place in made:
        record("recruitment.place.taken", place, actor=actor, at=at)
        notices.swap_made(place, at=at)
        fill_free_places(place, at=at)
    return made


def _locked(first: Place, second: Place) -> tuple[Place, Place]:
    lock_places(first.application.call, second.application.call)
    found = places.whole().select_for_update(of=("self",)).order_by("pk").in_bulk([first.pk, second.pk])
    return found[first.pk], found[second.pk]


def _asked(place: Place) -> Swap:
    """The last exchange asked about a place, with both places held; SwapEnded where there is nothing to answer."""
    mine = Swap.objects.filter(first=place) | Swap.objects.filter(second=place)
    swap = mine.select_related("first__application__call", "second__application__call").order_by("pk").last()
    if swap is None:
        raise rules.SwapEnded
    _locked(swap.first, swap.second)
    swap = Swap.objects.get(pk=swap.pk)
    swap.first, swap.second = _locked(swap.first, swap.second)
    is_open = swap.first.status == swap.second.status == PlaceStatus.CONFIRMED
    if swap.status == SwapStatus.REFUSED or (swap.status == SwapStatus.ASKED and not is_open):
        raise rules.SwapEnded
    return swap


def _side(swap: Swap, place: Place) -> str:
    return "first" if swap.first_id == place.pk else "second"


def _must_be_possible(first: Place, second: Place, at: datetime) -> tuple[Application, Application]:
    """Conditions, forms of support, bounds and pools as they would stand afterwards. The applications that get the places."""
    for place in (first, second):
        after("swap_places", place.status)
        rules.must_not_have_begun(str(place.edition), place.edition.starts_on, today=clock.local(at).date())
    rules.must_be_two(*((place.edition.key, place.application.person_id) for place in (first, second)))
    getting = _getting(first, second), _getting(second, first)
    for call in {place.application.call_id: place.application.call for place in (first, second)}.values():
        stands = swapping.standing(call, at)
        moves = {
            gives.application.code: (gives.edition.key, gets.code)
            for gives, gets in ((first, getting[1]), (second, getting[0]))
            if gives.application.call_id == call.pk
        }
        for gets in getting:
            if gets.call_id == call.pk and gets.code not in stands.people:
                raise rules.NotInThatCall(number=gets.number)
        rules.must_keep_bounds(stands.terms, stands.held, stands.after(moves), stands.names)
    return getting


def _getting(gives: Place, wanted: Place) -> Application:
    """The application by which the holder of one place gets the other."""
    if wanted.edition.support_form_id in swapping.other_forms(gives):
        raise rules.TwoOfOneForm(number=gives.application.number)
    if gives.application.call_id == wanted.application.call_id:
        return gives.application
    application = swapping.application_in(gives.application.person_id, wanted.application.call)
    if application is None:
        raise rules.NotInThatCall(number=gives.application.number)
    if application.places.filter(status__in=HOLDING).count() >= application.call.rules.most_places:
        raise rules.HasEnough(number=application.number)
    return application


def _given(old: Place, application: Application, agreed: tuple[datetime, str, str], at: datetime) -> Place:
    said_at, how, by = agreed
    return Place.objects.create(
        edition=old.edition,
        application=application,
        seat=old.seat,
        status=PlaceStatus.CONFIRMED,
        offered_at=at,
        answer_by=ledger.answer_by(
            at,
            days=application.call.answer_days,
            starts_on=old.edition.starts_on,
            working=application.call.rules.is_working(Term.ANSWER),
        ),
        link_sent_at=at,
        answered_at=said_at,
        answered_how=how,
        answered_by=by,
    )
