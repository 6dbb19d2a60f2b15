"""Django wiring: the room's words."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """The room."""

    name = "atut.work.questions"
    label = "questions"
