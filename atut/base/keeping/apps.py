"""Django wiring."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """The room."""

    name = "atut.base.keeping"
    label = "keeping"
    default_auto_field = "django.db.models.BigAutoField"
