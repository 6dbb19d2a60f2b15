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
- `users(person_key)`: the accounts that belong to the person.
- `is_shared`: papers about many people at once (lists, exports); they go whole, by their own time.
- `names(keys)`: the names of people by their keys, in one query, for screens about requests. One room knows them.
- `people(project_id)`: keys of the people of a project, for the end of its retention. One room names them.
- `due(at)` with `purge`: rows whose time is over, and the verb `purge(*, actor, at) -> int` that deletes them at night.

Rooms below people know them only by what other rows are called. They give, instead of `for_person`:

- `for_things(things)`: a QuerySet of the rows that hang on the person's `Things`: letters about an application,
  declarations, values in the audit trail, stored files, the account. They share the fate of what they hang on.
- `erase_things`: the verb `erase_things(things, *, actor, at) -> int`. It runs after every `erase`.
"""

import functools
import operator
from collections.abc import Callable, Iterable
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


@dataclass(frozen=True, slots=True)
class Things:
    """Rows about a person, as the rooms below know them: public keys, ids of stored files and of accounts."""

    keys: frozenset[str] = frozenset()
    files: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()

    def __or__(self, other: "Things") -> "Things":
        return Things(self.keys | other.keys, self.files | other.files, self.users | other.users)

    def union(self, *others: "Things") -> "Things":
        """All of them together."""
        return functools.reduce(operator.or_, others, self)


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
    users: Callable[[str], Any] | None = None
    people: Callable[[int], Iterable[str]] | None = None
    names: Callable[[Iterable[str]], dict[str, str]] | None = None
    for_things: Callable[[Things], Any] | None = None
    erase_things: Callable[..., int] | None = None
    is_shared: bool = False
    due: Callable[[datetime], Any] | None = None
    purge: Callable[..., int] | None = None
