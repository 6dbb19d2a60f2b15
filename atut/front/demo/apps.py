"""Django wiring."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room."""

    name = "atut.front.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
