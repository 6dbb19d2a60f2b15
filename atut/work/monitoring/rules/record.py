"""What is known of one participation on the day of counting. Values only: measures and checks never see a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SupportRecord:
    """One form of support of a person, up to the day of counting."""

    kind: str = ""
    edition: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    minutes: int = 0
    certificates: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One person in the project: state on the day of entry, exit, situation after it, support.

    `age` is the age on the day of entry. `is_complete`: all mandatory data are there; an incomplete record is never
    counted. `degurba` is the confirmed class of the gmina of residence, None while nobody confirmed it.
    Fields from `first_name` on are filled for exports only.
    """

    key: str
    sex: str = ""
    birth_date: date | None = None
    age: int | None = None
    entered_on: date | None = None
    left_on: date | None = None
    planned_path: bool | None = None
    citizenship: str = ""
    education: str = ""
    labour_status: str = ""
    labour_detail: str = ""
    degurba: int | None = None
    sensitive: Mapping[str, str] = field(default_factory=dict)
    situation: str = ""
    second_situation: str = ""
    situation_on: date | None = None
    supports: tuple[SupportRecord, ...] = ()
    missing: tuple[str, ...] = ()
    person_key: str = ""
    first_name: str = ""
    last_name: str = ""
    pesel: str = ""
    other_identifier: str = ""
    phone: str = ""
    email: str = ""
    institution: str = ""
    terc: str = ""
    commune: str = ""
    powiat: str = ""
    voivodeship: str = ""
    locality: str = ""
    postcode: str = ""
    street: str = ""

    @property
    def is_complete(self) -> bool:
        """May the person be counted? Only with all mandatory data and a first day of support."""
        return not self.missing and self.entered_on is not None

    @property
    def minutes(self) -> int:
        """Minutes of support received."""
        return sum(support.minutes for support in self.supports)

    @property
    def name(self) -> str:
        """Surname first."""
        return f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True)
class InstitutionRecord:
    """One institution in the project, with the support of its people."""

    key: str
    organisation_key: str = ""
    name: str = ""
    kind: str = ""
    nip: str = ""
    regon: str = ""
    phone: str = ""
    email: str = ""
    terc: str = ""
    commune: str = ""
    powiat: str = ""
    voivodeship: str = ""
    locality: str = ""
    postcode: str = ""
    street: str = ""
    degurba: int | None = None
    entered_on: date | None = None
    left_on: date | None = None
    people: int = 0
    supports: tuple[SupportRecord, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """All mandatory data are there and support has begun."""
        return not self.missing and self.entered_on is not None
