"""Dictionaries of the funder, read from the funding profile: data, never code.

Shape: {"education": [{"code": "isced_5_8", "label": {"pl": …, "en": …}, "of": …, "temporary": …}]}. Which dictionary
answers a sensitive question stands at its column of the participants' export.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.texts import text_in

Entries = Sequence[Mapping[str, Any]]
Profile = Mapping[str, Any]


class AnswerUnknown(Refused):
    """A value that is not in the funder's dictionary."""

    message = _("“%(value)s” is not in the funder's list “%(name)s”. Choose an answer from the list.")


def entries(profile: Profile, name: str) -> Entries:
    """One dictionary; empty where the profile has none."""
    found: Entries = profile.get("dictionaries", {}).get(name, [])
    return found


def choices(profile: Profile, name: str) -> list[tuple[str, str]]:
    """Codes and labels in the reader's language, in the order of the funder."""
    return [(entry["code"], text_in(entry["label"])) for entry in entries(profile, name)]


def label(profile: Profile, name: str, code: str) -> str:
    """What a code says; a code the profile no longer knows is shown as it is."""
    entry = entry_of(entries(profile, name), code)
    return text_in(entry["label"]) if entry else code


def answers_to(profile: Profile, question: str) -> str:
    """The dictionary of a sensitive question: some may be refused, some not; the funder's table says."""
    columns = profile.get("exports", {}).get("participants", {}).get("columns", [])
    return next((column["dictionary"] for column in columns if column["key"] == question), "answer")


def exit_days(profile: Profile) -> int:
    """Days after exit in which the situation is established."""
    return int(profile.get("exit_days", 28))


def entry_of(entries: Entries, code: str) -> Mapping[str, Any] | None:
    """One entry of a dictionary."""
    return next((entry for entry in entries if entry["code"] == code), None)


def must_be_known(entries: Entries, code: str, *, name: str | Promise) -> None:
    """An answer is a code of the dictionary, or empty while it is not known."""
    if code and entry_of(entries, code) is None:
        raise AnswerUnknown(value=code, name=name)


def must_be_detail_of(entries: Entries, detail: str, *, status: str, name: str | Promise) -> None:
    """The detailed status belongs to the main one (the list depends on it)."""
    entry = entry_of(entries, detail) if detail else None
    if detail and (entry is None or entry.get("of", status) != status):
        raise AnswerUnknown(value=detail, name=name)


def needs_detail(entries: Entries, status: str) -> bool:
    """Does the dictionary have details for this status?"""
    return any(entry.get("of") == status for entry in entries)


def is_temporary(entries: Entries, code: str) -> bool:
    """“Being monitored” stands in for an answer and does not end the waiting for one."""
    entry = entry_of(entries, code)
    return bool(entry and entry.get("temporary"))
