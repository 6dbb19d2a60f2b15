"""Indicators: the project's own and the common ones, each with what stands behind it, on a day of counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from atut.base.kernel.texts import Text
from atut.base.projects.models import Project
from atut.work.monitoring.models import Indicator
from atut.work.monitoring.queries.records import institutions, people
from atut.work.monitoring.rules.measures import DAYS_AFTER, MEASURES, Counted, Figure, Measure, figure
from atut.work.monitoring.rules.record import Record
from atut.work.programme.models import Edition
from atut.work.programme.rules import EditionStatus


@dataclass(frozen=True)
class PeopleWanted:
    """Which of the people behind a number the reader wants to see; empty means all."""

    sex: str = ""
    age_from: int = 0
    age_to: int | None = None

    def of(self, people: Sequence[Record]) -> list[Record]:
        """Those of that sex and of that age on the day of entry."""
        return [one for one in people if self._is_of_sex(one) and self._is_of_age(one)]

    def _is_of_sex(self, one: Record) -> bool:
        return self.sex in ("", one.sex)

    def _is_of_age(self, one: Record) -> bool:
        if not self.age_from and self.age_to is None:
            return True
        return one.age is not None and one.age >= self.age_from and (self.age_to is None or one.age <= self.age_to)


@dataclass(frozen=True)
class Sheet:
    """Everything figures are made from, read once: records, institutions, finished editions."""

    on: date
    records: Sequence[Record]
    counted: Counted

    def figure(self, measure: Measure) -> Figure:
        """One measure."""
        return figure(measure, self.records, self.counted)


@dataclass(frozen=True)
class IndicatorFigure:
    """An indicator with its number: what the screen, the print and the public page show."""

    code: str
    name: Text
    definition: Text
    unit: Text
    measure: Measure
    figure: Figure
    indicator: Indicator | None = None
    group: str = ""
    evidence: Text | None = None

    @property
    def target(self) -> Decimal | None:
        """Target of the whole, where the grant agreement has one."""
        return self.indicator.target_total if self.indicator else None

    @property
    def percent_of_target(self) -> int | None:
        """How far, from the baseline to the target, rounded down; None without a target."""
        if self.indicator is None or self.target is None or self.figure.total is None:
            return None
        way = self.target - self.indicator.baseline
        return max(0, int((self.figure.total - self.indicator.baseline) * 100 / way)) if way > 0 else None

    @property
    def shown_percent(self) -> int:
        """The same for the gauge, which ends at the target."""
        return min(100, self.percent_of_target or 0)

    @property
    def is_reached(self) -> bool:
        """The target is reached."""
        return self.target is not None and self.figure.total is not None and self.figure.total >= self.target

    @property
    def is_by_hand(self) -> bool:
        """Not counted here."""
        return self.figure.total is None


def figures_sheet(project: Project, *, on: date) -> Sheet:
    """Read what figures need, once for all of them. Ten queries."""
    finished = Edition.objects.filter(project=project, status=EditionStatus.FINISHED, ends_on__lte=on)
    offices = [one.key for one in institutions(project, on=on) if one.is_complete]
    return Sheet(
        on=on,
        records=list(people(project, on=on)),
        counted=Counted(
            institutions=tuple(offices),
            editions=tuple(finished.order_by("pk").values_list("key", flat=True)),
            days_after=int(project.profile.data.get("exit_days", DAYS_AFTER)),
        ),
    )


def project_figures(project: Project, sheet: Sheet) -> list[IndicatorFigure]:
    """The project's own indicators in their order. One query."""
    own = Indicator.objects.filter(project=project).order_by("position", "code")
    return [_own(indicator, sheet) for indicator in own if indicator.measure in MEASURES]


def _own(indicator: Indicator, sheet: Sheet) -> IndicatorFigure:
    measure = MEASURES[indicator.measure]
    return IndicatorFigure(
        code=indicator.code,
        name=indicator.name,
        definition=indicator.definition,
        unit=indicator.unit,
        measure=measure,
        figure=sheet.figure(measure),
        indicator=indicator,
        evidence=indicator.evidence,
    )


def common_figures(project: Project, sheet: Sheet) -> list[IndicatorFigure]:
    """The common indicators the funding profile lists. No query."""
    listed: list[dict[str, Any]] = project.profile.data.get("indicators", [])
    return [
        IndicatorFigure(
            code=entry["code"],
            name=entry["name"],
            definition=entry.get("definition", {}),
            unit=entry.get("unit", {}),
            measure=MEASURES[entry["code"]],
            figure=sheet.figure(MEASURES[entry["code"]]),
            group=entry.get("group", ""),
        )
        for entry in listed
        if entry["code"] in MEASURES
    ]


def people_behind(project: Project, keys: Sequence[str], *, on: date) -> list[Record]:
    """The people a number stands for, surname first."""
    wanted = set(keys)
    return [record for record in people(project, on=on) if record.key in wanted]
