"""Who sits, whom each may not judge, what the office could notice, and how far the committee is."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from atut.base.accounts.models import Membership, User
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.projects.models import Project
from atut.work.committee.models import Appeal, Committee, Conflict, Member, Sheet
from atut.work.committee.rules.members import LEAST_SCORERS, Tie
from atut.work.partnership.models import Employment
from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.rules.moves import NOT_IN_FORCE, ApplicationStatus
from atut.work.recruitment.rules.points import judged

SEE_NAMES = frozenset({Role.COORDINATOR, Role.CONTROLLER})
JUDGED = (ApplicationStatus.SUBMITTED, ApplicationStatus.ELIGIBLE)


def committee_of(call: Call) -> Committee | None:
    """The committee of a call, if one was set up. One query."""
    return Committee.objects.filter(call=call).select_related("call__project").first()


def roles_of(user: User, project: Project) -> set[str]:
    """Open roles of a user in a project. One query."""
    return set(Membership.objects.filter(user=user, project=project, until=None).values_list("role", flat=True))


def candidates(project: Project, committee: Committee | None) -> list[User]:
    """Who may be appointed: holds the role, sees no names by another one, does not sit there. One query."""
    open_here = Membership.objects.filter(project=project, until=None)
    found = User.objects.filter(pk__in=open_here.filter(role=Role.COMMITTEE).values("user"), is_active=True)
    found = found.exclude(pk__in=open_here.filter(role__in=SEE_NAMES).values("user"))
    if committee:
        found = found.exclude(pk__in=committee.members.filter(dismissed_at=None).values("user"))
    return list(found.order_by("name", "pk"))


def members(committee: Committee) -> list[Member]:
    """Who sits, the chair first. One query."""
    sitting = committee.members.filter(dismissed_at=None).select_related("user", "committee__call__project")
    return list(sitting.order_by("-is_chair", "appointed_at", "pk"))


def my_seats(actor: Actor) -> list[Member]:
    """The committees on which somebody sits in this project, the newest call first. One query."""
    if actor.user_id is None or not actor.holds({Role.COMMITTEE}):
        return []
    here = Member.objects.filter(user=actor.user_id, dismissed_at=None, committee__call__project=actor.project_id or 0)
    return list(here.select_related("user", "committee__call__project").order_by("-committee__call__closes_at", "-pk"))


def calls_with_committees(actor: Actor) -> list[Call]:
    """Calls that have a committee or give points by one, for those who run or check the recruitment. One query."""
    if not actor.holds_for_project(SEE_NAMES):
        return []
    found = Call.objects.filter(project=actor.project_id or 0).exclude(status__in=NOT_IN_FORCE).select_related("committee")
    calls = found.order_by("-closes_at", "-pk")
    return [call for call in calls if hasattr(call, "committee") or judged(call.rules.criteria)]


def seat(actor: Actor, call_key: str) -> Member | None:
    """The own seat on the committee of a call. One query."""
    return next((member for member in my_seats(actor) if member.committee.call.key == call_key), None)


def automatic_ties(user: User, call: Call) -> Q:
    """What nobody has to declare: the own application, people one is the superior of, people of the office one leads."""
    led = Membership.objects.filter(user=user, project=call.project_id, role=Role.OFFICE_LEAD, until=None)
    own, below = Q(person__claims__user=user), Q(employment__superior__claims__user=user)
    return own | below | Q(employment__organisation__in=led.values("organisation"))


def barred(member: Member) -> QuerySet[Application]:
    """The applications this member neither sees nor judges: declared ties and those that follow from the data."""
    declared = Q(pk__in=Conflict.objects.filter(member=member).values("application"))
    call = member.committee.call
    return Application.objects.filter(call=call).filter(declared | automatic_ties(member.user, call)).distinct()


def has_scored(member: Member, application: Application) -> bool:
    """Did this person score the application, on this seat or an earlier one? One query."""
    return Sheet.objects.filter(member__user=member.user_id, application=application).exclude(scores={}).exists()


def may_decide(member: Member, appeal: Appeal) -> bool:
    """Is this member of the panel that decides the appeal?"""
    return not (appeal.application.call.rules.other_panel and has_scored(member, appeal.application))


def needs_panel(appeal: Appeal) -> bool:
    """Did everybody who sits on the committee score this application, though the rules want another panel?"""
    committee = committee_of(appeal.application.call)
    if committee is None or not appeal.application.call.rules.other_panel:
        return False
    return not any(may_decide(member, appeal) for member in members(committee))


def judged_by(call: Call) -> QuerySet[Application]:
    """The applications its committee judges. Who comes after the list stands after everybody on it and needs no points."""
    return Application.objects.filter(call=call, status__in=JUDGED, is_late=False)


def to_judge(member: Member) -> QuerySet[Application]:
    """The applications this member judges, in the order of their codes, which says nothing about anybody."""
    counting = judged_by(member.committee.call)
    return counting.exclude(pk__in=barred(member).values("pk")).order_by("code")


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant as a member reads the list to declare ties: a name and an office, never together with the code."""

    application: Application
    tie: str = ""
    is_automatic: bool = False


