"""Django wiring."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room."""

    name = "atut.base.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
