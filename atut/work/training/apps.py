"""Django wiring."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room."""

    name = "atut.work.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
