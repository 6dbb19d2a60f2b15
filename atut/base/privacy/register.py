"""The register of personal data: every room's DataSets, and what is computed from them.

A room lists them as `DATA_SETS` in its `personal_data.py`; `kernel.personal` explains the callables.
"""

import importlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from atut.base.files.models import StoredFile
from atut.base.kernel.personal import Category, DataSet, Things
from atut.base.kernel.texts import text_in
from atut.base.privacy import rules


def rooms() -> Iterator[tuple[str, list[DataSet]]]:
    """Each of our rooms that has models, in the order of the storeys (latest work first), with its DataSets."""
    for config in apps.get_app_configs():
        if not config.name.startswith("atut."):
            continue
        found: list[DataSet] = []
        if module_has_submodule(config.module, "personal_data"):
            found = list(importlib.import_module(f"{config.name}.personal_data").DATA_SETS)
        if found or any(True for _unused in config.get_models()):
            yield config.label, found


def data_sets() -> list[DataSet]:
    """All DataSets, later rooms first: an erasure runs in this order, so nothing points at what is gone."""
    return [one for _label, found in rooms() for one in found]


def problems() -> list[str]:
    """What is missing or wrong in the register, in sentences. Empty, or the build fails."""
    named: dict[str, DataSet] = {}
    wrong: list[str] = []
    for one in data_sets():
        label = one.model.lower()
        if label in named:
            wrong.append(f"{one.model} is registered twice")
        named[label] = one
    for config in apps.get_app_configs():
        if config.name.startswith("atut."):
            for model in config.get_models():
                known = named.pop(model._meta.label_lower, None)
                wrong += _problems_of(model, known) if known else [f"{model._meta.label} is not in the register"]
    return wrong + [f"{label} is registered but does not exist" for label in named]


def _problems_of(model: type[models.Model], known: DataSet) -> list[str]:
    label = model._meta.label
    if not known.personal:
        return []
    wrong = [f"{label} has no {part}" for part in ("purpose", "basis", "retention") if not getattr(known, part)]
    said = [*known.plain, *known.identifier, *known.sensitive, *known.technical]
    real = {f.name for f in model._meta.concrete_fields if not f.primary_key}
    wrong += [f"{label}.{name} has no category" for name in sorted(real - set(said))]
    wrong += [f"{label}.{name} is registered but does not exist" for name in sorted(set(said) - real)]
    wrong += [f"{label}.{name} has two categories" for name in sorted({n for n in said if said.count(n) > 1})]
    if known.erase_things and not known.for_things:
        wrong.append(f"{label} can be erased but not found: give for_things")
    if known.erase and not known.for_person:
        wrong.append(f"{label} can be erased but not found: give for_person")
    return wrong


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a copy: the field's words and what it holds."""

    name: str
    words: str
    value: Any
    category: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one DataSet holds about a person: rows of values."""

    data_set: DataSet
    title: str
    rows: list[list[Value]]


def copy_of(person_key: str) -> list[Part]:
    """Everything held on a person, model by model (GDPR art. 15)."""
    everything, parts = things_of(person_key), []
    for one in data_sets():
        rows = [_values(one, row) for row in _rows(one, person_key, everything)]
        if rows:
            parts.append(Part(one, _title(one), rows))
    return parts


def things_of(person_key: str) -> Things:
    """All that the rooms above say about a person, by the names under which the rooms below know it."""
    found = Things()
    for one in data_sets():
        if one.for_person:
            found |= _things(one, person_key)
    return found


def _things(one: DataSet, person_key: str) -> Things:
    """Keys and stored files of the person's rows in one set, and the accounts it says are the person's."""
    rows = list(one.for_person(person_key)) if one.for_person else []
    stored = [f.attname for f in apps.get_model(one.model)._meta.concrete_fields if _is_file(f)]
    users = list(one.users(person_key)) if one.users else []
    return Things(
        keys=frozenset([row.key for row in rows if hasattr(row, "key")] + [user.key for user in users]),
        files=frozenset(getattr(row, name) for row in rows for name in stored if getattr(row, name)),
        users=frozenset(user.pk for user in users),
    )


def _is_file(field: Any) -> bool:
    return field.is_relation and field.related_model is StoredFile


def _rows(one: DataSet, person_key: str, everything: Things) -> list[Any]:
    if one.for_person:
        return list(one.for_person(person_key))
    return list(one.for_things(everything)) if one.for_things else []


def _values(one: DataSet, row: models.Model) -> list[Value]:
    shown = []
    for category, names in (
        (Category.PLAIN, one.plain),
        (Category.IDENTIFIER, one.identifier),
        (Category.SENSITIVE, one.sensitive),
    ):
        for name in names:
            value = _as_read(row, name)
            if value not in (None, "", {}, []):
                shown.append(Value(name, str(rules.FIELDS.get(name, name)), value, category))
    return shown


def _as_read(row: models.Model, name: str) -> Any:
    """The value as people read it: the word of a choice or of the funder's dictionary, the name of another row."""
    show = getattr(row, f"get_{name}_display", None)
    value = show() if show else getattr(row, name)
    if isinstance(value, models.Model):
        return str(value)
    profile = row.project.profile if isinstance(value, str) and hasattr(row, "project") and row.project else None
    known = profile.data.get("dictionaries", {}).get(name, []) if profile else []
    return next((text_in(one["label"]) for one in known if one["code"] == value), value)


