"""Shapes of input."""

from atut.work.monitoring.forms.gminas import DegurbaConfirm
from atut.work.monitoring.forms.indicators import CountedOn, IndicatorEdit, PeopleBehind

__all__ = ["CountedOn", "DegurbaConfirm", "IndicatorEdit", "PeopleBehind"]
