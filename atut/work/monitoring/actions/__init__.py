"""The verbs of the room, by stage of the work. Other rooms import them from here."""

from atut.work.monitoring.actions.exporting import check_export, freeze_export, hand_out_export
from atut.work.monitoring.actions.indicating import IndicatorDetails, add_indicator, change_indicator, look_behind

__all__ = [
    "IndicatorDetails",
    "add_indicator",
    "change_indicator",
    "check_export",
    "freeze_export",
    "hand_out_export",
    "look_behind",
]
