"""What closing the list would do now, without doing it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.expecting import Expected, expected, in_words
from atut.work.recruitment.queries.selection import openings_of, ranked_in_words, unassessed
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.selection.rules.reasons import bounds_in_words, kept_bounds, reasons
from atut.work.selection.rules.walk import Outcome, select


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What closing the list would do to one edition."""

    edition: str
    places: int
    given: int
    waiting: int

    @property
    def free(self) -> int:
        """Places nobody would get."""
        return self.places - self.given


@dataclass(frozen=True, slots=True)
class PreviewPerson:
    """What closing the list now would mean for one person, and why, for each wanted edition; `opens`: what may change it."""

    application: Application
    rank: int
    points: int
    edition: str
    reasons: tuple[str, ...]
    opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What closing the list would do now, without doing it. `expected` are those of it nobody has decided on."""

    eligible: int
    expected: int
    unassessed: int
    rejected: int
    selected: int
    waiting: int
    bounds: tuple[str, ...]
    is_lowered: bool
    lines: tuple[PreviewLine, ...]
    people: tuple[PreviewPerson, ...]
    left_out: tuple[tuple[Application, tuple[str, ...]], ...]


def preview(call: Call) -> Preview:
    """Who would be selected and who would wait, edition by edition, by the rule and the data as they stand.

    What nobody has decided yet is counted as if it met the conditions, and marked. Twelve queries at most.
    """
    known = expected(call)
    made_from = known.made_from
    outcome = select(made_from.applicants, made_from.terms)
    given = Counter(edition for one in outcome.decisions.values() for edition in one.editions)
    wait = Counter(edition for one in outcome.decisions.values() for edition in one.reserve)
    selected = sum(bool(one.editions) for one in outcome.decisions.values())
    openings = list(openings_of(call))
    return Preview(
        eligible=len(outcome.decisions) - known.undecided,
        expected=known.undecided,
        unassessed=unassessed(call),
        rejected=call.applications.filter(status=ApplicationStatus.REJECTED).count(),
        selected=selected,
        waiting=len(outcome.decisions) - selected,
        bounds=tuple(bounds_in_words(kept_bounds(outcome, made_from.names), is_committee=True)),
        is_lowered=any(bound.lowered_by for bound in outcome.bounds),
        lines=tuple(PreviewLine(str(o.edition), o.places, given[o.edition.key], wait[o.edition.key]) for o in openings),
        people=_previewed(known, outcome, {o.edition.key: str(o.edition) for o in openings}),
        left_out=known.left_out,
    )


def _previewed(known: Expected, outcome: Outcome, editions: Mapping[str, str]) -> tuple[PreviewPerson, ...]:
    """Everybody in the order of the ranking, with the reasons the protocol would give."""
    made_from = known.made_from
    points = {one.code: one.points for one in made_from.applicants}
    why = reasons(outcome, made_from.terms, made_from.names)
    return tuple(
        PreviewPerson(
            known.applications[code],
            decision.rank,
            points[code],
            "; ".join(editions[edition] for edition in decision.editions),
            tuple(ranked_in_words(kept, (), editions) for kept in why[code]),
            in_words(known.opens[code]),
        )
        for code, decision in outcome.decisions.items()
    )
