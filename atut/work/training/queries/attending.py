"""Attendance: where people stand, and the list of one meeting."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from django.db.models import Q

from atut.base.kernel import clock
from atut.work.training.models import Attendance, Enrolment, EntryDocument, Participation, Session
from atut.work.training.rules import attendance, participation
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus, SessionStatus

ON_THE_LIST = (EnrolmentStatus.ENROLLED, EnrolmentStatus.COMPLETED, EnrolmentStatus.NOT_COMPLETED)


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list of a meeting."""

    enrolment: Enrolment
    name: str
    office: str
    minutes: int | None
    came_at: time | None
    went_at: time | None
    source: str
    reason: str
    presence: str
    papers: list[EntryKind]
    tally: attendance.Tally
    has_told: bool = False

    @property
    def is_blocked(self) -> bool:
        """Papers of the entry set are missing: presence cannot be recorded."""
        return bool(self.papers)


def attendance_summary(enrolment: Enrolment) -> attendance.Tally:
    """Where one person stands: planned, attended, missed, ahead and required minutes."""
    loaded = Enrolment.objects.select_related("group__edition__support_form").filter(pk=enrolment.pk)
    return tallies(loaded)[enrolment.pk]


def tallies(enrolments: Iterable[Enrolment]) -> dict[int, attendance.Tally]:
    """Where people stand, by enrolment id. Two queries, however many people."""
    people = list(enrolments)
    groups = {one.group_id for one in people}
    planned: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(group__in=groups).exclude(status=SessionStatus.CANCELLED).order_by("starts_at", "pk"):
        planned[session.group_id].append(session)
    entries: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Attendance.objects.filter(enrolment__in=[one.pk for one in people]).exclude(session__status=SessionStatus.CANCELLED)
    for enrolment_id, session_id, minutes in rows.order_by("pk").values_list("enrolment_id", "session_id", "minutes"):
        entries[enrolment_id][session_id] = minutes
    return {one.pk: _tally(one, planned[one.group_id], entries[one.pk]) for one in people}


def _tally(enrolment: Enrolment, sessions: list[Session], entries: dict[int, int]) -> attendance.Tally:
    form = enrolment.group.edition.support_form
    here = {session.pk for session in sessions}
    seen = [attendance.Seen(s.minutes, s.status == SessionStatus.CLOSED, entries.get(s.pk)) for s in sessions]
    return attendance.tally(
        seen,
        form_minutes=form.planned_minutes,
        required_percent=form.required_percent,
        elsewhere=sum(minutes for session_id, minutes in entries.items() if session_id not in here),
    )


def papers_missing(participations: Iterable[int]) -> dict[int, list[EntryKind]]:
    """Unsigned papers of the entry set, by participation id. One query."""
    signed: dict[int, set[str]] = defaultdict(set)
    rows = EntryDocument.objects.filter(participation__in=list(participations), signed_on__isnull=False)
    for participation_id, kind in rows.order_by("pk").values_list("participation_id", "kind"):
        signed[participation_id].add(kind)
    return {pk: participation.papers_missing(signed[pk]) for pk in participations}


def lines(session: Session) -> list[Line]:
    """The list of one meeting: people of its group and those who were there before they left it. Six queries."""
    people = list(
        Enrolment.objects.filter(Q(group=session.group_id, status__in=ON_THE_LIST) | Q(attendance__session=session))
        .distinct()
        .select_related("participation__person", "participation__employment__organisation", "group__edition__support_form")
        .order_by("participation__person__name_sort", "pk")
    )
    entries = {entry.enrolment_id: entry for entry in Attendance.objects.filter(session=session).order_by("pk")}
    before = [one.participation_id for one in people if one.participation.status == ParticipationStatus.PREPARED]
    papers = papers_missing(before)
    stand = tallies(people)
    told = set(session.absences.values_list("enrolment", flat=True))
    found = [_line(one, entries.get(one.pk), papers.get(one.participation_id, []), stand[one.pk]) for one in people]
    return [replace(line, has_told=line.enrolment.pk in told) for line in found]


def _line(enrolment: Enrolment, entry: Attendance | None, papers: list[EntryKind], tally: attendance.Tally) -> Line:
    taking_part = enrolment.participation
    office = taking_part.employment.organisation.short_name if taking_part.employment else ""
    presence = attendance.presence_of(entry.minutes, came=entry.came_at) if entry else ""
    return Line(
        enrolment=enrolment,
        name=taking_part.name,
        office=office,
        minutes=entry.minutes if entry else None,
        came_at=entry.came_at if entry else None,
        went_at=entry.went_at if entry else None,
        source=entry.get_source_display() if entry else "",
        reason=entry.reason if entry else "",
        presence=presence,
        papers=papers,
        tally=tally,
    )


def support_days(participations: Iterable[Participation]) -> dict[int, list[date]]:
    """The days on which people were at a meeting, by participation id, earliest first. One query."""
    found: dict[int, list[date]] = {one.pk: [] for one in participations}
    rows = Attendance.objects.filter(enrolment__participation__in=list(found), minutes__gt=0)
    rows = rows.exclude(session__status=SessionStatus.CANCELLED).order_by("session__starts_at", "pk")
    for participation_id, starts_at in rows.values_list("enrolment__participation_id", "session__starts_at"):
        found[participation_id].append(clock.local(starts_at).date())
    return found


def last_support_day(participation: Participation) -> date | None:
    """The last day of support; for an institution the last one of its people."""
    rows = Attendance.objects.filter(minutes__gt=0).exclude(session__status=SessionStatus.CANCELLED)
    if participation.person_id is None:
        rows = rows.filter(
            enrolment__participation__project=participation.project_id,
            enrolment__participation__employment__organisation=participation.organisation_id,
        )
    else:
        rows = rows.filter(enrolment__participation=participation)
    last = rows.order_by("-session__starts_at", "-pk").values_list("session__starts_at", flat=True).first()
    return clock.local(last).date() if last else None
