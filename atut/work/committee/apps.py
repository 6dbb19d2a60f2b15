"""Django wiring."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The room."""

    name = "atut.work.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell recruitment which pages there are about a call: its page leads there and may not look up here."""
        from atut.work.committee.queries.beside import beside
        from atut.work.recruitment.queries.beside import find_beside_with

        find_beside_with(beside)
