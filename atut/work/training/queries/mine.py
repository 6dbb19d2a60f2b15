"""What one person sees: a participant's plan and calendar, a trainer's meetings, the desk's work lists."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.projects.models import Project
from atut.work.partnership.models import Person
from atut.work.recruitment.models import Place
from atut.work.training.models import Enrolment, Participation, Session
from atut.work.training.queries.attending import papers_missing, tallies
from atut.work.training.queries.participating import facts_of, rows_of, without_situation
from atut.work.training.queries.telling import absences_soon
from atut.work.training.rules import participation as rules
from atut.work.training.rules.attendance import Tally, Verdict
from atut.work.training.rules.moves import EnrolmentStatus, EntryKind, ParticipationStatus, SessionStatus

CALENDAR = "training.calendar"


@dataclass(frozen=True, slots=True)
class MyTraining:
    """One support of a person: where to be, what to bring in, whether all goes well."""

    enrolment: Enrolment
    sessions: Sequence[Session]
    next_session: Session | None
    ahead: Sequence[Session]
    tally: Tally
    papers: Sequence[EntryKind]
    calendar_token: str
    participation_key: str
    missing: Sequence[rules.Missing]

    @property
    def title(self) -> dict[str, str]:
        """The name of the form of support."""
        title: dict[str, str] = self.enrolment.group.edition.support_form.title
        return title

    @property
    def is_over(self) -> bool:
        """Ended, one way or another."""
        return self.enrolment.status != EnrolmentStatus.ENROLLED


def my_training(actor: Actor, at: datetime) -> list[MyTraining]:
    """Everything the signed-in person takes part in here: what still goes on comes first. Six queries."""
    enrolments = list(
        Enrolment.objects.filter(
            participation__project=actor.project_id or 0, participation__person__claims__user_id=actor.user_id or 0
        )
        .exclude(status=EnrolmentStatus.RESIGNED)
        .select_related(
            "group__edition__support_form",
            "group__trainer",
            "participation__person",
            "participation__commune",
            "participation__organisation",
            "participation__employment__organisation",
            "participation__project__profile",
        )
        .order_by("-enrolled_at", "pk")
    )
    sessions: dict[int, list[Session]] = defaultdict(list)
    rows = Session.objects.filter(group__in={one.group_id for one in enrolments}).select_related("trainer", "group__trainer")
    for session in rows.order_by("starts_at", "pk"):
        sessions[session.group_id].append(session)
    stand = tallies(enrolments)
    papers = papers_missing({one.participation_id for one in enrolments})
    found = [_mine(one, sessions[one.group_id], stand[one.pk], papers[one.participation_id], at) for one in enrolments]
    return sorted(found, key=lambda mine: mine.is_over)


def _mine(one: Enrolment, sessions: list[Session], tally: Tally, papers: list[EntryKind], at: datetime) -> MyTraining:
    ahead = [session for session in sessions if session.ends_at > at and session.status == SessionStatus.PLANNED]
    before = one.participation.status == ParticipationStatus.PREPARED
    person = one.participation.person
    return MyTraining(
        enrolment=one,
        sessions=sessions,
        next_session=ahead[0] if ahead else None,
        ahead=ahead[1:],
        tally=tally,
        papers=papers if before else [],
        calendar_token=calendar_token(person) if person else "",
        participation_key=one.participation.key,
        missing=_missing(one.participation) if before else [],
    )


def _missing(participation: Participation) -> list[rules.Missing]:
    """What only the person can tell, before entry; the day of entry comes by itself."""
    facts = facts_of(participation, participation.project.profile.data)
    return [one for one in rules.missing(facts) if one != rules.Missing.ENTRY]


def calendar_token(person: Person) -> str:
    """The signed part of a calendar address: good for this person's timetable and nothing else."""
    return Signer(salt=CALENDAR).sign(person.key)


def person_of_token(project: Project, token: str) -> Person | None:
    """Whose calendar an address is for; nobody where the signature or the project is wrong."""
    try:
        key = Signer(salt=CALENDAR).unsign(token)
    except BadSignature:
        return None
    return Person.objects.filter(project=project, key=key).first()


def sessions_of_person(person: Person) -> QuerySet[Session]:
    """Every meeting of the person's groups, cancelled ones too: calendars must learn of them."""
    enrolled = Q(group__enrolments__participation__person=person) & ~Q(group__enrolments__status=EnrolmentStatus.RESIGNED)
    rows = Session.objects.filter(enrolled).select_related("trainer", "group__trainer", "group__edition__support_form")
    return rows.distinct().order_by("starts_at", "pk")


def my_sessions(actor: Actor) -> tuple[list[Session], list[Session]]:
    """A trainer's meetings: to come (and those with no finished list), then the finished ones, latest first."""
    leads = Q(trainer_id=actor.user_id) | Q(trainer=None, group__trainer_id=actor.user_id)
    rows = (
        Session.objects.visible_to(actor)
        .filter(leads)
        .exclude(status=SessionStatus.CANCELLED)
        .select_related("group__edition__support_form")
        .annotate(people=Count("group__enrolments", filter=~Q(group__enrolments__status=EnrolmentStatus.RESIGNED), distinct=True))
        .order_by("starts_at", "pk")
    )
    sessions = list(rows)
    closed = [one for one in sessions if one.status == SessionStatus.CLOSED]
    return [one for one in sessions if one.status == SessionStatus.PLANNED], closed[::-1]


