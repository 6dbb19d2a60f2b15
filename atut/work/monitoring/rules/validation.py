"""Checks of an export before it is filed: who, which field, which rule, and whether the row must stay out of the file.

Rules V1 to V9 follow the participant-monitoring rules (act of 28.4.2022, Dz.U. 2022 poz. 1079, art. 87; guidance on
monitoring participants); V0 is the layout of the funding profile (mandatory fields,
dictionaries); V10 (sensitive columns only for who needs them) is `columns_for`. A class of a
gmina that nobody confirmed is told by gmina, not by person.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.work.monitoring.rules.record import InstitutionRecord, Record, SupportRecord

MAY_REFUSE = frozenset({"foreign_background", "minority", "disability"})
SENSITIVE = frozenset({"foreign_background", "minority", "homeless", "disability"})


class Rule(TextChoices):
    """The rules; the words say what to do."""

    V0 = "V0", _("A mandatory field is empty, or its value is not in the funder's list. Fill it in.")
    V1 = "V1", _("This PESEL is not valid. Compare it with the identity card.")
    V2 = "V2", _("This NIP or REGON is not valid. Compare it with the register.")
    V3 = "V3", _("The age on the day of entry cannot be right. Check the date of birth and the day of entry.")
    V4 = "V4", _("The days do not follow one another: project, entry, support, exit. Correct the one that is wrong.")
    V5 = "V5", _("The same PESEL stands at two people of this project. Merge them.")
    V6 = "V6", _("Sex or date of birth differ from the PESEL. Correct them.")
    V7 = "V7", _("Gmina, powiat, voivodeship, postcode or class of the gmina do not agree. Correct the address.")
    V8 = "V8", _("This question cannot be refused. Ask for the answer; never write “no” instead.")
    V9 = "V9", _("More than 28 days have passed since the exit and the situation is not known. Record it.")


BLOCKING = frozenset(Rule) - {Rule.V9}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `key` names the participation; `field` the column. No value of any field is here."""

    key: str
    name: str
    field: str
    rule: Rule

    @property
    def is_blocking(self) -> bool:
        """Does it keep the row out of the file?"""
        return self.rule in BLOCKING


