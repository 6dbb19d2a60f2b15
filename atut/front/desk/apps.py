"""Django wiring."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room."""

    name = "atut.front.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
