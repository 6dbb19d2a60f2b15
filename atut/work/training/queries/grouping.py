"""Groups: who is in them, when they meet, how each of them stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from atut.base.accounts.models import User
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project
from atut.work.programme.models import Edition
from atut.work.recruitment.models import Place
from atut.work.recruitment.rules.moves import PlaceStatus
from atut.work.training.models import Attendance, Enrolment, Group, Session
from atut.work.training.queries.attending import ON_THE_LIST, papers_missing, tallies
from atut.work.training.queries.telling import absences_of
from atut.work.training.rules.attendance import Tally, Verdict
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus, SessionStatus


@dataclass(frozen=True, slots=True)
class Held:
    """How far a group is: meetings without a finished list, minutes of those with one."""

    without_list: int
    minutes: int


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition with its groups and the confirmed places that wait for a group."""

    edition: Edition
    groups: Sequence[Group]
    waiting: int
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One person at one meeting: minutes on the list (None: nothing yet), and whether that is all of it."""

    minutes: int | None
    is_whole: bool
    is_told: bool = False  # said beforehand that they cannot come; counts until the list says otherwise


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a group: the marks by session, where the person stands, papers that are missing."""

    enrolment: Enrolment
    name: str
    office: str
    cells: Sequence[Cell]
    tally: Tally
    papers: Sequence[EntryKind]
    days: Sequence[datetime] = ()

    @property
    def dated(self) -> list[tuple[datetime, Cell]]:
        """Each mark with the moment of its meeting."""
        return list(zip(self.days, self.cells, strict=True))

    @property
    def is_lost(self) -> bool:
        """The certificate can no longer be had by somebody who is still in the group."""
        return self.enrolment.status == EnrolmentStatus.ENROLLED and self.tally.verdict == Verdict.CANNOT


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """Everything on the page of one group."""

    group: Group
    sessions: Sequence[Session]
    people: Sequence[PersonRow]
    waiting: Sequence[Place]
    at: datetime

    @property
    def next_session(self) -> Session | None:
        """Where the group meets next."""
        ahead = (one for one in self.sessions if one.status == SessionStatus.PLANNED and one.ends_at > self.at)
        return next(ahead, None)

    @property
    def without_list(self) -> Session | None:
        """The oldest meeting that is over and has no finished list."""
        over = (one for one in self.sessions if one.status == SessionStatus.PLANNED and one.ends_at <= self.at)
        return next(over, None)

    @property
    def completed(self) -> list[PersonRow]:
        """Those who reached the required share."""
        return [row for row in self.people if row.enrolment.status == EnrolmentStatus.COMPLETED]

    @property
    def counted(self) -> list[Session]:
        """Meetings that count, in the order of the cells of each person."""
        return [session for session in self.sessions if session.status != SessionStatus.CANCELLED]

    @property
    def lost(self) -> list[PersonRow]:
        """Those who may no longer pass."""
        return [row for row in self.people if row.is_lost]

    @property
    def without_papers(self) -> list[PersonRow]:
        """Those who cannot start support yet."""
        return [row for row in self.people if row.papers]

    @property
    def taken(self) -> int:
        """How many seats of the group are taken; who resigned has none."""
        return sum(1 for row in self.people if row.enrolment.status in ON_THE_LIST)

    @property
    def is_over(self) -> bool:
        """Everybody who was in the group has a result."""
        return bool(self.people) and not self.is_open

    @property
    def is_open(self) -> bool:
        """Somebody waits for a result."""
        return any(row.enrolment.status == EnrolmentStatus.ENROLLED for row in self.people)


def groups_overview(actor: Actor, *, on: date) -> list[EditionRow]:
    """Editions of the project with their groups, those that run or come first, then newest first. Three queries."""
    shown = Group.objects.visible_to(actor).select_related("trainer")
    shown = shown.annotate(
        people=Count("enrolments", filter=Q(enrolments__status__in=ON_THE_LIST), distinct=True),
        meetings=Count("sessions", filter=~Q(sessions__status=SessionStatus.CANCELLED), distinct=True),
        held=Count("sessions", filter=Q(sessions__status=SessionStatus.CLOSED), distinct=True),
    )
    by_edition: dict[int, list[Group]] = defaultdict(list)
    for group in shown.order_by("name", "pk"):
        by_edition[group.edition_id].append(group)
    editions = Edition.objects.filter(project=actor.project_id or 0).select_related("support_form")
    rows = editions.order_by("-starts_on", "support_form__code", "-number", "pk")
    waiting = dict(
        Place.objects.filter(edition__project=actor.project_id or 0, status=PlaceStatus.CONFIRMED)
        .order_by("edition_id")
        .values_list("edition_id")
        .annotate(count=Count("pk"))
    )
    found = [EditionRow(one, by_edition[one.pk], waiting.get(one.pk, 0), one.ends_on < on) for one in rows]
    return sorted(found, key=lambda row: row.is_over)


