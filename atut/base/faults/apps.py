"""Django wiring."""

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    """The room."""

    name = "atut.base.faults"
    label = "faults"
    default_auto_field = "django.db.models.BigAutoField"
