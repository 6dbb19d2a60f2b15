"""The late joiner: taken in after the list, judged by the same regulation, put after everybody who was ranked in time."""

from datetime import datetime

from django.db.models import F, Max

from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.actions.applying import ApplicationData, Come, Paper, must_be_taken, taken
from atut.work.recruitment.actions.placing import fill_call, lock_places
from atut.work.recruitment.models import Application, Call, Choice
from atut.work.recruitment.notices import placing as notices
from atut.work.recruitment.queries import applications as queries
from atut.work.recruitment.queries.calls import locked_to_apply
from atut.work.recruitment.rules import applying, joining
from atut.work.recruitment.rules.moves import ChoiceStatus
from atut.work.selection.rules.walk import Why


@action
def join_late(call: Call, data: ApplicationData, *, paper: Paper, received_at: datetime, actor: Actor, at: datetime) -> Application:
    """Take in an application when the list is made. It is judged next, by the verbs and the regulation of all others.

    The frozen list is not touched, so whoever works it out again gets the same. Nobody on it comes after somebody who joins.
    """
    permissions.join_late.require(actor, call)
    lock_places(call)
    opened = locked_to_apply(call)
    come = Come(actor, at, received_at, paper, is_late=True)
    data = must_be_taken(opened, data, come)
    joining.must_come_alone(data.pair)
    joining.must_not_have_ended([edition.ends_on for edition in data.editions], today=clock.local(at).date())
    first = queries.standing_application(opened.call, call.project.identity_hash(data.person.identifier))
    if first:
        raise applying.AlreadyApplied(number=first.number)
    return taken(opened, data, come)


def put_last(application: Application, *, actor: Actor, at: datetime) -> None:
    """Put a late application that meets the conditions at the end of each reserve list it wants; a free place comes at once.

    Part of the verb that accepted it, which has locked the application.
    """
    call = application.call
    lock_places(call)
    for choice in application.choices.all():
        against = [one for one in application.reasons if one.get("edition") == choice.edition.key]
        if against:
            choice.status, choice.reasons = ChoiceStatus.NOT_SELECTED, against
            choice.save(update_fields=["status", "reasons"])
        else:
            stand_after(choice, call, since=at)
    record("recruitment.application.joined", application, actor=actor, at=at, fields=["choices"])
    notices.joined_late(application, at=at)
    fill_call(call, at=at)


def stand_after(choice: Choice, call: Call, *, since: datetime) -> None:
    """Put a late wish on the reserve list after everybody who applied in time and all who joined it before that moment."""
    before = Choice.objects.filter(edition=choice.edition_id, application__call=call).exclude(joined_at__gt=since)
    position = int(before.aggregate(last=Max("reserve_position"))["last"] or 0) + 1
    make_room(choice, position)
    choice.status, choice.joined_at, choice.reserve_position = ChoiceStatus.RESERVE, since, position
    choice.reasons = [{"code": Why.LATE.value, "edition": choice.edition.key}]
    choice.save(update_fields=["status", "joined_at", "reserve_position", "reasons"])


def make_room(choice: Choice, position: int) -> None:
    """Everybody else of that reserve list at this position or behind it moves down by one."""
    others = Choice.objects.filter(edition=choice.edition_id, application__call=choice.application.call_id)
    others = others.filter(status=ChoiceStatus.RESERVE, reserve_position__gte=position).exclude(pk=choice.pk)
    others.update(reserve_position=F("reserve_position") + 1)
