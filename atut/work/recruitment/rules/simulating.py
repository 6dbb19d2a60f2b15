"""A selection tried out: who would get in under some bounds, and whether they can be met at all. Nothing comes of it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from atut.work.recruitment.rules import bounds
from atut.work.recruitment.rules.calls import Terms
from atut.work.recruitment.rules.minimums import below
from atut.work.recruitment.rules.points import Scored, asked, judged, scores
from atut.work.recruitment.rules.selection import together
from atut.work.selection.rules import terms as selection
from atut.work.selection.rules.terms import Bound
from atut.work.selection.rules.walk import BoundKept, Outcome, select

KindsOf = Callable[["Candidate"], Collection[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might come: a person known from an application, or one imagined (no name)."""

    code: str
    office: str
    facts: frozenset[str]
    received_at: datetime
    choices: tuple[str, ...]
    name: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    jury: Mapping[str, int] = field(default_factory=dict)
    pair: str = ""


@dataclass(frozen=True, slots=True)
class Imagined:
    """So many people of one office and with these facts."""

    office: str
    facts: frozenset[str]
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of people: how many candidates, how many would get a place."""

    name: str
    candidates: int
    given: int


@dataclass(frozen=True, slots=True)
class BoundTried:
    """A bound: how many candidates count, how many places it asks for, how many it would get."""

    words: str
    candidates: int
    asked: int
    given: int
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody who would get in."""

    rank: int
    candidate: Candidate
    editions: tuple[str, ...]


@dataclass(frozen=True)
class Simulation:
    """What would come of a selection."""

    terms: Terms
    candidates: Sequence[Candidate]
    outcome: Outcome
    below: int = 0  # fewer points than the least required: not ranked

    @property
    def chosen(self) -> list[Chosen]:
        """Who would get in, in the order of the ranking."""
        by_code = {one.code: one for one in self.candidates}
        known = self.outcome.decisions.items()
        names = self.terms.names
        return [Chosen(d.rank, by_code[code], tuple(names.get(e, e) for e in d.editions)) for code, d in known if d.editions]

    @property
    def bounds(self) -> list[BoundTried]:
        """Every bound with its numbers."""
        shown = [kept for kept in self.outcome.bounds if not kept.bound.each or kept.is_binding]
        return [self._bound(kept) for kept in bounds.in_reading_order(shown, self.terms, lambda kept: kept.bound)]

    @property
    def unshown(self) -> int:
        """How many lines for each office or edition are met and keep nobody out."""
        return sum(bool(kept.bound.each) and not kept.is_binding for kept in self.outcome.bounds)

    def _bound(self, kept: BoundKept) -> BoundTried:
        count = sum(_counts(one, kept.bound) for one in self.candidates)
        lack = _lack(bounds.whom(kept.bound, self.terms.names), count, kept) if kept.lowered_by else ""
        return BoundTried(bounds.in_words(kept.bound, self.terms), count, kept.asked, kept.given, lack)

    @property
    def lacks(self) -> list[str]:
        """Why bounds cannot be met, in words; empty: they can."""
        return [one.lack for one in self.bounds if one.lack]

    def by_office(self) -> list[Counted]:
        """Offices with candidates, by name."""
        return self._by({one.office: self.terms.names.get(one.office, one.office) for one in self.candidates}, _office)

    def by_fact(self) -> list[Counted]:
        """The facts that the regulation knows."""
        labels = {fact.value: str(fact.label) for fact in selection.Fact if fact in self.terms.regulation.facts}
        return self._by(labels, _facts)

    def by_edition(self) -> list[Counted]:
        """Editions: places, and how many would be given."""
        given = Counter(edition for one in self.outcome.decisions.values() for edition in one.editions)
        openings = self.terms.openings.items()
        return [Counted(self.terms.names.get(key, key), places, given[key]) for key, places in openings]

    def _by(self, names: Mapping[str, str], kinds_of: KindsOf) -> list[Counted]:
        every = Counter(kind for one in self.candidates for kind in kinds_of(one))
        given = Counter(kind for one in self.chosen for kind in kinds_of(one.candidate))
        return [Counted(name, every[kind], given[kind]) for kind, name in sorted(names.items(), key=lambda item: item[1])]


def _office(one: Candidate) -> Collection[str]:
    return (one.office,)


def _facts(one: Candidate) -> Collection[str]:
    return one.facts


def _counts(one: Candidate, bound: Bound) -> bool:
    wanted = not bound.edition or bound.edition in one.choices
    return wanted and bound.office in ("", one.office) and (not bound.fact or bound.fact in one.facts)


def _lack(whom: str, candidates: int, kept: BoundKept) -> str:
    found = ngettext("%(count)s candidate", "%(count)s candidates", candidates) % {"count": candidates}
    if candidates < kept.asked:
        return gettext("%(whom)s: %(found)s, %(asked)s required.") % {"whom": whom, "found": found, "asked": kept.asked}
    words = gettext("%(whom)s: %(found)s, but only %(target)s can get a place together with the other rules; %(asked)s required.")
    return words % {"whom": whom, "found": found, "target": kept.target, "asked": kept.asked}


def imagine(kinds: Iterable[Imagined], terms: Terms) -> list[Candidate]:
    """People typed by number: they want every edition, and come after everybody known."""
    found: list[Candidate] = []
    for kind in kinds:
        for _unused in range(kind.count):
            moment = terms.closes_at + timedelta(seconds=len(found))
            found.append(Candidate(f"?{len(found) + 1}", kind.office, kind.facts, moment, tuple(terms.openings)))
    return found


def simulate(terms: Terms, candidates: Sequence[Candidate], *, forms: Mapping[str, str]) -> Simulation:
    """Select among candidates under the terms, as the list would be made at the close. `forms`: the form of each edition."""
    regulation, offices = terms.regulation, {one.office for one in candidates}
    rules = selection.Terms(
        openings=terms.openings,
        bounds=selection.spread(regulation.bounds, offices=(), applying=offices, editions=terms.openings),
        pools=regulation.pools_at(terms.closes_at),
        forms=forms,
        most_places=regulation.most_places,
        ties=regulation.ties,
    )
    ranked = [one for one in candidates if not _is_below(one, terms)]
    outcome = select(together([_applicant(one, terms) for one in ranked]), rules)
    return Simulation(terms, candidates, outcome, below=len(candidates) - len(ranked))


def _points(one: Candidate, terms: Terms) -> dict[str, int]:
    return scores(terms.regulation.criteria, Scored(one.answers, one.facts, one.jury))


def _is_below(one: Candidate, terms: Terms) -> bool:
    """Fewer points than the least required, where they are known: nobody has been judged before a call."""
    lines = terms.regulation.criteria
    is_known = set(one.answers) >= {line.code for line in asked(lines)} and set(one.jury) >= {line.code for line in judged(lines)}
    return is_known and bool(below(terms.regulation, _points(one, terms)))


def _applicant(one: Candidate, terms: Terms) -> selection.Applicant:
    return selection.Applicant(
        code=one.code,
        number=one.code,
        points=sum(_points(one, terms).values()),
        received_at=one.received_at,
        choices=one.choices,
        facts=one.facts,
        office=one.office,
        pair=one.pair,
        lot=hashlib.sha256(one.code.encode()).hexdigest(),  # a draw that has not been held: any order will do
    )