def worklist(actor: Actor, at: datetime) -> list[Item]:
    """What waits for the project office: papers before the first meeting, incomplete data, lists, exits."""
    if not actor.holds_for_project({Role.COORDINATOR}):
        return []
    project = Project.objects.select_related("profile").get(pk=actor.project_id or 0)
    counts = _counts(project, at)
    found = [
        Item(
            counts["waiting"],
            ngettext("confirmed place waits for a group", "confirmed places wait for a group", counts["waiting"]),
            _("Enrol these people, so that they learn when and where."),
            reverse("training:groups"),
        ),
        Item(
            counts["papers"],
            ngettext(
                "person has no signed papers and meets within a week",
                "people have no signed papers and meet within a week",
                counts["papers"],
            ),
            _("Without the four signatures they cannot take part."),
            f"{reverse('training:participations')}?lacks=papers",
            is_late=True,
        ),
        Item(
            counts["data"],
            ngettext("participant has incomplete data", "participants have incomplete data", counts["data"]),
            _("They are not counted in any figure until this is filled in."),
            f"{reverse('training:participations')}?lacks=data",
        ),
        Item(
            counts["lists"],
            ngettext("meeting has no finished list", "meetings have no finished list", counts["lists"]),
            _("They ended more than a day ago. Remind the trainer or type in the paper list."),
            reverse("training:groups"),
            is_late=True,
        ),
        *_situations(project, clock.local(at).date()),
    ]
    return [*(item for item in found if item.count), *absences_soon(project, at)]


def _situations(project: Project, today: date) -> list[Item]:
    stages = [
        row.stage
        for row in rows_of(without_situation(project), project.profile.data, today=today)
        if row.stage not in ("", rules.Stage.NOT_DUE)
    ]
    due = [stage for stage in stages if stage != rules.Stage.LATE]
    return [
        Item(
            len(due),
            ngettext("person has left and the situation is not known", "people have left and the situation is not known", len(due)),
            _("It must be recorded within four weeks after exit."),
            f"{reverse('training:participations')}?lacks=situation",
        )
    ]


def _counts(project: Project, at: datetime) -> dict[str, int]:
    people = Participation.objects.filter(project=project, person__isnull=False)
    soon = people.filter(
        status=ParticipationStatus.PREPARED,
        enrolments__status=EnrolmentStatus.ENROLLED,
        enrolments__group__sessions__starts_at__range=(at, at + timedelta(days=7)),
        enrolments__group__sessions__status=SessionStatus.PLANNED,
        entry_documents__signed_on=None,
    )
    entered = people.filter(status__in=[ParticipationStatus.IN_PROJECT, ParticipationStatus.LEFT])
    rows = rows_of(
        entered.select_related("person", "employment__organisation", "organisation", "commune").order_by("pk"),
        project.profile.data,
        today=clock.local(at).date(),
    )
    return {
        "waiting": Place.objects.filter(edition__project=project, status="confirmed").count(),
        "papers": soon.distinct().count(),
        "data": sum(1 for row in rows if row.missing),
        "lists": _lists_late(project, at).count(),
    }


def _lists_late(project: Project, at: datetime) -> QuerySet[Session]:
    """Meetings that ended more than a day ago without a finished list."""
    late = Session.objects.filter(group__edition__project=project, status=SessionStatus.PLANNED, ends_at__lt=at - timedelta(days=1))
    return late.order_by("starts_at", "pk")


def went_wrong(actor: Actor, at: datetime) -> list[Item]:
    """What failed silently: situations that are too late for the funder, people who can no longer pass."""
    if not actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        return []
    project = Project.objects.select_related("profile").get(pk=actor.project_id or 0)
    rows = rows_of(without_situation(project), project.profile.data, today=clock.local(at).date())
    late = sum(1 for row in rows if row.is_late)
    open_ones = Enrolment.objects.filter(participation__project=project, status=EnrolmentStatus.ENROLLED)
    stand = tallies(open_ones.select_related("group__edition__support_form").order_by("pk"))
    lost = sum(1 for tally in stand.values() if tally.verdict == Verdict.CANNOT)
    found = [
        Item(
            late,
            ngettext(
                "situation after exit was not recorded in four weeks", "situations after exit were not recorded in four weeks", late
            ),
            _("The funder's system reports this as an error. Record it, with the day it was true."),
            f"{reverse('training:participations')}?lacks=situation",
            is_late=True,
        ),
        Item(
            lost,
            ngettext("person can no longer earn the certificate", "people can no longer earn the certificate", lost),
            _("They missed more than the form of support allows. Talk to them about another edition."),
            reverse("training:groups"),
        ),
    ]
    return [item for item in found if item.count]
