"""Statements of the busiest roads: their SQL is composed once a process, each use binds the values (decision 0027).

Composing a statement costs ten times as much as running it. `Prepared` is for narrow questions: columns that the
database gives as they are (numbers, short texts), values that go in as they are. `insert` is for new rows.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.db.models import AutoField, CharField, Field, ForeignKey, Model, QuerySet, TextField

_FIRST = 2_000_000_000  # stands for a number while the SQL is composed; no constant of ours is as large


ROWS = 50  # by one statement: databases take only so many values at once


class _Place(str):
    """The name of a value, standing where it goes."""

    __slots__ = ()


class Prepared:
    """`Prepared(build)`: `build` takes the values by name, annotated `int` or `str`, and gives a query of `values_list`.

    Calling it with the values gives the rows. Nothing is kept of them.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self.build, self.composed = build, {}  # type: tuple[Any, dict[str, tuple[str, list[Any]]]]
        names = inspect.signature(build).parameters.values()
        self.marks = {p.name: _FIRST + n if p.annotation is int else f"\0{p.name}" for n, p in enumerate(names)}

    def __call__(self, **values: int | str) -> list[tuple[Any, ...]]:
        """The rows of the answer."""
        sql, places = self.composed.get(connection.vendor) or self._compose()
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[place] if isinstance(place, _Place) else place for place in places])
            return cursor.fetchall()

    def _compose(self) -> tuple[str, list[Any]]:
        compiler = self.build(**self.marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if compiler.get_converters([column[0] for column in compiler.select]):
            raise TypeError("A prepared question asks for columns that the database gives as they are.")
        by_mark = {mark: _Place(name) for name, mark in self.marks.items()}
        places = [by_mark.get(param, param) for param in params]
        if missing := set(self.marks) - {place for place in places if isinstance(place, _Place)}:
            raise TypeError(f"The question does not use {sorted(missing)} as it is.")
        self.composed[connection.vendor] = sql, places
        return sql, places


def insert(*things: Model) -> None:
    """Write new rows of one table, many by one statement, and give each its number. There are no signals to send."""
    for batch in _batches(things):
        with connection.cursor() as cursor:
            cursor.execute(_insertion(type(batch[0]), len(batch), connection.vendor, "RETURNING {pk}"), _values(batch))
            for thing, (number,) in zip(batch, cursor.fetchall(), strict=True):
                thing.pk, thing._state.adding, thing._state.db = number, False, connection.alias


def insert_missing(*things: Model) -> None:
    """The same for rows that may stand already: those are left as they are, and none is given a number."""
    for batch in _batches(things):
        with connection.cursor() as cursor:
            cursor.execute(_insertion(type(batch[0]), len(batch), connection.vendor, "ON CONFLICT DO NOTHING"), _values(batch))


def _batches(things: tuple[Model, ...]) -> Iterator[tuple[Model, ...]]:
    return (things[start : start + ROWS] for start in range(0, len(things), ROWS))


def _values(things: tuple[Model, ...]) -> list[Any]:
    return [_value(thing, *column) for thing in things for column in _columns(type(things[0]))]


def _value(thing: Model, field: "Field[Any, Any]", plain: type | None) -> Any:
    """What goes into a column: texts and numbers as they are, everything else as Django prepares it."""
    if plain:
        value = getattr(thing, field.attname)
        if value is None or type(value) is plain:
            return value
    return field.get_db_prep_save(field.pre_save(thing, add=True), connection)


@functools.lru_cache
def _columns(model: type[Model]) -> "tuple[tuple[Field[Any, Any], type | None], ...]":
    """The fields behind the number, each with the type that both databases take from it as it is."""
    return tuple((field, _plain(field)) for field in model._meta.concrete_fields[1:])


def _plain(field: "Field[Any, Any]") -> type | None:
    own = type(field)
    if own.pre_save is not Field.pre_save:
        return None
    if isinstance(field, ForeignKey):
        return int if isinstance(field.target_field, AutoField) else None
    if own.get_db_prep_save is not Field.get_db_prep_save or own.get_db_prep_value is not Field.get_db_prep_value:
        return None
    return str if own.get_prep_value in (CharField.get_prep_value, TextField.get_prep_value) else None


@functools.lru_cache
def _insertion(model: type[Model], count: int, _vendor: str, last: str) -> str:
    quote, number, *fields = connection.ops.quote_name, *model._meta.concrete_fields
    if not number.primary_key or any(hasattr(field, "get_placeholder") for field in fields):
        raise TypeError(f"{model.__name__} is not written by one plain statement.")
    row = f"({', '.join(['%s'] * len(fields))})"
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column or field.name) for field in fields)})"
    return f"{into} VALUES {', '.join([row] * count)} {last.format(pk=quote(number.column or number.name))}"
