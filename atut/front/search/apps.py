"""Django wiring."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room."""

    name = "atut.front.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
