"""Shapes of input."""

from atut.work.monitoring.forms.gminas import DegurbaConfirm
from atut.work.monitoring.forms.indicators import CountedOn, IndicatorEdit

__all__ = ["CountedOn", "DegurbaConfirm", "IndicatorEdit"]
