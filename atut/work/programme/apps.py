"""Django wiring."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The room."""

    name = "atut.work.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