Findings = Iterable[tuple[Record | InstitutionRecord, list[Problem]]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the checks are made against: the project's days, the day of the check, the funder's data, powiats by TERC (4 digits)."""

    starts_on: date
    ends_on: date
    today: date
    profile: Mapping[str, Any]
    powiats: Mapping[str, str] = dataclasses.field(default_factory=dict)
    _codes: dict[str, frozenset[str]] = dataclasses.field(default_factory=dict, compare=False, repr=False)

    @property
    def exit_days(self) -> int:
        """Days after exit in which the situation is established."""
        return int(self.profile.get("exit_days", 28))

    def codes(self, dictionary: str) -> frozenset[str]:
        """The codes of a dictionary, gathered once: every person is compared with them."""
        if dictionary not in self._codes:
            entries = self.profile.get("dictionaries", {}).get(dictionary, [])
            self._codes[dictionary] = frozenset(entry["code"] for entry in entries)
        return self._codes[dictionary]

    def temporary(self, dictionary: str) -> frozenset[str]:
        """Codes that stand in for an answer."""
        return frozenset(e["code"] for e in self.profile.get("dictionaries", {}).get(dictionary, []) if e.get("temporary"))


class SensitiveInTheOpen(Refused):
    """V10: sensitive fields are shown only to the roles that need them."""

    message = _("The column “%(column)s” holds a sensitive answer but is not marked as sensitive. Correct the funding profile.")


def columns_for(columns: Sequence[Mapping[str, Any]], *, may_see_sensitive: bool) -> list[Mapping[str, Any]]:
    """The columns somebody may have: sensitive answers only for roles that need them, never in lists for partners."""
    for column in columns:
        if str(column["source"]).rpartition(".")[2] in SENSITIVE and not column.get("sensitive"):
            raise SensitiveInTheOpen(column=column["key"])
    return [column for column in columns if may_see_sensitive or not column.get("sensitive")]


def check_people(records: Iterable[Record], frame: Frame) -> Findings:
    """Each person with what is wrong, one at a time, in the order given.

    Of a PESEL that stands twice both people are told, because either may be the mistake; the later one stays out.
    """
    seen: dict[str, tuple[str, str]] = {}
    for person in records:
        first = seen.get(person.pesel)
        found = check_person(person, frame, is_twice=first is not None)
        if first is not None:
            found.append(Problem(*first, "pesel", Rule.V5))
        elif person.pesel:
            seen[person.pesel] = (person.key, person.name)
        yield person, found


def check_person(person: Record, frame: Frame, *, is_twice: bool = False) -> list[Problem]:
    """Everything wrong with one person."""
    found: list[tuple[str, Rule]] = [(field, Rule.V0) for field in person.missing]
    found += _identity(person, frame, is_twice=is_twice)
    found += _days(person, person.supports, frame)
    found += _address(person, frame)
    found += _answers(person, frame)
    found += _situation(person, frame)
    if not person.supports:
        found.append(("supports", Rule.V0))
    return [Problem(person.key, person.name, field, rule) for field, rule in dict.fromkeys(found)]


def check_institution(one: InstitutionRecord, frame: Frame) -> list[Problem]:
    """Everything wrong with one institution."""
    found: list[tuple[str, Rule]] = [(field, Rule.V0) for field in one.missing]
    for field, value, read in (("nip", one.nip, identifiers.nip), ("regon", one.regon, identifiers.regon)):
        if value and not _reads(read, value):
            found.append((field, Rule.V2))
    found += _days(one, one.supports, frame)
    found += _address(one, frame)
    if not one.supports:
        found.append(("supports", Rule.V0))
    return [Problem(one.key, one.name, field, rule) for field, rule in dict.fromkeys(found)]


def _identity(person: Record, frame: Frame, *, is_twice: bool) -> list[tuple[str, Rule]]:
    found: list[tuple[str, Rule]] = []
    if person.pesel:
        try:
            said = identifiers.pesel(person.pesel, today=frame.today)
        except Refused:
            found.append(("pesel", Rule.V1))
        else:
            if person.sex and said.sex != person.sex:
                found.append(("sex", Rule.V6))
            if person.birth_date and said.birth_date != person.birth_date:
                found.append(("birth_date", Rule.V6))
    if is_twice:
        found.append(("pesel", Rule.V5))
    if person.age is not None and not 0 <= person.age <= 120:
        found.append(("age", Rule.V3))
    return found


def _days(one: Record | InstitutionRecord, supports: Sequence[SupportRecord], frame: Frame) -> list[tuple[str, Rule]]:
    """Project start <= S01 <= S07 <= S08 <= S02 <= project end; the first S07 is S01."""
    begins = [support.starts_on for support in supports if support.starts_on]
    first, last = one.entered_on, one.left_on
    wrong = {
        "entered_on": first is not None and not frame.starts_on <= first <= frame.ends_on,
        "left_on": last is not None and (first is None or not first <= last <= frame.ends_on),
        "support_from": bool(begins and first and min(begins) != first),
        "support_to": any(_is_late(support, last) for support in supports),
    }
    return [(field, Rule.V4) for field, is_wrong in wrong.items() if is_wrong]


def _is_late(support: SupportRecord, left_on: date | None) -> bool:
    if support.ends_on is None:
        return False
    return (support.starts_on is not None and support.ends_on < support.starts_on) or (
        left_on is not None and support.ends_on > left_on
    )


def _address(one: Record | InstitutionRecord, frame: Frame) -> list[tuple[str, Rule]]:
    found: list[tuple[str, Rule]] = []
    if one.postcode and not re.fullmatch(r"[0-9]{2}-[0-9]{3}", one.postcode):
        found.append(("postcode", Rule.V7))
    if one.terc and not (re.fullmatch(r"[0-9]{7}", one.terc) and one.powiat and one.voivodeship):
        found.append(("commune", Rule.V7))
    if one.terc and VOIVODESHIPS.get(one.terc[:2], one.voivodeship) != one.voivodeship:
        found.append(("voivodeship", Rule.V7))
    if one.terc and frame.powiats.get(one.terc[:4], one.powiat) != one.powiat:
        found.append(("powiat", Rule.V7))
    if one.degurba is not None and one.degurba not in (1, 2, 3):
        found.append(("degurba", Rule.V7))
    return found


def _answers(person: Record, frame: Frame) -> list[tuple[str, Rule]]:
    """A refusal is an answer where the law lets refuse; elsewhere it is asked again, and never turned into "no"."""
    found = [
        (question, Rule.V8)
        for question, answer in sorted(person.sensitive.items())
        if answer == "refused" and question not in MAY_REFUSE
    ]
    for field in ("citizenship", "education", "labour_status", "labour_detail"):
        value, codes = getattr(person, field), frame.codes(field)
        if value and codes and value not in codes:
            found.append((field, Rule.V0))
    return found


def _situation(person: Record, frame: Frame) -> list[tuple[str, Rule]]:
    is_known = bool(person.situation) and person.situation not in frame.temporary("situation")
    if person.left_on is None or is_known or frame.today <= person.left_on + timedelta(days=frame.exit_days):
        return []
    return [("situation", Rule.V9)]


def _reads(read: Any, value: str) -> bool:
    try:
        read(value)
    except Refused:
        return False
    return True


VOIVODESHIPS = {
    "02": "dolnośląskie",
    "04": "kujawsko-pomorskie",
    "06": "lubelskie",
    "08": "lubuskie",
    "10": "łódzkie",
    "12": "małopolskie",
    "14": "mazowieckie",
    "16": "opolskie",
    "18": "podkarpackie",
    "20": "podlaskie",
    "22": "pomorskie",
    "24": "śląskie",
    "26": "świętokrzyskie",
    "28": "warmińsko-mazurskie",
    "30": "wielkopolskie",
    "32": "zachodniopomorskie",
}
