"""What a room says about the personal data it holds: one `DataSet` a model, in the room's `personal_data.py`.

The register (`privacy/register.py`) collects them. Everything about people's rights is computed from it: the copy of
the data, what an erasure takes and leaves, the nightly deletion, `docs/reference/retention.md`. So a column without a
category, or a model without a DataSet, fails the build.

A room gives four callables where they apply, and nothing else:

- `for_person(person_key)`: a QuerySet of the rows about that person, ordered. The copy shows their `plain`,
  `identifier` and `sensitive` fields; `key` and `technical` ones are left out.
- `kept(person_key, at)`: a `Kept` when a duty forbids to erase now, None when the rows may go.
  Without `kept` and with `erase`, they always may.
- `erase`: the room's verb `erase(person_key, *, actor, at) -> int`, how many rows went (or lost their values).
  It is called only when `kept` said None. Verbs of later rooms run first.
- `due(at)` with `purge`: rows whose time is over, and the verb `purge(*, actor, at) -> int` that deletes them at night.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """How careful to be with a field."""

    PLAIN = "plain", _("Ordinary data")
    IDENTIFIER = "identifier", _("Identifier: encrypted")
    SENSITIVE = "sensitive", _("Special category or sensitive: encrypted, every look audited")
    TECHNICAL = "technical", _("No personal data")


@dataclass(frozen=True, slots=True)
class Kept:
    """Why rows must stay: the duty in words, with its article, and the day after which they go (None: not yet known)."""

    why: str | Promise
    until: date | None = None


@dataclass(frozen=True)
class DataSet:
    """What a room holds about people in one model: fields by category, purpose, basis, retention.

    `model` is the label (`recruitment.Application`). Every concrete field of a model is named in exactly one of the
    tuples; models without any personal data register with `personal=False` and need not name fields.
    """

    model: str
    purpose: str | Promise = ""
    basis: str | Promise = ""
    retention: str | Promise = ""
    plain: tuple[str, ...] = ()
    identifier: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()
    personal: bool = True
    for_person: Callable[[str], Any] | None = None
    kept: Callable[[str, datetime], Kept | None] | None = None
    erase: Callable[..., int] | None = None
    due: Callable[[datetime], Any] | None = None
    purge: Callable[..., int] | None = None
