"""The files for the funder: columns, order, headings and dictionaries come from the funding profile, values from getters.

A profile's column names a getter by `source`. `sources()` lists them all, so that an administrator who edits a profile
knows what can be asked for; a source nobody knows is refused before anything is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.base.kernel.sheets import Column
from atut.base.kernel.texts import text_in
from atut.work.monitoring.rules.kinds import ExportKind, ProfileSilent
from atut.work.monitoring.rules.record import InstitutionRecord, Record, SupportRecord
from atut.work.monitoring.rules.validation import columns_for

Row = Record | InstitutionRecord
Getter = Callable[[Any, SupportRecord], Any]


class UnknownSource(Refused):
    """A column asks for what nobody can give."""

    message = _("The funding profile asks for “%(source)s”, which is not known here. Correct the column “%(column)s”.")


def _field(name: str) -> Getter:
    return lambda row, _support: getattr(row, name)


def _sensitive(name: str) -> Getter:
    return lambda row, _support: row.sensitive.get(name, "")


def _yes_no(read: Callable[[Any], bool | None]) -> Getter:
    def get(row: Any, _support: SupportRecord) -> str:
        said = read(row)
        return "" if said is None else "yes" if said else "no"

    return get


def _blank(_row: Any, _support: SupportRecord) -> None:
    return None


_ADDRESS = ("voivodeship", "powiat", "commune", "locality", "street", "postcode", "degurba")
_SUPPORT: dict[str, Getter] = {
    "support.kind": lambda _row, support: support.kind,
    "support.starts_on": lambda _row, support: support.starts_on,
    "support.ends_on": lambda _row, support: support.ends_on,
    "blank": _blank,
}
SOURCES: dict[str, dict[str, Getter]] = {
    ExportKind.PARTICIPANTS: {
        **{
            f"person.{name}": _field(name) for name in ("first_name", "last_name", "pesel", "other_identifier", "sex", "birth_date")
        },
        **{f"person.{name}": _field(name) for name in ("phone", "email")},
        "person.age_at_entry": _field("age"),
        "employment.organisation": _field("institution"),
        "participation.participant_kind": lambda row, _support: "employee" if row.institution else "individual",
        "participation.country": lambda _row, _support: "PL",
        **{f"participation.{name}": _field(name) for name in _ADDRESS},
        **{f"participation.{name}": _field(name) for name in ("citizenship", "education", "labour_status", "labour_detail")},
        **{f"participation.{name}": _field(name) for name in ("entered_on", "left_on", "situation", "second_situation")},
        "participation.planned_path": _yes_no(lambda row: row.planned_path),
        **{
            f"participation.sensitive.{name}": _sensitive(name)
            for name in ("foreign_background", "minority", "homeless", "disability")
        },
        **_SUPPORT,
    },
    ExportKind.INSTITUTIONS: {
        **{f"organisation.{name}": _field(name) for name in ("name", "nip", "regon", "kind", "phone", "email", *_ADDRESS)},
        "organisation.no_nip": _yes_no(lambda row: not row.nip),
        "organisation.country": lambda _row, _support: "PL",
        "participation.entered_on": _field("entered_on"),
        "participation.left_on": _field("left_on"),
        "participation.staff_supported": _yes_no(lambda row: row.people > 0),
        **_SUPPORT,
    },
}


@dataclass(frozen=True)
class Layout:
    """One export of a funding profile: sheet, headings, getters with the words of their dictionaries."""

    sheet: str
    date_format: str
    columns: list[Column]
    getters: list[tuple[Getter, Mapping[Any, str] | None]]

    def rows(self, records: Iterable[Row]) -> Iterator[tuple[str, list[Any]]]:
        """One row per support of each, with the key of the participation it belongs to."""
        for record in records:
            for support in record.supports:
                yield (
                    record.key,
                    [get(record, support) if said is None else _said(said, get(record, support)) for get, said in self.getters],
                )


def _said(words: Mapping[Any, str], value: Any) -> Any:
    return words.get(value, value)


def layout(profile: Mapping[str, Any], kind: str, *, name: str = "", may_see_sensitive: bool = True) -> Layout:
    """The layout of an export; refused where the profile has none, or asks for a source nobody knows."""
    given = profile.get("exports", {}).get(kind)
    if not given:
        raise ProfileSilent(profile=name)
    columns = columns_for(given["columns"], may_see_sensitive=may_see_sensitive)
    known = SOURCES[kind]
    for column in columns:
        if column["source"] not in known:
            raise UnknownSource(source=column["source"], column=column["key"])
    return Layout(
        sheet=given.get("sheet", str(ExportKind(kind).label)),
        date_format=given.get("date_format", "%Y-%m-%d"),
        columns=[Column(column["header_pl"], width=18) for column in columns],
        getters=[(known[column["source"]], _words(profile, kind, column)) for column in columns],
    )


def _words(profile: Mapping[str, Any], kind: str, column: Mapping[str, Any]) -> Mapping[Any, str] | None:
    """The funder's words for our codes. Kinds of support and of institution are ours: the profile maps them."""
    dictionary = column.get("dictionary")
    if not dictionary:
        return None
    words: dict[Any, str] = {}
    for entry in profile.get("dictionaries", {}).get(dictionary, []):
        label = text_in(entry["label"], "pl")
        words[entry["code"]] = label
        if str(entry["code"]).isdigit():
            words[int(entry["code"])] = label
        for own in (*entry.get("forms", ()), *entry.get("kinds", ())):
            words[own] = label
    if kind == ExportKind.INSTITUTIONS and column["source"] == "support.kind":
        _institution_support(words)
    return words


def _institution_support(words: dict[Any, str]) -> None:
    """What an institution gets through its people: training of staff, or advice."""
    for own in ("training", "course", "workshop", "postgraduate"):
        words.setdefault(own, words.get("staff_training", own))
