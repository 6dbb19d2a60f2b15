"""Fourth stage: the indicators of the grant agreement, classes of gminas that were compared, a first export."""

from decimal import Decimal
from typing import Any

from atut.base.kernel import clock
from atut.base.projects import actions as projects
from atut.base.projects.models import Commune
from atut.front.demo.building.setup import Site
from atut.work.monitoring import actions
from atut.work.monitoring.rules import ExportKind

SOURCE = "wartość pokazowa, do porównania z plikiem LAU Eurostatu"


def agree_indicators(site: Site) -> None:
    """What the grant agreement counts. Some classes of gminas have been compared with their source, others wait."""
    for position, known in enumerate(site.plan["indicators"], 1):
        same = {name: known[name] for name in ("code", "name", "measure", "definition", "unit", "evidence")}
        details = actions.IndicatorDetails(
            **same,
            target_total=_number(known, "total"),
            target_women=_number(known, "women"),
            target_men=_number(known, "men"),
            position=position,
        )
        actions.add_indicator(site.project, details, actor=site.coordinator, at=site.opening)
    for terc in site.plan.get("confirmed_degurba", []):
        commune = Commune.objects.get(terc=terc)
        projects.confirm_degurba(
            commune, degurba=commune.degurba or 3, year=2021, source=SOURCE, actor=site.coordinator, at=site.opening
        )


def _number(known: dict[str, Any], whose: str) -> Decimal | None:
    value = known.get(f"target_{whose}")
    return Decimal(value) if value else None


def export(site: Site) -> None:
    """A project that has participants has sent its first export."""
    for kind in ExportKind:
        if actions.check_export(site.project, kind, at=clock.now()).good:
            actions.freeze_export(site.project, kind, actor=site.coordinator, at=clock.now())
