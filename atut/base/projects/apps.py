"""Django wiring."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The room."""

    name = "atut.base.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"
