"""Django wiring."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """The room."""

    name = "atut.work.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground floor which organisations take part in a project: it may not look up here."""
        from atut.base.projects.queries import find_offices_with
        from atut.work.partnership.queries import offices_of

        find_offices_with(offices_of)
