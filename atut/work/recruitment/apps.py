"""Django wiring."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """The room."""

    name = "atut.work.recruitment"
    label = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"
