"""What is counted and how. Each measure says whom it counts; sums, sexes and lists of people follow from that.

Source of the common indicators: Regulation (EU) 2021/1057, Annex I; counting rules by the Commission's SFC guidance.
Four rules hold for all: a person counts once however many trainings; only with complete data; a refusal is never "no"
(nor "yes"); ages and states are those of the day of entry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atut.work.monitoring.rules.record import Record

DAYS_AFTER = 28


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands behind a number besides people: institutions, editions, and days in force."""

    institutions: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    days_after: int = DAYS_AFTER


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of counting.

    `counts` picks the people, `amount` adds something up (`per` of it make one unit), `of` makes a share of those people.
    `is_state`: it tells something of the people left out as well, so the public sees neither few of these nor few of those.
    """

    code: str
    name: str | Promise
    counts: Callable[[Record, int], bool] | None = None
    amount: Callable[[Record], int] | None = None
    per: int = 1
    of: Callable[[Record, int], bool] | None = None
    entities: Callable[[Counted], tuple[str, ...]] | None = None
    unknown: Callable[[Record], bool] | None = None
    why_not: str | Promise = ""
    is_state: bool = False

    @property
    def is_by_sex(self) -> bool:
        """Entities and what others measure have no women and men."""
        return self.counts is not None

    @property
    def is_share(self) -> bool:
        """A per cent, not a count."""
        return self.of is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what stands behind it. `unknown`: complete people of whom this cannot be said yet."""

    women: Decimal | None
    men: Decimal | None
    total: Decimal | None
    keys: tuple[str, ...] = ()
    unknown: int = 0
    incomplete: int = 0


