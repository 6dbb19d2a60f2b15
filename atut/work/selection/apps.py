"""Django wiring: the room's words."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """The room."""

    name = "atut.work.selection"
    label = "selection"
