"""Django wiring."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """The room."""

    name = "atut.front.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
