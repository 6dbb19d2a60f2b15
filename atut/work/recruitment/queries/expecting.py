"""The list as it would be made now, with what nobody has decided yet: whom it counts, whom not, and what may still change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from atut.work.recruitment.models import Application, Call
from atut.work.recruitment.queries.checking import counting_answers, declared_by
from atut.work.recruitment.queries.facts import unproven_of
from atut.work.recruitment.queries.ranking import Input, ranking_input
from atut.work.recruitment.queries.selection import eligible, undecided
from atut.work.recruitment.rules.applying import blocking, reasons_from
from atut.work.recruitment.rules.checking import declarable
from atut.work.recruitment.rules.expecting import Open
from atut.work.recruitment.rules.minimums import below, reason_in_words
from atut.work.recruitment.rules.moves import ApplicationStatus
from atut.work.recruitment.rules.points import Scored, judged, scores
from atut.work.recruitment.rules.selection import together


@dataclass(frozen=True)
class Expected:
    """What a list would be made from now. `opens` says what is open about each application, by code."""

    applications: Mapping[str, Application]
    made_from: Input
    left_out: tuple[tuple[Application, tuple[str, ...]], ...]
    opens: Mapping[str, tuple[Open, ...]]

    @property
    def undecided(self) -> int:
        """How many of those counted nobody has decided on."""
        counted = (self.applications[one.code] for one in self.made_from.applicants)
        return sum(one.status != ApplicationStatus.ELIGIBLE for one in counted)


def expected(call: Call) -> Expected:
    """Who meets the conditions, and who may: with the points known so far. Eight queries at most, three more for bounds.

    Whoever has reasons against, or all the points and too few, is left out until somebody decides.
    """
    met, waiting = eligible(call), undecided(call)
    against = {one.code: _against(one) for one in waiting}
    counted = [*met, *(one for one in waiting if not against[one.code])]
    made_from = ranking_input(call, counted)
    points, short = _points(call, made_from, {one.code: one for one in waiting if not against[one.code]})
    against |= short
    applicants = [
        replace(one, points=points.get(one.code, one.points)) for one in made_from.applicants if not against.get(one.code)
    ]
    return Expected(
        {one.code: one for one in counted},
        replace(made_from, applicants=tuple(together(applicants))),
        tuple((one, against[one.code]) for one in waiting if against[one.code]),
        {one.code: _open(one) for one in counted},
    )


def _against(one: Application) -> tuple[str, ...]:
    return tuple(reason_in_words(reason.as_data()) for reason in blocking(reasons_from(one.reasons)))


def _points(call: Call, made_from: Input, waiting: Mapping[str, Application]) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """The points known so far of who waits, and why somebody has too few, where all are known."""
    regulation, unproven = call.rules, unproven_of(call.rules, waiting.values())
    points: dict[str, int] = {}
    short: dict[str, tuple[str, ...]] = {}
    for applicant in made_from.applicants:
        one = waiting.get(applicant.code)
        if one is None:
            continue
        answers = {code: said for code, said in counting_answers(one).items() if code not in unproven[one.pk]}
        found = scores(regulation.criteria, Scored(answers, applicant.facts, one.jury))
        points[one.code] = sum(found.values())
        if not _unscored(one):
            short[one.code] = tuple(reason_in_words(reason.as_data()) for reason in below(regulation, found))
    return points, short


def _unscored(one: Application) -> bool:
    return any(line.code not in one.jury for line in judged(one.call.rules.criteria))


def _open(one: Application) -> tuple[Open, ...]:
    is_decided = one.status == ApplicationStatus.ELIGIBLE
    consent = None if is_decided else getattr(one, "consent", None)
    rules, said = one.call.rules, declared_by(one)
    needed = declarable(rules) if rules.confirmed_only else ()
    found = {
        Open.CHECK: one.status == ApplicationStatus.SUBMITTED,
        Open.CORRECTION: one.status == ApplicationStatus.CORRECTION,
        Open.CONSENT: consent is not None and consent.answered_at is None,
        Open.SCORES: not is_decided and _unscored(one),
        Open.DECLARED: any(said.get(code) and code not in one.checked for code in needed),
    }
    return tuple(what for what, is_so in found.items() if is_so)


def in_words(opens: Iterable[Open]) -> tuple[str, ...]:
    """What is open, in words."""
    return tuple(str(one.label) for one in opens)
