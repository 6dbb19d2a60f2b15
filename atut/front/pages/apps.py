"""Django wiring."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The room."""

    name = "atut.front.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
