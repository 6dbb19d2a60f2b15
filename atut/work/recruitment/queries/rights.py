"""What recruitment holds about one person, and why it stays: for the copy of the data and for an erasure."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.clock import local
from atut.base.kernel.personal import Kept
from atut.work.recruitment.models import Application, Choice, Place, RepeatedForm

YEARS_KEPT = 5  # Regulation (EU) 2021/1060 art. 82: from 31 December of the year of the last payment


def applications_of(person_key: str) -> QuerySet[Application]:
    """The person's applications."""
    return Application.objects.filter(person__key=person_key).order_by("pk")


def choices_of(person_key: str) -> QuerySet[Choice]:
    """The editions the person wanted."""
    return Choice.objects.filter(application__person__key=person_key).order_by("pk")


def repeats_of(person_key: str) -> QuerySet[RepeatedForm]:
    """Further forms that came in the person's name."""
    return RepeatedForm.objects.filter(application__person__key=person_key).order_by("pk")


def places_of(person_key: str) -> QuerySet[Place]:
    """Places offered to the person and what became of them."""
    return Place.objects.filter(application__person__key=person_key).order_by("pk")


def why_applications_stay(person_key: str, at: datetime) -> Kept | None:
    """Recruitment is settled with the funder, so its records stay; the project's last year stands for that of the payment."""
    ends = applications_of(person_key).values_list("call__project__ends_on", flat=True).first()
    if ends is None:
        return None
    until = date(ends.year + YEARS_KEPT, 12, 31)
    if local(at).date() > until:
        return None
    return Kept(_("Records of the project, kept for audits (Regulation (EU) 2021/1060, art. 82)"), until)
