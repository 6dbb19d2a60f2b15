"""What needs somebody today, what went wrong, what a participant sees: pulled from every room, in the order of the work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from atut.base.faults import queries as faults
from atut.base.jobs import queries as jobs
from atut.base.keeping import queries as keeping
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.roles import Role
from atut.base.kernel.worklist import Item
from atut.base.mail import queries as mail
from atut.base.privacy import queries as privacy
from atut.base.projects.models import Project
from atut.front.duties import queries as duties
from atut.front.voices import queries as voices
from atut.work.committee import queries as committee
from atut.work.committee.models import Appeal, AppealTerm
from atut.work.committee.queries import appeals
from atut.work.monitoring import queries as monitoring
from atut.work.monitoring.queries import IndicatorFigure
from atut.work.partnership import queries as partnership
from atut.work.partnership.models import Person
from atut.work.programme import queries as programme
from atut.work.recruitment import queries as recruitment
from atut.work.recruitment.models import Application, Call, Place
from atut.work.recruitment.queries.own import OwnPage, own_page
from atut.work.recruitment.rules.own import Day, Event, Stage
from atut.work.training import queries as training
from atut.work.training.models import Certificate, Session

Ask = Callable[[Actor, datetime], list[Item]]
# what each room says for itself, in the order of the work
WAITING: tuple[Ask, ...] = (
    mail.worklist,
    privacy.worklist,
    partnership.worklist,
    programme.worklist,
    recruitment.worklist,
    committee.worklist,
    training.worklist,
    monitoring.worklist,
    voices.worklist,
    duties.worklist,
)
WRONG: tuple[Ask, ...] = (
    faults.went_wrong,
    jobs.went_wrong,
    mail.went_wrong,
    keeping.went_wrong,
    recruitment.went_wrong,
    training.went_wrong,
    monitoring.went_wrong,
    voices.went_wrong,
)


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """Cards of the start page: late ones first, then in the order of the work."""
    return sorted((item for ask in WAITING for item in ask(actor, at)), key=lambda item: not item.is_late)


def wrong(actor: Actor, at: datetime) -> list[Item]:
    """Everything that failed and was not mended."""
    return [item for ask in WRONG for item in ask(actor, at)]


@dataclass(frozen=True)
class Overview:
    """How the newest call and the promises of the grant agreement stand."""

    call: Call | None
    steps: list[tuple[str, int]]
    figures: list[IndicatorFigure]


def overview(actor: Actor, project: Project, at: datetime) -> Overview | None:
    """For the project office and controllers; nobody else needs the whole."""
    if not actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
        return None
    call = recruitment.newest_begun(actor, at)
    sheet = monitoring.figures_sheet(project, on=clock.local(at).date())
    figures = [one for one in monitoring.project_figures(project, sheet) if one.percent_of_target is not None]
    return Overview(call, recruitment.pipeline(call, actor, at).funnel() if call else [], figures[:3])


@dataclass(frozen=True, slots=True)
class MyPlan:
    """A participant's page: where to be, what to do, whether all goes well, applications, certificates."""

    trainings: Sequence[training.MyTraining]
    applications: Sequence[recruitment.MyApplication]
    certificates: Sequence[Certificate]
    at: datetime

    @property
    def offers(self) -> list[Place]:
        """Places that wait for an answer, the most urgent first."""
        found = [place for one in self.applications if (place := one.offer(self.at))]
        return sorted(found, key=lambda place: (place.answer_by, place.pk))

    @property
    def running(self) -> list[training.MyTraining]:
        """What still goes on."""
        return [one for one in self.trainings if not one.is_over]

    @property
    def next_training(self) -> training.MyTraining | None:
        """The one with the soonest meeting."""
        coming = [one for one in self.running if one.next_session]
        return min(coming, key=lambda one: (one.next_session.starts_at, one.enrolment.pk) if one.next_session else (), default=None)

    @property
    def sessions(self) -> list[Session]:
        """Every meeting to come, in order, of all the supports."""
        all_of_them = [session for one in self.running for session in (one.next_session, *one.ahead) if session]
        return sorted(all_of_them, key=lambda session: (session.starts_at, session.pk))

    @property
    def to_complete(self) -> list[training.MyTraining]:
        """Whose data or papers are missing before the first meeting; one line a participation."""
        found = {one.participation_key: one for one in self.running if one.missing or one.papers}
        return list(found.values())

    @property
    def reserve_position(self) -> int | None:
        """The best position on a reserve list of the newest application that has one."""
        return next((one.reserve_position for one in self.applications if one.reserve_position), None)

    @property
    def is_waiting(self) -> bool:
        """An application is being looked at, or its list is not closed yet."""
        return any(one.application.status in ("submitted", "eligible") and not one.is_closed for one in self.applications)

    @property
    def has_place(self) -> bool:
        """A place was taken and no group has been named yet."""
        return any(one.place and one.place.status == "confirmed" for one in self.applications)


