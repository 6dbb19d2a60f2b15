"""Django wiring."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room."""

    name = "atut.base.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The one thing allauth tells by a signal only."""
        from allauth.mfa.signals import authentication_failed

        from atut.base.accounts.adapter import second_factor_failed

        authentication_failed.connect(second_factor_failed, dispatch_uid="accounts")
