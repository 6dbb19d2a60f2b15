"""Django wiring."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room."""

    name = "atut.work.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the outbox, which may not look up here, where people work."""
        from atut.base.mail.queries import post_by

        post_by("training.enrolment", "participation__employment")
        post_by("training.certificate", "enrolment__participation__employment")