def _title(one: DataSet) -> str:
    return str(rules.SETS.get(one.model, one.model))


def project_of(person_key: str) -> int | None:
    """The project that knows this person; None when nobody here does."""
    rows = (row for one in data_sets() if one.for_person for row in one.for_person(person_key)[:1])
    return next((row.scope().project_id for row in rows if hasattr(row, "scope")), None)


def is_known_in(person_key: str, project_id: int) -> bool:
    """Does anything here concern this person, and all of it this project?"""
    rows = [row for one in data_sets() if one.for_person for row in one.for_person(person_key)[:1]]
    found = [row.scope().project_id for row in rows if hasattr(row, "scope")]
    return bool(found) and set(found) == {project_id}


@dataclass(frozen=True, slots=True)
class Fate:
    """One row of the preview of an erasure: how many rows, whether they go, and if not: until when and why."""

    model: str
    title: str
    purpose: str | Promise
    count: int
    goes: bool
    until: date | None
    why: str | Promise


def fates(person_key: str, at: datetime) -> list[Fate]:
    """What an erasure would take and what stays, until when and why (GDPR art. 17(3)). Changes nothing."""
    own = own_fates(person_key, at)
    found = [fate for fate, _unused in own]
    for one in data_sets():
        if one.for_things:
            found += [fate for cause, things in _together(own) if (fate := _hanging(one, cause, things))]
    return found


def own_fates(person_key: str, at: datetime, again: Collection[str] = ()) -> list[tuple[Fate, Things]]:
    """The fate of each set of the rooms above, with what hangs on its rows. `again`: sets that went once already."""
    found = []
    for one in data_sets():
        count = len(one.for_person(person_key)) if one.for_person else 0
        if count:
            fate = _own(one, count, person_key, at)
            found.append((replace(fate, goes=fate.goes or one.model in again), _things(one, person_key)))
    return found


def _own(one: DataSet, count: int, person_key: str, at: datetime) -> Fate:
    kept = one.kept(person_key, at) if one.kept else None
    if kept:
        return Fate(one.model, _title(one), one.purpose, count, goes=False, until=kept.until, why=kept.why)
    if one.erase:
        return Fate(one.model, _title(one), one.purpose, count, goes=True, until=None, why=_("No duty keeps it."))
    return Fate(one.model, _title(one), one.purpose, count, goes=False, until=None, why=one.retention or one.basis)


def _together(own: list[tuple[Fate, Things]]) -> list[tuple[Fate, Things]]:
    """One for each different fate: what hangs on all its rows. What hangs on something kept as well is kept."""
    groups: dict[tuple[bool, date | None, str], tuple[Fate, Things]] = {}
    for fate, things in sorted(own, key=lambda pair: pair[0].goes):
        cause = (fate.goes, fate.until, str(fate.why))
        first, so_far = groups.get(cause, (fate, Things()))
        groups[cause] = (first, so_far | things)
    taken, found = Things(), []
    for fate, things in groups.values():
        left = Things(things.keys - taken.keys, things.files - taken.files, things.users - taken.users)
        taken |= things
        found.append((fate, left))
    return found


def going(person_key: str, at: datetime, again: Collection[str] = ()) -> Things:
    """What hangs on the rows that an erasure takes."""
    together = _together(own_fates(person_key, at, again))
    return Things().union(*(things for fate, things in together if fate.goes))


def _hanging(one: DataSet, cause: Fate, things: Things) -> Fate | None:
    count = one.for_things(things).count() if one.for_things else 0
    if not count:
        return None
    goes = cause.goes and one.erase_things is not None
    why = cause.why if goes or not cause.goes else one.retention
    return Fate(one.model, _title(one), one.purpose, count, goes=goes, until=cause.until, why=why)


def shared() -> list[DataSet]:
    """Papers about many people at once: lists, exports, backups. Nobody's row; they go whole, by their own time."""
    return [one for one in data_sets() if one.is_shared]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Names by the keys of people, for the office that answers them; an erased person has none."""
    wanted = {key for key in keys if key}
    found = [one.names(wanted) for one in data_sets() if one.names] if wanted else []
    return {key: name for names in found for key, name in names.items()}


def people_of(project_id: int) -> list[str]:
    """Keys of the people of a project whose data are still here."""
    return [key for one in data_sets() if one.people for key in one.people(project_id)]


@dataclass(frozen=True, slots=True)
class Due:
    """One row of the preview of a retention run."""

    model: str
    title: str
    retention: str | Promise
    count: int
    purge: Any


def due(at: datetime) -> list[Due]:
    """What the next retention run deletes: counts, never values."""
    return [
        Due(one.model, _title(one), one.retention, one.due(at).count(), one.purge) for one in data_sets() if one.due and one.purge
    ]


def as_outcome(fate: Fate, gone: int | None) -> dict[str, Any]:
    """A row of the stored answer, in the language of the moment: no values, so it may be kept."""
    return {
        "set": fate.model,
        "title": fate.title,
        "rows": fate.count if gone is None else gone,
        "goes": fate.goes,
        "until": fate.until.isoformat() if fate.until else "",
        "why": str(fate.why),
    }
