"""Django wiring."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """The room."""

    name = "atut.work.recruitment"
    label = "recruitment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell rooms that may not look up here: the programme, how seats are counted; the outbox, where people work."""
        from atut.base.mail.queries import post_by
        from atut.work.programme.queries import count_seats_with
        from atut.work.recruitment.queries.places import seats_of

        count_seats_with(seats_of)
        post_by("recruitment.application", "employment")
        post_by("recruitment.place", "application__employment")
        post_by("recruitment.invitation", "person__employments")
