"""Django wiring."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """The room."""

    name = "atut.base.keeping"
    label = "keeping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each erasure stands beside the backups as soon as it is done."""
        from atut.base.privacy.actions import tell_of_erasures

        tell_of_erasures(_list_erasures)


def _list_erasures() -> None:
    from atut.base.keeping.actions.erasures import list_erasures  # when the first one is done, not at every start

    list_erasures()
