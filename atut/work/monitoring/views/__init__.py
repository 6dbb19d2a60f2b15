"""The screens of the room."""

from atut.work.monitoring.views.exports import export_file, export_freeze, exports
from atut.work.monitoring.views.gminas import degurba_confirm
from atut.work.monitoring.views.indicators import indicator, indicator_add, indicator_change, indicator_people, indicators

__all__ = [
    "degurba_confirm",
    "export_file",
    "export_freeze",
    "exports",
    "indicator",
    "indicator_add",
    "indicator_change",
    "indicator_people",
    "indicators",
]
