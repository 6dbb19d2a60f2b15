"""Django wiring."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """The room."""

    name = "atut.front.voices"
    label = "voices"
    default_auto_field = "django.db.models.BigAutoField"
