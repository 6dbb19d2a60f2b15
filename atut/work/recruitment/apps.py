"""Django wiring."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """The room."""

    name = "atut.work.recruitment"
    label = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the programme how seats are counted: its capacity rule needs it and may not look up here."""
        from atut.work.programme.queries import count_seats_with
        from atut.work.recruitment.queries.places import seats_of

        count_seats_with(seats_of)
