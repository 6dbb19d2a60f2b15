"""Groups and who is in them: enrolment by pull from confirmed places, moves, resignation, results."""

from collections.abc import Sequence
from datetime import datetime

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.work.programme.models import Edition
from atut.work.recruitment import actions as recruitment
from atut.work.recruitment.models import Place
from atut.work.training import notices, permissions, queries
from atut.work.training.actions.preparing import prepare_entry
from atut.work.training.models import Enrolment, Group
from atut.work.training.rules import attendance, moves
from atut.work.training.rules import scheduling as rules
from atut.work.training.rules.moves import EnrolmentStatus


@action
def open_group(edition: Edition, *, name: str, size: int, trainer: User | None = None, actor: Actor, at: datetime) -> Group:
    """Make a group of an edition, empty."""
    permissions.change_group.require(actor, edition)
    group = Group.objects.create(edition=edition, name=name, size=size, trainer=trainer)
    record("training.group.opened", group, actor=actor, at=at)
    return group


@action
def change_group(group: Group, *, name: str, size: int, trainer: User | None = None, actor: Actor, at: datetime) -> Group:
    """Rename a group, change its size or its trainer."""
    permissions.change_group.require(actor, group)
    group = Group.objects.select_for_update().get(pk=group.pk)
    rules.must_fit(size=size, enrolled=queries.enrolled_count(group))
    group.name, group.size, group.trainer = name, size, trainer
    if trainer is not None:
        for session in queries.sessions_ahead(group, at=at):
            rules.must_not_clash(queries.slot(session, group=group), queries.slots_beside(session))
    group.save(update_fields=["name", "size", "trainer"])
    record("training.group.changed", group, actor=actor, at=at)
    return group


@action
def enrol(place: Place, group: Group, *, actor: Actor, at: datetime) -> Enrolment:
    """Take a confirmed place into a group. From now on only training moves or resigns the person.

    The record of participation is prepared on the way. Unsigned papers do not bar enrolment, they bar the first meeting.
    """
    permissions.change_enrolment.require(actor, group)
    group = Group.objects.select_for_update(of=("self",)).select_related("edition__support_form").get(pk=group.pk)
    if place.edition_id != group.edition_id:
        raise rules.OtherEdition(name=group.name)
    rules.must_have_room(name=group.name, size=group.size, enrolled=queries.enrolled_count(group))
    recruitment.use_place(place, actor=actor, at=at)
    taking_part = prepare_entry(place, actor=actor, at=at)
    enrolment = Enrolment.objects.create(group=group, place=place, participation=taking_part, enrolled_at=at)
    _must_be_free(enrolment, group, at=at)
    record("training.enrolment.made", enrolment, actor=actor, at=at)
    notices.enrolled(enrolment, at=at)
    return enrolment


@action
def enrol_together(places: Sequence[Place], group: Group, *, actor: Actor, at: datetime) -> list[Enrolment]:
    """Take several confirmed places into a group: all of them or, where one is refused, none."""
    permissions.change_enrolment.require(actor, group)
    made = [enrol(place, group, actor=actor, at=at) for place in places]
    record("training.group.filled", group, actor=actor, at=at, count=len(made))
    return made


@action
def move_to_group(enrolment: Enrolment, group: Group, *, actor: Actor, at: datetime) -> Enrolment:
    """Move a person to another group of the same edition; minutes attended so far come along."""
    permissions.change_enrolment.require(actor, enrolment)
    enrolment = _locked(enrolment)
    if enrolment.status != EnrolmentStatus.ENROLLED:
        raise moves.NotNow(status=EnrolmentStatus(enrolment.status).label)
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.edition_id != enrolment.group.edition_id:
        raise rules.OtherEdition(name=group.name)
    if group.pk == enrolment.group_id:
        raise rules.SameGroup(name=group.name)
    rules.must_have_room(name=group.name, size=group.size, enrolled=queries.enrolled_count(group))
    _must_be_free(enrolment, group, at=at)
    values = {"group": [enrolment.group.name, group.name]}
    enrolment.group = group
    enrolment.save(update_fields=["group"])
    record("training.enrolment.moved", enrolment, actor=actor, at=at, fields=["group"], values=values)
    notices.enrolled(enrolment, at=at)
    return enrolment


@action
def resign(enrolment: Enrolment, *, reason: str, actor: Actor, at: datetime) -> Enrolment:
    """A person gives up; the place goes back to recruitment, which offers it to the next one."""
    permissions.resign.require(actor, enrolment)
    attendance.must_have_reason(reason)
    enrolment = _locked(enrolment)
    enrolment.status = moves.after("resign", enrolment.status)
    enrolment.absences.all().delete()
    enrolment.reason, enrolment.ended_on = reason, clock.local(at).date()
    enrolment.save(update_fields=["status", "reason", "ended_on"])
    recruitment.release_place(enrolment.place, reason=reason, actor=actor, at=at)
    record("training.enrolment.resigned", enrolment, actor=actor, at=at)
    if not permissions.change_enrolment.allows(actor, enrolment):
        notices.resigned_by_person(enrolment, at=at)
    return enrolment


@action
def complete(enrolment: Enrolment, *, actor: Actor, at: datetime) -> Enrolment:
    """The rule of attendance was met. `finish_group` decides whom this is true of."""
    return _end(enrolment, "complete", "training.enrolment.completed", actor=actor, at=at)


@action
def not_complete(enrolment: Enrolment, *, actor: Actor, at: datetime) -> Enrolment:
    """The support is over and the rule of attendance was not met."""
    return _end(enrolment, "not_complete", "training.enrolment.not_completed", actor=actor, at=at)


def _end(enrolment: Enrolment, verb: str, event: str, *, actor: Actor, at: datetime) -> Enrolment:
    permissions.change_enrolment.require(actor, enrolment)
    enrolment = _locked(enrolment)
    enrolment.status = moves.after(verb, enrolment.status)
    enrolment.ended_on = queries.last_meeting_day(enrolment.group) or clock.local(at).date()
    enrolment.save(update_fields=["status", "ended_on"])
    record(event, enrolment, actor=actor, at=at)
    return enrolment


@action
def finish_group(group: Group, *, actor: Actor, at: datetime) -> Group:
    """All lists are finished: everybody still enrolled has completed or not, by the rule of attendance alone."""
    permissions.change_enrolment.require(actor, group)
    group = Group.objects.select_for_update().get(pk=group.pk)
    people = list(queries.still_enrolled(group))
    state = queries.held(group)
    promised = group.edition.support_form.planned_minutes
    rules.must_be_held(without_list=state.without_list, held=state.minutes, promised=promised, waiting=len(people))
    stand = queries.tallies(people)
    for enrolment in people:
        if attendance.has_met(stand[enrolment.pk]):
            complete(enrolment, actor=actor, at=at)
        else:
            not_complete(enrolment, actor=actor, at=at)
    record("training.group.finished", group, actor=actor, at=at, count=len(people))
    return group


def _locked(enrolment: Enrolment) -> Enrolment:
    whole = Enrolment.objects.select_related("group", "place", "participation__employment")
    return whole.select_for_update(of=("self",)).get(pk=enrolment.pk)


def _must_be_free(enrolment: Enrolment, group: Group, *, at: datetime) -> None:
    """The person has no other meeting when this group meets."""
    others = list(queries.slots_of_person(enrolment, at=at))
    for session in queries.sessions_ahead(group, at=at):
        rules.must_not_clash(queries.slot_for_person(session, enrolment), others)
