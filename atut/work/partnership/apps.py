"""Django wiring."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """The room."""

    name = "atut.work.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"
