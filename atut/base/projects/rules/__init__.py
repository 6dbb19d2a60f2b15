"""What a valid project, organisation and funding profile are."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
PREFIX = re.compile(r"[A-Z0-9]{2,8}")
EXPORTS = ("participants", "institutions")
RETENTION_CLASSES = ("project", "draft", "import", "backup")
COLUMN_TYPES = frozenset({"text", "date", "choice", "number"})
REQUIRED_WORDS = re.compile(r"always|never|after_exit|if:employee|unless:[a-z_]+")


class Kind(TextChoices):
    """Kinds of organisation a partnership is made of."""

    GMINA_OFFICE = "gmina_office", _("Gmina office")
    GOPS = "gops", _("Social-welfare centre (GOPS)")
    UNION = "union", _("Union of gminas")
    OTHER = "other", _("Other public body")


class PolishMissing(Refused):
    """A text without Polish."""

    message = _("The Polish text is missing. Other languages may wait; Polish may not.")


class HostWrong(Refused):
    """Not a host name."""

    message = _("“%(host)s” is not a host name. Write it without http:// and without a port, such as kutno.example.pl.")


class HostTaken(Refused):
    """Two projects on one host."""

    message = _("The address %(host)s already belongs to another project. Choose another one.")


class PrefixWrong(Refused):
    """Numbers start with it, so it is short and plain."""

    message = _("“%(prefix)s” cannot start application numbers: use 2 to 8 capital letters or digits, such as UGP.")


class PrefixTaken(Refused):
    """Two projects would hand out the same numbers."""

    message = _("Another project already starts its numbers with %(prefix)s. Choose another prefix.")


class PeriodWrong(Refused):
    """Ends before it starts."""

    message = _("The project would end on %(ends_on)s, before it starts on %(starts_on)s. Check both days.")


class LanguagesWrong(Refused):
    """Polish first, and only languages the program has."""

    message = _("Polish must be the first language, and only these can be chosen: %(known)s.")


class NipTaken(Refused):
    """One organisation per NIP."""

    message = _(
        "The NIP %(nip)s already belongs to “%(name)s”. A unit that uses the NIP of its gmina is entered without a NIP, under it."
    )


class DegurbaWrong(Refused):
    """Three classes exist."""

    message = _("DEGURBA has three classes: 1, 2 and 3. Name the year and the source as well, so that it can be checked.")


class ProfileWrong(Refused):
    """A funding profile that could not be worked with. Names the first place that is wrong."""

    message = _("The profile was not loaded: “%(where)s” %(what)s. Mend the file and load it again; nothing has changed.")


def check_period(starts_on: date, ends_on: date) -> None:
    """Refuse a project that ends before it starts."""
    if ends_on < starts_on:
        raise PeriodWrong(starts_on=starts_on, ends_on=ends_on)


def host_name(text: str) -> str:
    """The host as it is compared: small letters, no port."""
    host = text.strip().lower()
    if not HOST.fullmatch(host):
        raise HostWrong(host=text)
    return host


def code_prefix(text: str) -> str:
    """The start of a project's numbers."""
    if not PREFIX.fullmatch(text.strip()):
        raise PrefixWrong(prefix=text)
    return text.strip()


def check_languages(languages: Collection[str], known: Collection[str]) -> None:
    """Polish first; no language that the program cannot speak."""
    chosen = list(languages)
    if not chosen or chosen[0] != "pl" or not set(chosen) <= set(known):
        raise LanguagesWrong(known=", ".join(known))


def check_polish(text: dict[str, str]) -> None:
    """Texts that users write have Polish at least (decision 0006)."""
    if not text.get("pl", "").strip():
        raise PolishMissing


def check_degurba(degurba: int, year: int, source: str) -> None:
    """A class of Eurostat's three, with where and when it was read."""
    if degurba not in (1, 2, 3) or not 2000 <= year <= 2100 or not source.strip():
        raise DegurbaWrong


def check_profile(data: Any) -> None:
    """Refuse a profile at the first thing that the program could not work with."""
    for where, what in profile_problems(data):
        raise ProfileWrong(where=where, what=what)


def profile_problems(data: Any) -> Iterator[tuple[str, Any]]:
    """Everything wrong with a profile: where, and what."""
    if not isinstance(data, dict):
        yield "data", _("is not an object with names and values")
        return
    missing = [p for p in ("programme", "sentence", "signs", "retention", "dictionaries", "indicators", "exports") if p not in data]
    if missing:
        yield missing[0], _("is missing")
        return
    if not _is_text(data["sentence"]):
        yield "sentence", _("has no Polish text")
    yield from _retention_problems(data["retention"])
    yield from _dictionary_problems(data["dictionaries"])
    yield from _indicator_problems(data["indicators"])
    yield from _export_problems(data["exports"], data["dictionaries"])


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and bool(str(value.get("pl", "")).strip())


def _retention_problems(classes: Any) -> Iterator[tuple[str, Any]]:
    for name in RETENTION_CLASSES:
        one = classes.get(name) if isinstance(classes, dict) else None
        if not isinstance(one, dict) or not (one.get("days") is None or isinstance(one["days"], int)):
            yield f"retention.{name}", _("does not say after how many days, or is missing")
        elif not _is_text(one.get("article")):
            yield f"retention.{name}.article", _("has no Polish text")


def _dictionary_problems(dictionaries: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(dictionaries, dict):
        yield "dictionaries", _("is not an object with names and values")
        return
    for name, rows in dictionaries.items():
        codes = [row.get("code") if isinstance(row, dict) and _is_text(row.get("label")) else None for row in rows or [{}]]
        if None in codes:
            yield f"dictionaries.{name}", _("has a row without a code or a Polish label")
        elif len(set(codes)) < len(codes):
            yield f"dictionaries.{name}", _("has the same code twice")


def _indicator_problems(indicators: Any) -> Iterator[tuple[str, Any]]:
    codes = []
    for place, one in enumerate(indicators if isinstance(indicators, list) else [None], start=1):
        if not isinstance(one, dict) or not one.get("code") or not _is_text(one.get("name")):
            yield f"indicators[{place}]", _("has no code or no Polish name")
        else:
            codes.append(one["code"])
    if len(set(codes)) < len(codes):
        yield "indicators", _("has the same code twice")


def _export_problems(exports: Any, dictionaries: Any) -> Iterator[tuple[str, Any]]:
    for name in EXPORTS:
        layout = exports.get(name) if isinstance(exports, dict) else None
        columns = layout.get("columns") if isinstance(layout, dict) else None
        if not isinstance(columns, list) or not columns:
            yield f"exports.{name}", _("has no columns")
            continue
        keys = []
        for place, column in enumerate(columns, start=1):
            where = f"exports.{name}.columns[{place}]"
            wrong = _column_problem(column, dictionaries)
            if wrong is not None:
                yield where, wrong
            else:
                keys.append(column["key"])
        if len(set(keys)) < len(keys):
            yield f"exports.{name}", _("has the same key twice")


def _column_problem(column: Any, dictionaries: Any) -> Any:
    if not isinstance(column, dict) or not all(column.get(part) for part in ("key", "header_pl", "source")):
        return _("has no key, Polish header or source")
    if column.get("type") not in COLUMN_TYPES:
        return _("has a type other than text, date, choice or number")
    if not REQUIRED_WORDS.fullmatch(str(column.get("required", ""))):
        return _("does not say when it is required")
    if column.get("dictionary") and column["dictionary"] not in (dictionaries or {}):
        return _("names a dictionary that the profile does not have")
    return None
