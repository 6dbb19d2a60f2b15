"""Attendance: marks on a list, the finished list, corrections. Entry into the project follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.work.training import permissions, queries
from atut.work.training.actions import participating
from atut.work.training.models import Attendance, Enrolment, Participation, Session
from atut.work.training.queries.attending import Line
from atut.work.training.rules import attendance as rules
from atut.work.training.rules import moves
from atut.work.training.rules import participation as participation_rules
from atut.work.training.rules.moves import ParticipationStatus, SessionStatus, Source


@dataclass(frozen=True, slots=True)
class Mark:
    """What a list says about one person."""

    enrolment: Enrolment
    presence: str
    came: time | None = None
    went: time | None = None


@action
def record_attendance(session: Session, marks: Iterable[Mark], *, source: Source, actor: Actor, at: datetime) -> Session:
    """Write marks on an open list. Sent twice, the second time changes nothing."""
    permissions.record_attendance.require(actor, session)
    session = _locked(session)
    if session.status != SessionStatus.PLANNED:
        raise moves.NotNow(status=SessionStatus(session.status).label)
    rules.must_be_open_for_marks(session.meeting, at=at)
    changed = _write(session, marks, source=source, reason="", actor=actor, at=at)
    record("training.attendance.recorded", session, actor=actor, at=at, count=len(changed))
    return session


@action
def close_list(session: Session, marks: Iterable[Mark] = (), *, source: Source, actor: Actor, at: datetime) -> Session:
    """Write the last marks and finish the list. Everybody has a mark, but those whose papers are missing.

    The same finished list sent again (a slow network, two clicks) is accepted and changes nothing.
    """
    permissions.record_attendance.require(actor, session)
    session, marks = _locked(session), list(marks)
    if session.status == SessionStatus.CLOSED and not _differs(session, marks):
        record("training.attendance.sent_again", session, actor=actor, at=at, count=0)
        return session
    status = moves.after("close_list", session.status)
    rules.must_be_open_for_closing(session.meeting, at=at)
    changed = _write(session, marks, source=source, reason="", actor=actor, at=at)
    lines = queries.lines(session)
    rules.must_have_marks(line.name for line in lines if not line.presence and not line.is_blocked)
    session.status = status
    session.save(update_fields=["status"])
    record("training.session.list_closed", session, actor=actor, at=at, count=len(changed))
    return session


@action
def reopen_list(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    """Give a finished list back to the trainer, with a reason."""
    permissions.correct_attendance.require(actor, session)
    rules.must_have_reason(reason)
    session = _locked(session)
    session.status = moves.after("reopen_list", session.status)
    session.save(update_fields=["status"])
    record("training.session.list_reopened", session, actor=actor, at=at, values={"reason": reason})
    return session


@action
def correct_attendance(
    session: Session, marks: Sequence[Mark], *, source: Source, reason: str, actor: Actor, at: datetime
) -> Session:
    """Correct a finished list: only the project office, with a reason, and old and new minutes in the audit trail."""
    permissions.correct_attendance.require(actor, session)
    rules.must_have_reason(reason)
    session = _locked(session)
    if session.status != SessionStatus.CLOSED:
        raise moves.NotNow(status=SessionStatus(session.status).label)
    changed = _write(session, marks, source=source, reason=reason, actor=actor, at=at)
    values = {"reason": reason, **changed}
    record("training.attendance.corrected", session, actor=actor, at=at, count=len(changed), values=values)
    return session


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update().get(pk=session.pk)


def _minutes(session: Session, mark: Mark) -> tuple[int, time | None, time | None]:
    name = mark.enrolment.participation.name
    minutes = rules.minutes_for(session.meeting, mark.presence, came=mark.came, went=mark.went, name=name)
    part = mark.presence == rules.Presence.PART
    return minutes, mark.came if part else None, mark.went if part else None


def _differs(session: Session, marks: Iterable[Mark]) -> bool:
    now = {entry.enrolment_id: (entry.minutes, entry.came_at, entry.went_at) for entry in session.attendance.order_by("pk")}
    return any(now.get(mark.enrolment.pk) != _minutes(session, mark) for mark in marks)


def _write(
    session: Session, marks: Iterable[Mark], *, source: Source, reason: str, actor: Actor, at: datetime
) -> dict[str, list[int | None]]:
    """Put the entries that differ; tell old and new minutes by enrolment key. People then enter the project, or not."""
    lines = {line.enrolment.pk: line for line in queries.lines(session)}
    wanted = [(lines[mark.enrolment.pk], _minutes(session, mark)) for mark in marks if mark.enrolment.pk in lines]
    participation_rules.must_have_papers((line.name, line.papers) for line, (minutes, *_hours) in wanted if minutes)
    changed: dict[str, list[int | None]] = {}
    entries: list[Attendance] = []
    for line, (minutes, came, went) in wanted:
        if (line.minutes, line.came_at, line.went_at) == (minutes, came, went):
            continue
        entry = Attendance(session=session, enrolment=line.enrolment, minutes=minutes, came_at=came, went_at=went)
        entry.source, entry.reason, entry.recorded_at, entry.recorded_by = source, reason, at, actor.label
        entries.append(entry)
        changed[line.enrolment.key] = [line.minutes, minutes]
    Attendance.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["minutes", "came_at", "went_at", "source", "reason", "recorded_at", "recorded_by"],
    )
    _follow([lines[pk] for pk in lines if lines[pk].enrolment.key in changed], actor=actor, at=at)
    return changed


def _follow(lines: Iterable[Line], *, actor: Actor, at: datetime) -> None:
    """Entry is the first day on which the person was there: put right what the changed entries say about it."""
    people = {line.enrolment.participation for line in lines}
    days = queries.support_days(people)
    for participation in sorted(people, key=lambda one: one.pk):
        _follow_one(participation, days[participation.pk], actor=actor, at=at)


def _follow_one(participation: Participation, days: list[date], *, actor: Actor, at: datetime) -> None:
    first = participation_rules.entry_day(days)
    if first is None:
        if participation.status == ParticipationStatus.IN_PROJECT:
            participating.take_back_entry(participation, actor=actor, at=at)
        return
    if participation.status == ParticipationStatus.PREPARED:
        participating.enter_project(participation, day=first, actor=actor, at=at)
        return
    if first != participation.entered_on:
        participating.move_entry_day(participation, day=first, actor=actor, at=at)
    if participation_rules.comes_back(left_on=participation.left_on, support_days=days):
        participating.reenter_project(participation, day=max(days), actor=actor, at=at)
