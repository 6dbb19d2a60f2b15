"""When a group can meet: clashes of room, trainer and participants; size of groups; the project's period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused
from atut.work.training.rules.attendance import Meeting


class EndsBeforeStart(Refused):
    """A meeting that ends before it begins, or on another day."""

    message = _("A meeting ends later than it starts, on the same day. Correct the hours.")


class BreakTooLong(Refused):
    """Breaks take up the whole meeting."""

    message = _("Breaks of %(minutes)s minutes leave nothing of this meeting. Correct the breaks or the hours.")


class OutsideProject(Refused):
    """Support lies within the project's period, or it cannot be settled."""

    message = _("The project lasts from %(starts)s to %(ends)s, and %(day)s lies outside. Choose another day.")


class RoomTaken(Refused):
    """Two groups in one room."""

    message = _(
        "The room “%(room)s” is taken on %(day)s from %(begins)s to %(ends)s by %(group)s. Choose another room or another time."
    )


class TrainerTaken(Refused):
    """One trainer in two places."""

    message = _("%(trainer)s leads %(group)s on %(day)s from %(begins)s to %(ends)s. Choose another trainer or another time.")


class ParticipantsTaken(Refused):
    """People of this group have another meeting then."""

    message = _("On %(day)s from %(begins)s to %(ends)s these people meet with %(group)s: %(names)s. Choose another time.")


class GroupFull(Refused):
    """No seat in the group."""

    message = _("The group “%(name)s” is full: %(size)s people. Choose another group, or raise the size of this one.")


class GroupTooSmall(Refused):
    """The new size is less than the people in the group."""

    message = _("There are already %(count)s people in this group, so its size cannot be %(size)s. Move somebody first.")


class OtherEdition(Refused):
    """A place or a person belongs to another edition."""

    message = _("This place belongs to another edition, so it cannot be used in the group “%(name)s”.")


class SameGroup(Refused):
    """A move to where the person is."""

    message = _("This person is already in the group “%(name)s”.")


class NotAllHeld(Refused):
    """A group cannot be finished with meetings without a list."""

    message = _("%(count)s meetings of this group have no finished list. Finish or cancel them first.")


class HoursNotHeld(Refused):
    """The group met for less than the form of support promises."""

    message = _(
        "The group met for %(held)s minutes, and the form of support promises %(promised)s. Add the missing meetings first."
    )


class NobodyToFinish(Refused):
    """No open enrolment."""

    message = _("Nobody in this group is waiting for a result.")


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting as the timetable sees it. `room` is folded: “Sala 4” and “sala 4” are one room."""

    starts_at: datetime
    ends_at: datetime
    group: str
    room: str = ""
    room_name: str = ""
    trainer_id: int | None = None
    trainer: str = ""
    people: Mapping[int, str] = field(default_factory=dict)


def overlap(one: Slot, other: Slot) -> bool:
    """Half-open: a meeting may start the minute another one ends."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def must_not_clash(new: Slot, others: Iterable[Slot]) -> None:
    """Refuse a meeting that takes a room, a trainer or a participant away from another one."""
    for other in others:
        if not overlap(new, other):
            continue
        local = clock.local(other.starts_at)
        when = {
            "day": local.date(),
            "begins": local.time(),
            "ends": clock.local(other.ends_at).time(),
            "group": other.group,
        }
        if new.room and new.room == other.room:
            raise RoomTaken(room=other.room_name, **when)
        if new.trainer_id is not None and new.trainer_id == other.trainer_id:
            raise TrainerTaken(trainer=other.trainer, **when)
        both = sorted(name for person, name in new.people.items() if person in other.people)
        if both:
            raise ParticipantsTaken(names=", ".join(both), **when)


def must_be_a_meeting(meeting: Meeting) -> None:
    """Ends after it starts, the same day, and the breaks leave something."""
    same_day = clock.local(meeting.starts_at).date() == clock.local(meeting.ends_at).date()
    if meeting.ends_at <= meeting.starts_at or not same_day:
        raise EndsBeforeStart
    if meeting.minutes <= 0:
        raise BreakTooLong(minutes=meeting.break_minutes)


def must_be_in_project(day: date, *, starts: date, ends: date) -> None:
    """Support outside the project's period cannot be settled (rule 4 of participant monitoring)."""
    if not starts <= day <= ends:
        raise OutsideProject(day=day, starts=starts, ends=ends)


def must_have_room(*, name: str, size: int, enrolled: int) -> None:
    """One more person fits."""
    if enrolled >= size:
        raise GroupFull(name=name, size=size)


def must_fit(*, size: int, enrolled: int) -> None:
    """A new size holds those who are in."""
    if size < enrolled:
        raise GroupTooSmall(count=enrolled, size=size)


def must_be_held(*, without_list: int, held: int, promised: int, waiting: int) -> None:
    """A group is finished when every meeting has its list and all promised hours were given."""
    if without_list:
        raise NotAllHeld(count=without_list)
    if held < promised:
        raise HoursNotHeld(held=held, promised=promised)
    if not waiting:
        raise NobodyToFinish
