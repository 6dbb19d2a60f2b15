"""The timetable: what takes rooms, trainers and people at the same hours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from atut.work.training.models import Enrolment, Group, Session
from atut.work.training.rules.moves import EnrolmentStatus, SessionStatus
from atut.work.training.rules.scheduling import Slot


def slot(session: Session, *, group: Group | None = None, people: Mapping[int, str] | None = None) -> Slot:
    """A meeting as the timetable sees it; `group` where it is being changed and not saved yet."""
    group = group or session.group
    trainer = session.trainer or group.trainer
    if people is None:
        people = _people([group.pk]).get(group.pk, {})
    return Slot(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        group=group.name,
        room=session.room_folded,
        room_name=session.room,
        trainer_id=trainer.pk if trainer else None,
        trainer=str(trainer or ""),
        people=people,
    )


def slots_beside(session: Session) -> list[Slot]:
    """Other meetings of the project in the same hours."""
    rows = (
        Session.objects.filter(
            group__edition__project=session.group.edition.project_id,
            starts_at__lt=session.ends_at,
            ends_at__gt=session.starts_at,
        )
        .exclude(pk=session.pk)
        .exclude(status=SessionStatus.CANCELLED)
        .select_related("group__trainer", "trainer")
        .order_by("starts_at", "pk")
    )
    return _slots(rows)


def slots_of_person(enrolment: Enrolment, *, at: datetime) -> list[Slot]:
    """Meetings to come in other groups of the same person."""
    rows = (
        Session.objects.filter(
            group__enrolments__participation=enrolment.participation_id,
            group__enrolments__status=EnrolmentStatus.ENROLLED,
            status=SessionStatus.PLANNED,
            ends_at__gt=at,
        )
        .exclude(group__enrolments=enrolment.pk)
        .select_related("group__trainer", "trainer")
        .order_by("starts_at", "pk")
    )
    return _slots(rows)


def slot_for_person(session: Session, enrolment: Enrolment) -> Slot:
    """A meeting as it takes the time of one person only."""
    return Slot(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        group=session.group.name,
        people={enrolment.participation_id: enrolment.participation.name},
    )


def _slots(rows: Iterable[Session]) -> list[Slot]:
    sessions = list(rows)
    people = _people({one.group_id for one in sessions})
    return [slot(one, people=people.get(one.group_id, {})) for one in sessions]


def _people(groups: Iterable[int]) -> dict[int, dict[int, str]]:
    """Names of those enrolled, by group and participation."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Enrolment.objects.filter(group__in=list(groups), status=EnrolmentStatus.ENROLLED)
    for one in rows.select_related("participation__person", "participation__organisation").order_by("pk"):
        found[one.group_id][one.participation_id] = one.participation.name
    return found
