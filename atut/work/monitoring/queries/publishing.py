"""What anybody may see: the figures of the front page and where they come from. Small cells are hidden here, not in pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from atut.base.kernel import clock
from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.work.monitoring.models import Indicator
from atut.work.monitoring.queries.figuring import IndicatorFigure, figures_sheet, project_figures
from atut.work.monitoring.queries.records import people
from atut.work.monitoring.rules.measures import MEASURES, Counted, figure
from atut.work.monitoring.rules.publishing import shown, shown_part, shown_percent
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus

TARGETS = {"participants": "participants", "participants_45_plus_share": "share_45", "hours_of_training": "hours"}


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The figures of the front page on a day. None: so few people that a number could point at somebody."""

    on: date
    participants: int | None
    share_45: int | None
    hours: int | None
    editions_finished: int
    targets: Mapping[str, Decimal]

    @property
    def is_empty(self) -> bool:
        """Is there nothing to be told yet?"""
        return not (self.participants or self.editions_finished)


def public_figures(project: Project, *, on: date | None = None) -> PublicFigures:
    """For the front page: participants, share aged 45 or more, hours received, editions finished. Six queries.

    Only people with complete data are counted; targets are those of the grant agreement, where it has one.
    """
    day = on or clock.today()
    records = list(people(project, on=day))
    everybody, older, hours = (
        figure(MEASURES[code], records, Counted()) for code in ("participants", "participants_45_plus", "hours_of_training")
    )
    number = int(everybody.total or 0)
    promised = Indicator.objects.filter(project=project, measure__in=TARGETS).order_by("-position", "-pk")
    return PublicFigures(
        on=day,
        participants=shown(number),
        share_45=shown_percent(int(older.total or 0), number),
        hours=int(hours.total or 0) if shown(number) else None,
        editions_finished=Edition.objects.filter(project=project, status=EditionStatus.FINISHED, ends_on__lte=day).count(),
        targets={TARGETS[measure]: target for measure, target in promised.values_list("measure", "target_total") if target},
    )


@dataclass(frozen=True, slots=True)
class PublicIndicator:
    """One promise of the grant agreement as anybody may see it: without women and men, without small cells."""

    code: str
    name: Text
    definition: Text
    unit: Text
    value: Decimal | None
    target: Decimal | None
    is_hidden: bool


def public_indicators(project: Project, *, on: date) -> list[PublicIndicator]:
    """The project's own indicators in their order, those that are counted here. Eleven queries."""
    sheet = figures_sheet(project, on=on)
    counted = [one for one in project_figures(project, sheet) if not one.is_by_hand]
    complete = sum(record.is_complete for record in sheet.records)
    return [_public(one, complete) for one in counted]


def _public(one: IndicatorFigure, complete: int) -> PublicIndicator:
    behind = len(one.figure.keys)
    if one.measure.is_share:
        value = shown_percent(behind, complete)
    elif one.measure.is_state:
        value = shown_part(behind, complete)
    else:
        value = shown(behind) if one.measure.is_by_sex else 0
    is_hidden = value is None
    return PublicIndicator(
        one.code, one.name, one.definition, one.unit, None if is_hidden else one.figure.total, one.target, is_hidden
    )
