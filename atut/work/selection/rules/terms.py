"""What a selection is made from: the terms of a regulation of recruitment ("regulamin rekrutacji"), and the applicants."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

EACH = "*"  # in a bound: every office, or every edition, by itself


class Fact(TextChoices):
    """What the data or a checked answer say about an applicant: points are given for it, and bounds count it."""

    WOMAN = "woman", _("women")
    MAN = "man", _("men")
    AGE_45 = "age_45", _("people aged 45 or more")
    DISABILITY = "disability", _("people with disabilities")
    LOW_EDUCATION = "low_education", _("people with at most lower secondary education (ISCED 0-2)")
    GOPS = "gops", _("staff of social-welfare centres (GOPS, MGOPS, MOPS, OPS)")
    RURAL = "rural", _("people living in rural areas (DEGURBA 3)")
    FIRST_SUPPORT = "first_support", _("people without any form of support in this project so far")


class Ties(TextChoices):
    """What decides between people with equal points."""

    RECEIPT = "receipt", _("the earlier receipt")
    DRAW = "draw", _("a draw that nobody can foresee")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of places, or a share of the places opened: as a lower bound rounded up, as an upper bound down."""

    value: int
    is_percent: bool = False

    def at_least(self, places: int) -> int:
        """Whole places as a lower bound."""
        return -(-self.value * places // 100) if self.is_percent else self.value

    def at_most(self, places: int) -> int:
        """Whole places as an upper bound."""
        return self.value * places // 100 if self.is_percent else self.value

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return {"value": self.value, "is_percent": self.is_percent}


@dataclass(frozen=True, slots=True)
class Bound:
    """So many places at least, or at most, for those whom a fact and an office name, in one edition or in all together.

    An empty `fact`, `office` or `edition` means every one of them together; `EACH` means every one by itself, which is
    spread out before a list is made. Shares are of the places of the edition, or of the call.
    """

    fact: str = ""
    office: str = ""
    edition: str = ""
    at_least: Amount | None = None
    at_most: Amount | None = None
    each: str = ""  # one of many lines spread out: "office", "edition" or both words

    @property
    def is_each(self) -> bool:
        """Does it stand for a line for each office, or for each edition?"""
        return EACH in (self.office, self.edition)

    def counts(self, one: "Applicant") -> bool:
        """Is it about this applicant?"""
        return (not self.fact or self.fact in one.facts) and self.office in ("", one.office)

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        kept = {"fact": str(self.fact), "office": self.office, "edition": self.edition}
        ends = {"at_least": self.at_least, "at_most": self.at_most}
        each = {"each": self.each} if self.each else {}
        return kept | each | {name: end.as_data() for name, end in ends.items() if end}


@dataclass(frozen=True, slots=True)
class Pool:
    """Places of an edition that only people of one office, or of several that share them, may take, until all pools return.

    `beside` names the offices that share it with `office`. In an edition an office stands in one pool.
    """

    office: str
    edition: str
    places: int
    beside: tuple[str, ...] = ()

    @property
    def offices(self) -> tuple[str, ...]:
        """All offices whose people may take these places."""
        return (self.office, *self.beside)

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        kept = {"office": self.office, "edition": self.edition, "places": self.places}
        return kept | ({"beside": list(self.beside)} if self.beside else {})


@dataclass(frozen=True)
class Terms:
    """The part of a regulation that decides who gets a place. Keys name editions and offices.

    `forms` groups editions of one form of support: nobody gets two of them. Pools are those still in force:
    whoever calls leaves out the ones that have returned. Bounds count in their published order.
    """

    openings: Mapping[str, int]
    bounds: tuple[Bound, ...] = ()
    pools: tuple[Pool, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    most_places: int = 1
    ties: str = Ties.RECEIPT


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the ranking knows about an applicant: nothing else may count.

    `lot` is the drawn number (hexadecimal) where ties are drawn. `pair` is the code of the one without whom this
    applicant wants no place; it stands with both, and both have the same choices.
    """

    code: str
    number: str
    points: int
    received_at: datetime
    choices: tuple[str, ...]
    facts: frozenset[str] = frozenset()
    office: str = ""
    pair: str = ""
    lot: str = ""


def amount_from(data: Mapping[str, Any] | None) -> Amount | None:
    """An amount as kept."""
    return Amount(data["value"], data["is_percent"]) if data else None


def bound_from(data: Mapping[str, Any]) -> Bound:
    """A bound as kept."""
    ends = amount_from(data.get("at_least")), amount_from(data.get("at_most"))
    return Bound(data.get("fact", ""), data.get("office", ""), data.get("edition", ""), *ends, each=data.get("each", ""))


def spread(
    bounds: tuple[Bound, ...], *, offices: Collection[str], applying: Collection[str], editions: Collection[str]
) -> tuple[Bound, ...]:
    """Bounds with a line for each office and each edition where a bound says so.

    An upper bound is for every office of `offices`; a lower one only for those from which somebody applies.
    """
    return tuple(line for bound in bounds for line in _lines(bound, sorted({*offices, *applying}), applying, sorted(editions)))


def _lines(bound: Bound, offices: Collection[str], applying: Collection[str], editions: Collection[str]) -> Iterator[Bound]:
    each = " ".join(word for word, key in (("office", bound.office), ("edition", bound.edition)) if key == EACH)
    for office in offices if bound.office == EACH else (bound.office,):
        low = bound.at_least if bound.office != EACH or office in applying else None
        for edition in editions if bound.edition == EACH else (bound.edition,):
            if low or bound.at_most:
                yield replace(bound, office=office, edition=edition, at_least=low, each=each)


def pool_from(data: Mapping[str, Any]) -> Pool:
    """A pool as kept."""
    return Pool(data["office"], data["edition"], data["places"], tuple(data.get("beside", ())))
