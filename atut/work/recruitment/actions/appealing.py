"""What an upheld appeal does to an application and to the ledger: after the list, without taking a place from anybody."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import F, Sum

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import locked
from atut.work.recruitment.actions.placing import lock_places, offer_to
from atut.work.recruitment.models import Application, CallEdition, Choice, Place
from atut.work.recruitment.rules.appeals import Outcome, outcome
from atut.work.recruitment.rules.moves import HOLDING, ApplicationStatus, ChoiceStatus


@action
def follow_appeal(
    application: Application, points: int, *, editions: Iterable[str], reserve: Mapping[str, int], actor: Actor, at: datetime
) -> dict[str, str]:
    """Let an application follow an upheld appeal: points, conditions met, and for each wish what the new list says.

    `editions` are those in which the new list has a place for it, `reserve` its positions elsewhere. Answers with the
    outcome for each wanted edition. Positions of others move down by one where this application comes before them.
    """
    permissions.follow_appeal.require(actor, application)
    lock_places(application.call)
    application = locked(application)
    application.points, application.status, application.reasons = points, ApplicationStatus.ELIGIBLE, []
    application.save(update_fields=["points", "status", "reasons"])
    record("recruitment.application.reconsidered", application, actor=actor, at=at, fields=["points", "status"])
    openings = {one.edition_id: one for one in application.call.openings.select_related("edition__support_form", "call__project")}
    found = {}
    for choice in sorted(application.choices.all(), key=lambda one: one.preference):
        opening, key = openings[choice.edition_id], choice.edition.key
        found[key] = outcome(
            holds=Place.objects.filter(application=application, edition=opening.edition, status__in=HOLDING).exists(),
            would_be_in=key in set(editions),
            has_free=_held(opening) < opening.places,
            has_room=_opened(opening) < opening.edition.capacity,
        )
        if found[key] == Outcome.ABOVE:
            _widen(opening, actor, at)
        _write(choice, found[key], reserve.get(key, 1))
        if found[key] in (Outcome.OFFERED, Outcome.ABOVE):
            offer_to(application, opening, actor=actor, at=at)
    return {key: str(what) for key, what in found.items()}


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
    else:
        _make_room(choice, 1 if what == Outcome.FIRST else position)
        choice.status, choice.reserve_position = ChoiceStatus.RESERVE, 1 if what == Outcome.FIRST else position
    choice.save(update_fields=["status", "reserve_position"])


def _make_room(choice: Choice, position: int) -> None:
    """Everybody else at this position or behind it moves down by one."""
    others = Choice.objects.filter(edition=choice.edition_id, application__call=choice.application.call_id)
    others = others.filter(status=ChoiceStatus.RESERVE, reserve_position__gte=position).exclude(pk=choice.pk)
    others.update(reserve_position=F("reserve_position") + 1)
