"""Kinds of texts and of requests; the closed words of the register of personal data."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.personal import Category, DataSet, Kept

__all__ = ["Category", "DataSet", "Kept", "RequestKind", "TextKind", "TextOfAnotherProject", "check_texts_belong"]


class TextKind(TextChoices):
    """What people declare or are told.

    Two clauses, because each beneficiary and the minister are separate controllers
    (act of 28.4.2022, Dz.U. 2022 poz. 1079, art. 88).
    """

    RULES = "rules", _("I know the rules of recruitment")
    TRUE_DATA = "true_data", _("My data are true")
    CLAUSE_BENEFICIARY = "clause_beneficiary", _("Information clause of the beneficiary")
    CLAUSE_MINISTER = "clause_minister", _("Information clause of the minister")
    PARTICIPATION = "participation", _("Declaration of participation")
    STATEMENT = "statement", _("Participant's statement")


class TextOfAnotherProject(Refused):
    """Texts are declared in their own project."""

    message = _("These declarations belong to another project. Open the form again and send it once more.")


def check_texts_belong(text_projects: Iterable[int], project_id: int | None) -> None:
    """Nobody declares another project's texts."""
    if any(owner != project_id for owner in text_projects):
        raise TextOfAnotherProject


class RequestKind(TextChoices):
    """GDPR art. 15 and art. 17."""

    ACCESS = "access", _("Copy of the data")
    ERASURE = "erasure", _("Erasure")