def entered(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO01: in the project on the day of counting, with complete data."""
    return record.is_complete


def unemployed(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO02: unemployed on the day of entry, long-term included (national definition)."""
    return record.labour_status == "unemployed"


def unemployed_long(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO03: long-term unemployed on the day of entry; part of EECO02."""
    return unemployed(record) and record.labour_detail == "unemployed_long"


def inactive(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO04: neither employed nor unemployed on the day of entry."""
    return record.labour_status == "inactive"


def employed(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO05: employed or self-employed on the day of entry; as a rule every official."""
    return record.labour_status == "employed"


def under_18(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO06: below 18 on the day of entry."""
    return record.age is not None and record.age < 18


def from_18_to_29(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO07: 18 to 29 on the day of entry, both included."""
    return record.age is not None and 18 <= record.age <= 29


def from_45(record: Record, _days: int = DAYS_AFTER) -> bool:
    """The projects' own group: 45 or more on the day of entry."""
    return record.age is not None and record.age >= 45


def from_55(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO08: 55 or more on the day of entry."""
    return record.age is not None and record.age >= 55


def isced_0_2(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO09: highest level completed on the day of entry is ISCED 0 to 2."""
    return record.education == "isced_0_2"


def isced_3_4(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO10: highest level completed is ISCED 3 or 4."""
    return record.education == "isced_3_4"


def isced_5_8(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO11: highest level completed is ISCED 5 to 8; EECO09 + EECO10 + EECO11 = EECO01."""
    return record.education == "isced_5_8"


def _yes(question: str) -> Callable[[Record, int], bool]:
    return lambda record, _days: record.sensitive.get(question) == "yes"


def third_country(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO13: citizens of countries outside the EU, and stateless people."""
    return record.citizenship == "non_eu"


def rural(record: Record, _days: int = DAYS_AFTER) -> bool:
    """EECO17: residence on the day of entry in a gmina of DEGURBA class 3, confirmed. No national definition allowed."""
    return record.degurba == 3


def _event(record: Record, days: int) -> str:
    """The last event on the labour market in the four weeks after exit; the first field holds the latest one."""
    if record.left_on is None or record.situation_on is None:
        return ""
    if not record.left_on <= record.situation_on <= record.left_on + timedelta(days=days):
        return ""
    events = ("seeks_job", "took_job", "keeps_job")
    return next((said for said in (record.situation, record.second_situation) if said in events), "")


def _after(record: Record, days: int, said: str) -> bool:
    is_in_time = (
        record.left_on is not None
        and record.situation_on is not None
        and record.left_on <= record.situation_on <= record.left_on + timedelta(days=days)
    )
    return is_in_time and said in (record.situation, record.second_situation)


def job_searching(record: Record, days: int = DAYS_AFTER) -> bool:
    """EECR01: entered inactive, and the last event in four weeks after exit is looking for work. Excludes EECR04."""
    return inactive(record) and _event(record, days) == "seeks_job"


def in_education(record: Record, days: int = DAYS_AFTER) -> bool:
    """EECR02: not in education at entry, in education or training within four weeks after exit."""
    return record.labour_detail != "inactive_learning" and _after(record, days, "took_education")


def qualified(record: Record, days: int = DAYS_AFTER) -> bool:
    """EECR03: gained a formal qualification by the end of the four weeks; people, not certificates."""
    return _after(record, days, "gained_qualification")


def in_employment(record: Record, days: int = DAYS_AFTER) -> bool:
    """EECR04: entered unemployed or inactive, and the last event in four weeks after exit is work."""
    return (unemployed(record) or inactive(record)) and _event(record, days) in ("took_job", "keeps_job")


def certified(record: Record, _days: int = DAYS_AFTER) -> bool:
    """Holds at least one valid certificate of this project."""
    return any(support.certificates for support in record.supports)


def trained(record: Record, _days: int = DAYS_AFTER) -> bool:
    """Was at a meeting for at least a minute."""
    return any(support.minutes for support in record.supports)


_SAMPLE = _("Measured by the managing authority on a sample, six months after exit.")
_BY_HAND = _("Follows from settled costs, not from participants; the coordinator reports it in the payment claim.")

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("EECO01", _("Participants"), entered),
        Measure("EECO02", _("Unemployed"), unemployed),
        Measure("EECO03", _("Long-term unemployed"), unemployed_long),
        Measure("EECO04", _("Inactive"), inactive),
        Measure("EECO05", _("Employed"), employed),
        Measure("EECO06", _("Below 18 years"), under_18),
        Measure("EECO07", _("18 to 29 years"), from_18_to_29),
        Measure("EECO08", _("55 years and more"), from_55),
        Measure("EECO09", _("ISCED 0 to 2"), isced_0_2),
        Measure("EECO10", _("ISCED 3 and 4"), isced_3_4),
        Measure("EECO11", _("ISCED 5 to 8"), isced_5_8),
        Measure("EECO12", _("With disabilities"), _yes("disability")),
        Measure("EECO13", _("Third-country nationals"), third_country),
        Measure("EECO14", _("With a foreign background"), _yes("foreign_background")),
        Measure("EECO15", _("Minorities"), _yes("minority")),
        Measure("EECO16", _("Homeless or affected by housing exclusion"), _yes("homeless")),
        Measure("EECO17", _("From rural areas"), rural, unknown=lambda record: record.degurba is None),
        Measure("EECO18", _("Supported public administrations"), entities=lambda counted: counted.institutions),
        Measure("EECO19", _("Supported enterprises"), entities=lambda _counted: ()),
        Measure("EECR01", _("Looking for work upon leaving"), job_searching),
        Measure("EECR02", _("In education or training upon leaving"), in_education),
        Measure("EECR03", _("Gaining a qualification upon leaving"), qualified),
        Measure("EECR04", _("In employment upon leaving"), in_employment),
        Measure("EECR05", _("In employment six months after leaving"), why_not=_SAMPLE),
        Measure("EECR06", _("In a better situation six months after leaving"), why_not=_SAMPLE),
        Measure("PL0CO01", _("Projects with reasonable accommodation"), why_not=_BY_HAND),
        Measure("PL0CO02", _("Facilities adapted"), why_not=_BY_HAND),
        Measure("participants", _("People in the project"), entered),
        Measure("participants_45_plus", _("People aged 45 or more at entry"), from_45, is_state=True),
        Measure("participants_45_plus_share", _("Share of people aged 45 or more, in per cent"), from_45, of=entered),
        Measure("people_trained", _("People who were at a meeting"), trained),
        Measure(
            "hours_of_training",
            _("Hours of support received, people together"),
            trained,
            amount=lambda record: sum(support.minutes for support in record.supports),
            per=60,
        ),
        Measure("people_certified", _("People with a certificate"), certified),
        Measure(
            "certificates_issued",
            _("Valid certificates"),
            certified,
            amount=lambda record: sum(support.certificates for support in record.supports),
        ),
        Measure("institutions_supported", _("Institutions supported"), entities=lambda counted: counted.institutions),
        Measure("editions_finished", _("Editions finished"), entities=lambda counted: counted.editions),
    )
}
OWN = tuple(code for code in MEASURES if code.islower())


def figure(measure: Measure, records: Sequence[Record], counted: Counted) -> Figure:
    """One measure over everybody who entered by the day of counting. Women and men sum up to the total; a share is of each sex."""
    if measure.entities is not None:
        things = measure.entities(counted)
        return Figure(None, None, Decimal(len(things)), things)
    if measure.counts is None:
        return Figure(None, None, None)
    complete = [record for record in records if record.is_complete]
    chosen = [record for record in complete if measure.counts(record, counted.days_after)]
    sexes = {sex: [record for record in chosen if record.sex == sex] for sex in ("f", "m")}
    wholes = {sex: [record for record in complete if record.sex == sex] for sex in ("f", "m")}
    return Figure(
        women=_value(measure, sexes["f"], wholes["f"]),
        men=_value(measure, sexes["m"], wholes["m"]),
        total=_value(measure, chosen, complete),
        keys=tuple(record.key for record in chosen),
        unknown=sum(1 for record in complete if measure.unknown and measure.unknown(record)),
        incomplete=len(records) - len(complete),
    )


def _value(measure: Measure, chosen: Sequence[Record], whole: Sequence[Record]) -> Decimal:
    if measure.of is not None:
        return _percent(len(chosen), len(whole))
    if measure.amount is not None:
        return (Decimal(sum(measure.amount(record) for record in chosen)) / measure.per).quantize(Decimal("0.01")).normalize() + 0
    return Decimal(len(chosen))


def _percent(part: int, whole: int) -> Decimal:
    """One place after the comma; nothing of nothing is nothing."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.1")) if whole else Decimal(0)