def places_waiting(edition_id: int) -> QuerySet[Place]:
    """Confirmed places of an edition that are in no group yet, surname first."""
    return (
        Place.objects.filter(edition=edition_id, status=PlaceStatus.CONFIRMED)
        .select_related("application__person", "application__employment__organisation", "application__call")
        .order_by("application__person__name_sort", "pk")
    )


def group_sheet(group: Group, at: datetime) -> GroupSheet:
    """One group: meetings, people with their attendance, confirmed places to enrol. A fixed number of queries."""
    sessions = list(group.sessions.select_related("trainer").order_by("starts_at", "pk"))
    people = list(
        group.enrolments.select_related(
            "participation__person", "participation__employment__organisation", "group__edition__support_form"
        ).order_by("participation__person__name_sort", "pk")
    )
    stand = tallies(people)
    papers = papers_missing([one.participation_id for one in people])
    entries: dict[tuple[int, int], int] = {}
    for entry in Attendance.objects.filter(enrolment__in=people).order_by("pk"):
        entries[entry.enrolment_id, entry.session_id] = entry.minutes
    counted = [session for session in sessions if session.status != SessionStatus.CANCELLED]
    days, told = [one.starts_at for one in counted], absences_of(people)
    cells = {one.pk: [_cell(entries.get((one.pk, s.pk)), s, is_told=(one.pk, s.pk) in told) for s in counted] for one in people}
    rows = [_person_row(one, cells[one.pk], days, stand, papers) for one in people]
    return GroupSheet(group, sessions, rows, list(places_waiting(group.edition_id)), at)


def _cell(minutes: int | None, session: Session, *, is_told: bool) -> Cell:
    return Cell(minutes, is_whole=bool(minutes) and minutes == session.minutes, is_told=is_told)


def _person_row(
    one: Enrolment,
    cells: list[Cell],
    days: list[datetime],
    stand: Mapping[int, Tally],
    papers: Mapping[int, Sequence[EntryKind]],
) -> PersonRow:
    taking_part = one.participation
    office = taking_part.employment.organisation.short_name if taking_part.employment else ""
    before = taking_part.status == ParticipationStatus.PREPARED and one.status in ON_THE_LIST
    return PersonRow(one, taking_part.name, office, cells, stand[one.pk], papers[taking_part.pk] if before else [], days)


def trainers(project: Project) -> QuerySet[User]:
    """People who may lead meetings in a project, by name."""
    rows = User.objects.filter(memberships__project=project, memberships__role=Role.TRAINER, memberships__until=None)
    return rows.distinct().order_by("name", "pk")


def enrolled_count(group: Group) -> int:
    """How many seats of the group are taken."""
    return group.enrolments.filter(status__in=ON_THE_LIST).count()


def still_enrolled(group: Group) -> QuerySet[Enrolment]:
    """People of a group who wait for their result, in a fixed order."""
    rows = group.enrolments.filter(status=EnrolmentStatus.ENROLLED)
    return rows.select_related("group__edition__support_form", "participation__employment").order_by("pk")


def held(group: Group) -> Held:
    """How far a group is."""
    sessions = list(group.sessions.exclude(status=SessionStatus.CANCELLED).order_by("pk"))
    closed = [one for one in sessions if one.status == SessionStatus.CLOSED]
    return Held(len(sessions) - len(closed), sum(one.minutes for one in closed))


def last_meeting_day(group: Group) -> date | None:
    """The day of the last meeting with a finished list."""
    last = group.sessions.filter(status=SessionStatus.CLOSED).order_by("-ends_at", "-pk").first()
    return clock.local(last.ends_at).date() if last else None


def sessions_ahead(group: Group, *, at: datetime) -> QuerySet[Session]:
    """Meetings of a group still to come."""
    rows = group.sessions.filter(status=SessionStatus.PLANNED, ends_at__gt=at)
    return rows.select_related("trainer", "group__trainer").order_by("starts_at", "pk")
