"""Django wiring."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room."""

    name = "atut.base.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
