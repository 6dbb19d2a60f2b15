"""Django wiring."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room."""

    name = "atut.base.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
