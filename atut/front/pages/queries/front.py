"""What the front page and the results pull from the rooms of the work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from atut.base.kernel import clock
from atut.base.projects.models import Project
from atut.front.pages.models import NewsPage
from atut.front.pages.queries.news import newest
from atut.work.monitoring.queries import PublicFigures, PublicIndicator, public_figures, public_indicators
from atut.work.partnership.models import Goal, Partner
from atut.work.partnership.queries import goals, partners
from atut.work.partnership.rules import GoalKind, PartnerRole
from atut.work.recruitment.queries.calls import CallShown, open_calls
from atut.work.recruitment.queries.calls import changes_by_itself_at as calls_change_at


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A partner with the units that come with it."""

    partner: Partner
    units: list[Partner]

    @property
    def is_lead(self) -> bool:
        """Does it lead the project?"""
        return self.partner.role == PartnerRole.LEAD


def partners_shown(project: Project) -> list[PartnerShown]:
    """Offices with their units, the lead first. One query."""
    rows = list(partners(project))
    units: dict[int | None, list[Partner]] = {}
    for row in rows:
        if row.role == PartnerRole.UNIT:
            units.setdefault(row.organisation.parent_id, []).append(row)
    return [PartnerShown(row, units.get(row.organisation_id, [])) for row in rows if row.role != PartnerRole.UNIT]


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows besides its own words."""

    call: CallShown | None
    goals: list[Goal]
    partners: list[PartnerShown]
    news: list[NewsPage]
    figures: PublicFigures


def front(project: Project, at: datetime) -> Front:
    """The open call that closes first, the specific goals, the partners, what is behind us. Twelve queries."""
    calls = open_calls(project, at)
    specific = [goal for goal in goals(project) if goal.kind == GoalKind.SPECIFIC]
    return Front(
        calls[0] if calls else None,
        specific,
        partners_shown(project),
        newest(project),
        public_figures(project, on=clock.local(at).date()),
    )


@dataclass(frozen=True, slots=True)
class Results:
    """Where the figures of the front page come from, and how far the project is on the way it promised."""

    figures: PublicFigures
    indicators: list[PublicIndicator]


def results(project: Project, at: datetime) -> Results:
    """The public figures with their definitions. Seventeen queries."""
    day = clock.local(at).date()
    return Results(public_figures(project, on=day), public_indicators(project, on=day))


def changes_by_itself_at(project: Project, at: datetime) -> datetime:
    """The next known moment at which the front page changes without anybody doing anything: a call's, or midnight. One query."""
    return min(calls_change_at(project, at), clock.at(clock.local(at).date() + timedelta(days=1)))
