"""Django wiring."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The room."""

    name = "atut.work.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"
