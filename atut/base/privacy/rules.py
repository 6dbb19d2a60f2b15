"""Kinds of texts and of requests; the closed words of the register of personal data."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


class RequestKind(TextChoices):
    """GDPR art. 15 and art. 17."""

    ACCESS = "access", _("Copy of the data")
    ERASURE = "erasure", _("Erasure")


class Category(TextChoices):
    """How careful to be with a field."""

    PLAIN = "plain", _("Ordinary data")
    IDENTIFIER = "identifier", _("Identifier: encrypted")
    SENSITIVE = "sensitive", _("Special category or sensitive: encrypted, every look audited")
    TECHNICAL = "technical", _("No personal data")


@dataclass(frozen=True)
class DataSet:
    """What a room holds about people in one model: fields by category, purpose, basis, retention.

    `model` is the label (`recruitment.Application`). Every concrete field of a model is named in one of the
    tuples or the build fails; models without any personal data register with `personal=False`.
    """

    model: str
    purpose: str | Promise = ""
    basis: str | Promise = ""
    retention: str = ""
    plain: tuple[str, ...] = ()
    identifier: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()
    personal: bool = True
