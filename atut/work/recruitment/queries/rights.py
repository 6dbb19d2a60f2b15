"""What recruitment holds about one person, and why it stays: for the copy of the data and for an erasure."""

from datetime import datetime

from django.db.models import Q, QuerySet

from atut.base.kernel.personal import Kept
from atut.base.privacy.queries import why_records_stay
from atut.work.recruitment.models import Application, Attachment, Choice, Consent, Correction, Invitation, Place, RepeatedForm, Swap


def applications_of(person_key: str) -> QuerySet[Application]:
    """The person's applications."""
    return Application.objects.filter(person__key=person_key).order_by("pk")


def choices_of(person_key: str) -> QuerySet[Choice]:
    """The editions the person wanted."""
    return Choice.objects.filter(application__person__key=person_key).order_by("pk")


def invitations_of(person_key: str) -> QuerySet[Invitation]:
    """Letters about calls the person got, and the word that there should be no more."""
    return Invitation.objects.filter(person__key=person_key).order_by("pk")


def repeats_of(person_key: str) -> QuerySet[RepeatedForm]:
    """Further forms that came in the person's name."""
    return RepeatedForm.objects.filter(application__person__key=person_key).order_by("pk")


def places_of(person_key: str) -> QuerySet[Place]:
    """Places offered to the person and what became of them."""
    return Place.objects.filter(application__person__key=person_key).order_by("pk")


def swaps_of(person_key: str) -> QuerySet[Swap]:
    """Exchanges of places the person was asked about."""
    own = Q(first__application__person__key=person_key) | Q(second__application__person__key=person_key)
    return Swap.objects.filter(own).order_by("pk")


def attachments_of(person_key: str) -> QuerySet[Attachment]:
    """Papers the person enclosed."""
    return Attachment.objects.filter(application__person__key=person_key).order_by("pk")


def consents_of(person_key: str) -> QuerySet[Consent]:
    """What the person's superiors said."""
    return Consent.objects.filter(application__person__key=person_key).order_by("pk")


def corrections_of(person_key: str) -> QuerySet[Correction]:
    """What the person was asked to complete."""
    return Correction.objects.filter(application__person__key=person_key).order_by("pk")


def why_applications_stay(person_key: str, at: datetime) -> Kept | None:
    """Recruitment is settled with the funder, so its records stay as long as the project's."""
    application = applications_of(person_key).select_related("call__project__profile").first()
    return why_records_stay(application.call.project, person_key, at) if application else None
