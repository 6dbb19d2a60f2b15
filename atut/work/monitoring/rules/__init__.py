"""How indicators are worked out and exports checked. Pure: records in, numbers and problems out."""

from atut.work.monitoring.rules.kinds import ExportKind, IndicatorKind
from atut.work.monitoring.rules.measures import MEASURES, Counted, Figure, Measure, figure
from atut.work.monitoring.rules.record import InstitutionRecord, Record, SupportRecord

__all__ = [
    "MEASURES",
    "Counted",
    "ExportKind",
    "Figure",
    "IndicatorKind",
    "InstitutionRecord",
    "Measure",
    "Record",
    "SupportRecord",
    "figure",
]
