"""The questions of the room. Other rooms import them from here."""

from atut.work.monitoring.queries.figuring import (
    IndicatorFigure,
    PeopleWanted,
    Sheet,
    common_figures,
    figures_sheet,
    people_behind,
    project_figures,
)
from atut.work.monitoring.queries.publishing import PublicFigures, PublicIndicator, public_figures, public_indicators
from atut.work.monitoring.queries.records import institutions, people, powiats
from atut.work.monitoring.queries.waiting import went_wrong, worklist

__all__ = [
    "IndicatorFigure",
    "PeopleWanted",
    "PublicFigures",
    "PublicIndicator",
    "Sheet",
    "common_figures",
    "figures_sheet",
    "institutions",
    "people",
    "people_behind",
    "powiats",
    "project_figures",
    "public_figures",
    "public_indicators",
    "went_wrong",
    "worklist",
]
