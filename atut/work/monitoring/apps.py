"""Django wiring."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The room."""

    name = "atut.work.monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"