def applicants(member: Member) -> list[Applicant]:
    """Everybody who applied, by surname, with the ties of this member. Three queries."""
    call = member.committee.call
    rows = call.applications.filter(status__in=JUDGED).select_related("person", "employment__organisation")
    declared = dict(Conflict.objects.filter(member=member).values_list("application", "tie"))
    automatic = set(call.applications.filter(automatic_ties(member.user, call)).values_list("pk", flat=True))
    return [
        Applicant(row, declared.get(row.pk, Tie.SUPERIOR if row.pk in automatic else ""), row.pk in automatic)
        for row in rows.order_by("person__name_sort", "pk")
    ]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tie the office could note: member and applicant work in one unit of one office, by the staff list."""

    member: Member
    application: Application
    unit: str


def suggestions(committee: Committee) -> list[Suggestion]:
    """Who works in one unit with an applicant. A shared surname is not looked at. Three queries."""
    sitting = {member.user_id: member for member in members(committee)}
    works = Employment.objects.filter(person__claims__user__in=list(sitting), until=None).exclude(unit="")
    units = {(job.organisation_id, job.unit, claim) for job, claim in _with_users(works)}
    rows = committee.call.applications.filter(status__in=JUDGED).exclude(employment__unit="")
    noted = set(Conflict.objects.filter(member__committee=committee).values_list("member", "application"))
    found = []
    for row in rows.select_related("person", "employment__organisation").order_by("person__name_sort", "pk"):
        for office, unit, user in sorted(units):
            member = sitting[user]
            if (office, unit) == (row.employment.organisation_id, row.employment.unit) and (member.pk, row.pk) not in noted:
                found.append(Suggestion(member, row, unit))
    return found


def _with_users(works: QuerySet[Employment]) -> list[tuple[Employment, int]]:
    claims = works.values_list("pk", "person__claims__user")
    by_pk = {job.pk: job for job in works}
    return [(by_pk[pk], user) for pk, user in claims if user is not None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one member is."""

    member: Member
    to_judge: int
    scored: int
    closed: int
    ties: int

    @property
    def is_closed(self) -> bool:
        """Has the member closed everything there is to judge?"""
        return self.member.declared_at is not None and self.closed == self.to_judge


@dataclass(frozen=True, slots=True)
class State:
    """How far the committee is: by member, and applications too few may judge."""

    lines: tuple[Progress, ...]
    too_few: tuple[str, ...]
    applications: int
    with_points: int

    @property
    def all_closed(self) -> bool:
        """Is every sheet closed?"""
        return bool(self.lines) and all(line.is_closed for line in self.lines)

    @property
    def still_open(self) -> int:
        """How many members have not closed their sheets."""
        return sum(not line.is_closed for line in self.lines)

    @property
    def is_settled(self) -> bool:
        """Has every application its points?"""
        return self.with_points == self.applications and self.applications > 0


def state(committee: Committee) -> State:
    """Two queries, and two for each member."""
    call = committee.call
    rows = list(judged_by(call).order_by("code").values_list("pk", "code", "jury"))
    needed = {line.code for line in judged(call.rules.criteria)}
    scorers: Counter[int] = Counter()
    lines = []
    for member in members(committee):
        mine = set(to_judge(member).values_list("pk", flat=True))
        sheets = dict(member.sheets.filter(application__in=mine).values_list("application", "closed_at"))
        scorers.update(mine)
        closed = sum(moment is not None for moment in sheets.values())
        lines.append(Progress(member, len(mine), len(sheets), closed, len(rows) - len(mine)))
    too_few = tuple(code for pk, code, _unused in rows if scorers[pk] < LEAST_SCORERS)
    with_points = sum(needed <= set(jury) for _unused, _code, jury in rows)
    return State(tuple(lines), too_few, len(rows), with_points)
