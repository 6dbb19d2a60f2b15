"""What a selection is made from, frozen: one way to write it down, its SHA-256, and reading it back on any machine."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from atut.work.selection.rules.draw import drawn
from atut.work.selection.rules.terms import Amount, Applicant, Bound, Fact, Terms, bound_from, pool_from
from atut.work.selection.rules.walk import Outcome, select

VERSION = 2  # 1: places by edition and one share for people aged 45 or more


def canonical(data: Any) -> str:
    """One way to write data down: what is hashed, and what an auditor hashes again."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(data: Any) -> str:
    """SHA-256 of data written down canonically."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def freeze(applicants: Iterable[Applicant], terms: Terms) -> dict[str, Any]:
    """As it is kept: no name, no date of birth; only facts and offices the terms ask about; in the order of the codes."""
    facts = {str(bound.fact) for bound in terms.bounds if bound.fact}
    offices = {bound.office for bound in terms.bounds} | {office for pool in terms.pools for office in pool.offices}
    return {
        "version": VERSION,
        "terms": {
            "openings": dict(sorted(terms.openings.items())),
            "bounds": [bound.as_data() for bound in terms.bounds],
            "pools": [pool.as_data() for pool in terms.pools],
            "forms": dict(sorted(terms.forms.items())),
            "most_places": terms.most_places,
            "ties": str(terms.ties),
        },
        "applicants": [
            {
                "code": one.code,
                "number": one.number,
                "points": one.points,
                "received_at": one.received_at.isoformat(),
                "choices": list(one.choices),
                "facts": sorted(facts & one.facts),
                "office": one.office if one.office in offices else "",
                "pair": one.pair,
            }
            for one in sorted(applicants, key=lambda one: one.code)
        ],
    }


def terms_of(data: Mapping[str, Any]) -> Terms:
    """The terms of a frozen list, also of one frozen when a call had one bound at most."""
    if "terms" not in data:
        percent = data["bound_percent"]
        bounds = (Bound(Fact.AGE_45, at_least=Amount(percent, is_percent=True)),) if percent else ()
        return Terms(data["openings"], bounds)
    kept = data["terms"]
    return Terms(
        kept["openings"],
        tuple(bound_from(one) for one in kept["bounds"]),
        tuple(pool_from(one) for one in kept["pools"]),
        kept["forms"],
        kept["most_places"],
        kept["ties"],
    )


def applicants_of(data: Mapping[str, Any]) -> tuple[Applicant, ...]:
    """The applicants of a frozen list, without lots."""
    return tuple(
        Applicant(
            code=one["code"],
            number=one["number"],
            points=one["points"],
            received_at=datetime.fromisoformat(one["received_at"]),
            choices=tuple(one["choices"]),
            facts=frozenset(one["facts"]) if "facts" in one else frozenset({Fact.AGE_45.value} if one["is_45"] else ()),
            office=one.get("office", ""),
            pair=one.get("pair", ""),
        )
        for one in data["applicants"]
    )


def selected(data: Mapping[str, Any], draw: Mapping[str, str] | None = None) -> Outcome:
    """The selection made from a frozen list; `draw`: secret, commitment, list hash and public value, where ties are drawn."""
    return select(ranked_of(data, draw), terms_of(data))


def ranked_of(data: Mapping[str, Any], draw: Mapping[str, str] | None = None) -> tuple[Applicant, ...]:
    """The applicants of a frozen list as they are ranked: with their lots where ties are drawn.

    Lots are those of the list frozen before the draw, also where an appeal has changed it since.
    """
    applicants = applicants_of(data)
    if not draw:
        return applicants
    kept = {"promised": draw["commitment"], "list_hash": draw["list_hash"], "public_value": draw["public_value"]}
    made = drawn(draw["secret"], **kept)
    return tuple(replace(one, lot=made.lot(one.code)) for one in applicants)


def given(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """The list itself, by code: position, editions, positions on reserve lists. Two machines compare this."""
    return {
        code: {"rank": one.rank, "editions": list(one.editions), "reserve": dict(one.reserve)}
        for code, one in outcome.decisions.items()
    }


@dataclass(frozen=True)
class Checked:
    """A list worked out again: what comes out, and whether hash and list are those of the file."""

    listed: dict[str, dict[str, Any]]
    is_hash_right: bool
    differs: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """The same list from the same data."""
        return self.is_hash_right and not self.differs


def checked(data: Mapping[str, Any]) -> Checked:
    """Work out the list of a downloaded file again, and compare it with the one in the file."""
    listed, kept = given(selected(data["input"], data.get("draw"))), data["list"]
    differs = tuple(sorted(code for code in {*listed, *kept} if listed.get(code) != kept.get(code)))
    hashes = {data["hash"], data.get("draw", data).get("list_hash", data["hash"])}
    return Checked(listed, hashes == {hash_of(data["input"])}, differs)
