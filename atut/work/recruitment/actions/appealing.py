"""What an upheld appeal does to an application and to the ledger: after the list, without taking a place from anybody."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Sum

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.joining import make_room, stand_after
from atut.work.recruitment.actions.placing import fill_call, lock_places, offer_to
from atut.work.recruitment.models import Application, CallEdition, Choice, Place
from atut.work.recruitment.rules.appeals import Outcome, outcome, outcome_of_late
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, ChoiceStatus


@action
def follow_appeal(
    application: Application, points: int, *, editions: Iterable[str], reserve: Mapping[str, int], actor: Actor, at: datetime
) -> dict[str, str]:
    """Let an application follow an upheld appeal: points, conditions met, and for each wish what the new list says.

    `editions` are those in which the new list has a place for it, `reserve` its positions elsewhere. Answers with the
    outcome for each wanted edition. Positions of others move down by one where this application comes before them. Whoever was
    taken in after the list is on none that could be made again, and comes after everybody who is.
    """
    permissions.follow_appeal.require(actor, application)
    lock_places(application.call)
    application = locked(application)
    since = application.assessed_at or at  # when the condition now found met was judged
    application.points, application.status = points, ApplicationStatus.ELIGIBLE
    application.reasons = [one for one in application.reasons if one.get("edition")]
    application.save(update_fields=["points", "status", "reasons"])
    record("recruitment.application.reconsidered", application, actor=actor, at=at, fields=["points", "status"])
    if application.is_late:
        found = _after_all(application, since)
        fill_call(application.call, at=at)
    else:
        found = _by_the_new_list(application, set(editions), reserve, actor, at)
    return {key: str(what) for key, what in found.items()}


def _by_the_new_list(
    application: Application, editions: Collection[str], reserve: Mapping[str, int], actor: Actor, at: datetime
) -> dict[str, Outcome]:
    openings = {one.edition_id: one for one in application.call.openings.select_related("edition__support_form", "call__project")}
    found = {}
    for choice in sorted(application.choices.all(), key=lambda one: one.preference):
        opening, key = openings[choice.edition_id], choice.edition.key
        found[key] = outcome(
            holds=_holds(choice),
            would_be_in=key in editions,
            would_wait=key in reserve,
            has_free=_held(opening) < opening.places,
            has_room=_opened(opening) < opening.edition.capacity,
        )
        if found[key] == Outcome.ABOVE:
            _widen(opening, actor, at)
        _write(choice, found[key], reserve.get(key, 1))
        if found[key] in (Outcome.OFFERED, Outcome.ABOVE):
            offer_to(application, opening, actor=actor, at=at)
    return found


def _after_all(application: Application, since: datetime) -> dict[str, Outcome]:
    """A late joiner who was turned down wrongly stands where joining then would have put them; who waits already stays there."""
    barred = {one["edition"] for one in application.reasons}
    found = {}
    for choice in sorted(application.choices.all(), key=lambda one: one.preference):
        key = choice.edition.key
        found[key] = outcome_of_late(holds=_holds(choice), is_open=key not in barred)
        if found[key] == Outcome.LATE and not choice.joined_at:
            stand_after(choice, application.call, since=since)
    return found


def _holds(choice: Choice) -> bool:
    return Place.objects.filter(application=choice.application_id, edition=choice.edition_id, status__in=HOLDING).exists()


def _held(opening: CallEdition) -> int:
    return Place.objects.filter(edition=opening.edition_id, application__call=opening.call_id, status__in=HOLDING).count()


def _opened(opening: CallEdition) -> int:
    """Seats of the edition that all calls together were given."""
    given = CallEdition.objects.filter(edition=opening.edition_id).aggregate(sum=Sum("places"))["sum"]
    return int(given or 0)


def _widen(opening: CallEdition, actor: Actor, at: datetime) -> None:
    """One place more than the call announced, so that the ledger still counts every seat."""
    opening.places += 1
    opening.save(update_fields=["places"])
    record("recruitment.call.widened", opening.call, actor=actor, at=at, count=opening.places)


def _write(choice: Choice, what: Outcome, position: int) -> None:
    if what == Outcome.KEPT:
        return
    if what in (Outcome.OFFERED, Outcome.ABOVE):
        choice.status, choice.reserve_position = ChoiceStatus.SELECTED, None
    elif what == Outcome.SAME:
        choice.status = ChoiceStatus.NOT_SELECTED if choice.status == ChoiceStatus.WAITING else choice.status
    else:
        position = 1 if what == Outcome.FIRST else position
        make_room(choice, position)
        choice.status, choice.reserve_position = ChoiceStatus.RESERVE, position
    choice.save(update_fields=["status", "reserve_position"])
