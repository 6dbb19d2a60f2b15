"""Django wiring."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The room."""

    name = "atut.base.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
