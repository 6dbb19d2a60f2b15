"""Django wiring."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room."""

    name = "atut.base.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