def my_plan(actor: Actor, at: datetime) -> MyPlan:
    """Everything of the signed-in person in this project. As many queries for much as for little."""
    return MyPlan(training.my_training(actor, at), recruitment.my_outcomes(actor), training.my_certificates(actor), at)


@dataclass(frozen=True, slots=True)
class MyApplication:
    """The one page of an application, with what the committee's room knows: until when to appeal, the own appeal."""

    page: OwnPage
    term: AppealTerm | None
    appeal: Appeal | None
    at: datetime

    @property
    def headline(self) -> str:
        """Where it stands; the position where that is the answer."""
        first = self.page.standings[0].position if self.page.standings else 0
        if self.page.stage == Stage.RESERVE and first:
            return _("You are number %(position)s on the reserve list") % {"position": first}
        return str(self.page.stage.label)

    @property
    def days(self) -> list[Day]:
        """The days that count, with the end of the term to appeal."""
        more = [Day(Event.APPEAL, self.term.until)] if self.term else []
        return sorted([*self.page.days, *more], key=lambda day: day.when)

    @property
    def appeal_token(self) -> str:
        """The secret part of the link to appeal."""
        return appeals.token_of(self.page.application)

    @property
    def may_appeal(self) -> bool:
        """Is the term running, and is there something to appeal against?"""
        is_without = self.page.stage in (Stage.REJECTED, Stage.RESERVE, Stage.OUT, Stage.GIVEN_UP)
        return self.appeal is None and is_without and self.term is not None and self.at < self.term.until


def my_application(application: Application, at: datetime) -> MyApplication:
    """One application for its person. Two queries more than the page of recruitment."""
    appeal = application.appeals.order_by("-lodged_at", "-pk").first()
    return MyApplication(own_page(application, at), appeals.term_of(application.call), appeal, at)


@dataclass(frozen=True, slots=True)
class MyData:
    """What is held on one person, for the person: set by set, and what was asked for."""

    person: Person
    held: Sequence[privacy.Fate]
    asked: Sequence[privacy.Asked]

    @property
    def fates(self) -> list[tuple[privacy.Fate, list[str]]]:
        """What happens to what: the purposes with one and the same answer stand together, each named once."""
        together: dict[tuple[object, ...], tuple[privacy.Fate, list[str]]] = {}
        for fate in self.held:
            _first, purposes = together.setdefault((fate.goes, str(fate.why), fate.until), (fate, []))
            if str(fate.purpose) not in purposes:
                purposes.append(str(fate.purpose))
        return list(together.values())


def my_data(actor: Actor, at: datetime) -> list[MyData]:
    """What is held on the signed-in person here. One query a set of the register, and three."""
    people = partnership.claimed_people(actor)
    return [MyData(one, privacy.held_on(one.key, at), privacy.open_requests_of(one.key)) for one in people]
