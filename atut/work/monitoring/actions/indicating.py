"""The project's own indicators, and looking at the people behind a number."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.work.monitoring import permissions, queries
from atut.work.monitoring.models import Indicator
from atut.work.monitoring.rules.kinds import CodeTaken, UnknownMeasure, must_agree, must_be_code
from atut.work.monitoring.rules.measures import MEASURES
from atut.work.monitoring.rules.record import Record


@dataclass(frozen=True)
class IndicatorDetails:
    """What the grant agreement says of an indicator, and which measure counts it."""

    code: str
    name: Text
    measure: str
    definition: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    evidence: Text = field(default_factory=dict)
    baseline: Decimal = Decimal(0)
    target_total: Decimal | None = None
    target_women: Decimal | None = None
    target_men: Decimal | None = None
    position: int = 0


@action
def add_indicator(project: Project, details: IndicatorDetails, *, actor: Actor, at: datetime) -> Indicator:
    """Take an indicator from the grant agreement."""
    permissions.change_indicator.require(actor, project)
    if Indicator.objects.filter(project=project, code=details.code).exists():
        raise CodeTaken(code=details.code)
    indicator = Indicator(project=project)
    changed = _set(indicator, details)
    record("monitoring.indicator.added", indicator, actor=actor, at=at, fields=changed)
    return indicator


@action
def change_indicator(indicator: Indicator, details: IndicatorDetails, *, actor: Actor, at: datetime) -> Indicator:
    """Correct an indicator, as an annex to the agreement says; old and new values stay in the audit trail."""
    permissions.change_indicator.require(actor, indicator)
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    taken = Indicator.objects.filter(project=indicator.project_id, code=details.code).exclude(pk=indicator.pk)
    if taken.exists():
        raise CodeTaken(code=details.code)
    before = {name: str(getattr(indicator, name)) for name in asdict(details)}
    changed = _set(indicator, details)
    values = {name: [before[name], str(getattr(indicator, name))] for name in changed}
    record("monitoring.indicator.changed", indicator, actor=actor, at=at, fields=changed, values=values)
    return indicator


@action
def look_behind(project: Project, figure: queries.IndicatorFigure, *, on: date, actor: Actor, at: datetime) -> list[Record]:
    """The people a number stands for. Every look is recorded with the number of people, never with their names."""
    permissions.view_people.require(actor, project)
    found = queries.people_behind(project, figure.figure.keys, on=on)
    record("monitoring.people.viewed", figure.indicator or project, actor=actor, at=at, count=len(found), fields=[figure.code])
    return found


def _set(indicator: Indicator, details: IndicatorDetails) -> list[str]:
    must_be_code(details.code)
    if details.measure not in MEASURES:
        raise UnknownMeasure(measure=details.measure)
    if not MEASURES[details.measure].is_share:
        must_agree(details.target_total, details.target_women, details.target_men)
    changed = [name for name, value in asdict(details).items() if getattr(indicator, name) != value]
    for name, value in asdict(details).items():
        setattr(indicator, name, value)
    indicator.save()
    return changed
