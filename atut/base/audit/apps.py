"""Django wiring."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room."""

    name = "atut.base.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
