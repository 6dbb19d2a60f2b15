"""Django wiring."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The room."""

    name = "atut.front.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Count what editors change."""
        from atut.front.pages.counting import count_what_editors_change

        count_what_editors_change()
