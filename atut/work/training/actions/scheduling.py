"""The timetable: meetings added, changed and cancelled, with everybody told."""

from dataclasses import dataclass
from datetime import datetime

from atut.base.accounts.models import User
from atut.base.audit.journal import action, record
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.polish import fold
from atut.base.projects.models import Project
from atut.work.training import notices, permissions, queries
from atut.work.training.models import Group, Session
from atut.work.training.rules import attendance, moves
from atut.work.training.rules import scheduling as rules
from atut.work.training.rules.moves import SessionStatus


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """When, where, about what, led by whom (nobody: the group's trainer)."""

    starts_at: datetime
    ends_at: datetime
    room: str
    topic: str
    break_minutes: int = 0
    trainer: User | None = None


@action
def add_session(group: Group, plan: SessionPlan, *, actor: Actor, at: datetime) -> Session:
    """Put a meeting into the timetable; refused where room, trainer or participants are taken."""
    permissions.change_group.require(actor, group)
    _lock_timetable(group)
    session = Session(group=group, changed_at=at)
    _put(session, plan)
    _must_fit(session)
    session.save()
    record("training.session.added", session, actor=actor, at=at)
    return session


@action
def change_session(session: Session, plan: SessionPlan, *, actor: Actor, at: datetime) -> Session:
    """Move a meeting or change what it is about. People are told when the time or the room changed."""
    permissions.change_group.require(actor, session)
    _lock_timetable(session.group)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.status != SessionStatus.PLANNED:
        raise moves.NotNow(status=SessionStatus(session.status).label)
    before = (session.starts_at, session.ends_at, session.room)
    _put(session, plan)
    _must_fit(session)
    session.sequence += 1
    session.changed_at = at
    session.save()
    record("training.session.changed", session, actor=actor, at=at)
    if before != (session.starts_at, session.ends_at, session.room) and session.ends_at > at:
        notices.session_moved(session, before=before[0], at=at)
    return session


@action
def cancel_session(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    """Call a meeting off. It stays in calendars as cancelled, and people are told."""
    permissions.change_group.require(actor, session)
    attendance.must_have_reason(reason)
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.status = moves.after("cancel_session", session.status)
    session.cancel_reason, session.changed_at = reason, at
    session.sequence += 1
    session.save(update_fields=["status", "cancel_reason", "sequence", "changed_at"])
    record("training.session.cancelled", session, actor=actor, at=at)
    if session.ends_at > at:
        notices.session_cancelled(session, at=at)
    return session


def _lock_timetable(group: Group) -> None:
    """One change of a project's timetable at a time: two meetings saved at once cannot both take a room."""
    Project.objects.select_for_update().get(pk=group.edition.project_id)


def _put(session: Session, plan: SessionPlan) -> None:
    session.starts_at, session.ends_at = plan.starts_at, plan.ends_at
    session.room, session.room_folded = plan.room, fold(plan.room)
    session.topic, session.break_minutes, session.trainer = plan.topic, plan.break_minutes, plan.trainer


def _must_fit(session: Session) -> None:
    project = session.group.edition.project
    rules.must_be_a_meeting(session.meeting)
    rules.must_be_in_project(clock.local(session.starts_at).date(), starts=project.starts_on, ends=project.ends_on)
    rules.must_not_clash(queries.slot(session), queries.slots_beside(session))
