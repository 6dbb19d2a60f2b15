"""Django wiring."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room."""

    name = "atut.base.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
