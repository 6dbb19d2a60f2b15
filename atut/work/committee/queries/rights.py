"""What the room holds about one person: for the copy of the data."""

from django.db.models import QuerySet

from atut.work.committee.models import Appeal, Conflict, Sheet


def conflicts_about(person_key: str) -> QuerySet[Conflict]:
    """Ties of members to the person."""
    return Conflict.objects.filter(application__person__key=person_key).order_by("pk")


def sheets_about(person_key: str) -> QuerySet[Sheet]:
    """Scores of the person's applications."""
    return Sheet.objects.filter(application__person__key=person_key).order_by("pk")


def appeals_of(person_key: str) -> QuerySet[Appeal]:
    """Appeals of the person."""
    return Appeal.objects.filter(application__person__key=person_key).order_by("pk")
