"""Questions about the selection: what the ranking is made from, the protocol, why for one person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext

from atut.work.recruitment.models import Application, Call, Choice, Place, Selection
from atut.work.recruitment.rules import selection as rules
from atut.work.recruitment.rules.applying import ReasonCode
from atut.work.recruitment.rules.moves import HOLDING, UNDECIDED, ApplicationStatus
from atut.work.recruitment.rules.selection import Applicant


@dataclass(frozen=True, slots=True)
class Input:
    """What the selection is made from: the applications that meet the conditions, and places by edition key."""

    applicants: tuple[Applicant, ...]
    openings: Mapping[str, int]
    percent: int

    def as_data(self) -> dict[str, Any]:
        """As it is frozen: no name, no date of birth; applicants in the order of their codes."""
        return {
            "bound_percent": self.percent,
            "openings": dict(sorted(self.openings.items())),
            "applicants": [
                {
                    "code": one.code,
                    "number": one.number,
                    "points": one.points,
                    "received_at": one.received_at.isoformat(),
                    "is_45": one.is_45,
                    "choices": list(one.choices),
                }
                for one in sorted(self.applicants, key=lambda one: one.code)
            ],
        }


def unassessed(call: Call) -> int:
    """How many applications nobody has decided on yet."""
    return call.applications.filter(status__in=UNDECIDED).count()


def eligible(call: Call) -> list[Application]:
    """The applications that meet the conditions, with person, office and wishes. Two queries."""
    wishes = Prefetch("choices", Choice.objects.select_related("edition__support_form").order_by("preference"))
    found = call.applications.filter(status=ApplicationStatus.ELIGIBLE)
    return list(found.select_related("person", "call__project", "employment").prefetch_related(wishes).order_by("pk"))


def open_wishes(application: Application) -> list[Choice]:
    """The wishes that count: an edition whose form of support the person already holds is left out."""
    barred = {reason.get("edition") for reason in application.reasons}
    return [choice for choice in application.choices.all() if choice.edition.key not in barred]


def ranking_input(call: Call, applications: list[Application]) -> Input:
    """The applications as the rule takes them."""
    return Input(
        tuple(
            Applicant(
                code=one.code,
                number=one.number,
                points=one.points or 0,
                received_at=one.received_at,
                is_45=rules.counts_for_bound(one.person.birth_date, call.closes_at),
                choices=tuple(choice.edition.key for choice in open_wishes(one)),
            )
            for one in applications
        ),
        dict(call.openings.order_by("edition__key").values_list("edition__key", "places")),
        call.rules.share_of_45,
    )


def selection_of(call: Call) -> Selection | None:
    """The closed list of a call, if it is closed."""
    return Selection.objects.filter(call=call).first()


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the protocol. The name is added for the screen only and is not part of what was frozen."""

    rank: int | None
    number: str
    code: str
    points: int | None
    edition: str
    reserve: str
    reasons: tuple[str, ...]
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Protocol:
    """The closed list as people read it."""

    selection: Selection
    lines: tuple[Line, ...]
    refused: tuple[Line, ...]
    rule: tuple[str, ...]
    bound: str
    selected: int
    waiting: int

    @property
    def closed_by(self) -> str:
        """The name of who closed the list, without the address."""
        return self.selection.closed_by.partition(" <")[0]


def protocol(selection: Selection) -> Protocol:
    """Why, for everyone: from the frozen result, so it says the same for ever. Three queries."""
    result = selection.result
    call = selection.call
    editions = {opening.edition.key: str(opening.edition) for opening in _openings(call)}
    people = {one.code: one for one in call.applications.select_related("person")}
    lines = tuple(_line(code, kept, editions, people.get(code)) for code, kept in result["people"].items())
    refused = tuple(_refused(kept, people.get(kept["code"])) for kept in result["refused"])
    return Protocol(
        selection,
        lines,
        refused,
        tuple(rules.rule_in_words(call.rules)),
        rules.bound_in_words(rules.BoundKept(**result["bound"])),
        selected=sum(bool(line.edition) for line in lines),
        waiting=sum(not line.edition for line in lines),
    )


def _openings(call: Call) -> Any:
    return call.openings.select_related("edition__support_form").order_by("edition__starts_on", "edition_id")


def _line(code: str, kept: Mapping[str, Any], editions: Mapping[str, str], one: Application | None) -> Line:
    """The words for one person of the ranking."""
    given = kept["edition"]
    return Line(
        rank=kept["rank"],
        number=kept["number"],
        code=code,
        points=kept["points"],
        edition=editions[given] if given else "",
        reserve="; ".join(_on_reserve(editions[edition], position) for edition, position in kept["reserve"].items()),
        reasons=tuple(
            rules.in_words(reason) if reason["edition"] == given else f"{editions[reason['edition']]}: {rules.in_words(reason)}"
            for reason in kept["reasons"]
        ),
        name=one.person.listed_name if one else "",
        key=one.key if one else "",
    )


def _on_reserve(edition: str, position: int) -> str:
    return gettext("%(edition)s: position %(position)s") % {"edition": edition, "position": position}


def _refused(kept: Mapping[str, Any], one: Application | None) -> Line:
    words = tuple(_condition(reason["code"]) for reason in kept["reasons"])
    name, key = (one.person.listed_name, one.key) if one else ("", "")
    return Line(None, kept["number"], kept["code"], None, "", "", words, name, key)


@dataclass(frozen=True, slots=True)
class ChoiceOutcome:
    """What became of one wanted edition, in words: status, position on the reserve list, why, and the place if any."""

    choice: Choice
    why: tuple[str, ...]
    place: Place | None

    @property
    def position(self) -> int | None:
        """Position on the reserve list."""
        return self.choice.reserve_position


def outcome_of(application: Application) -> list[ChoiceOutcome]:
    """Why in, why not, position on the reserve list, for each wanted edition in the order of wishes. Two queries.

    Empty reasons until the list is closed. For the applicant's own page and for the desk.
    """
    wishes = application.choices.select_related("edition__support_form").order_by("preference")
    return outcomes(wishes, application.places.order_by("offered_at", "pk"))


def outcomes(wishes: Iterable[Choice], places: Iterable[Place]) -> list[ChoiceOutcome]:
    """The same from rows at hand: wishes in the order of preference, places in the order they were offered. No query."""
    held: dict[int, Place] = {}
    for place in places:
        if place.edition_id not in held or place.status in HOLDING:
            held[place.edition_id] = place
    return [ChoiceOutcome(c, tuple(_why(kept) for kept in c.reasons), held.get(c.edition_id)) for c in wishes]


def _why(kept: Mapping[str, Any]) -> str:
    if kept["code"] in rules.Why.values:
        return rules.in_words(kept)
    return _condition(kept["code"])


def _condition(code: str) -> str:
    """A condition that was not met, in words."""
    return str(ReasonCode(code).label)


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
    """What closing the list now would mean for one person, and why, for each wanted edition."""

    application: Application
    rank: int
    edition: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What closing the list would do now, without doing it."""

    eligible: int
    unassessed: int
    rejected: int
    selected: int
    waiting: int
    bound: str
    is_lowered: bool
    lines: tuple[PreviewLine, ...]
    people: tuple[PreviewPerson, ...]


def preview(call: Call) -> Preview:
    """Who would be selected and who would wait, edition by edition, by the rule and the data as they stand.

    Six queries.
    """
    applications = eligible(call)
    made_from = ranking_input(call, applications)
    outcome = rules.select(made_from.applicants, made_from.openings, made_from.percent)
    given = Counter(one.edition for one in outcome.decisions.values())
    wait = Counter(edition for one in outcome.decisions.values() for edition in one.reserve)
    selected = len(outcome.decisions) - given[None]
    openings = list(_openings(call))
    return Preview(
        eligible=len(outcome.decisions),
        unassessed=unassessed(call),
        rejected=call.applications.filter(status=ApplicationStatus.REJECTED).count(),
        selected=selected,
        waiting=given[None],
        bound=rules.bound_expected(outcome.bound),
        is_lowered=outcome.bound.lowered_by > 0,
        lines=tuple(PreviewLine(str(o.edition), o.places, given[o.edition.key], wait[o.edition.key]) for o in openings),
        people=_previewed(applications, made_from, outcome, {o.edition.key: str(o.edition) for o in openings}),
    )


def _previewed(
    applications: Iterable[Application], made_from: Input, outcome: rules.Outcome, editions: Mapping[str, str]
) -> tuple[PreviewPerson, ...]:
    """Everybody in the order of the ranking, with the reasons the protocol would give."""
    by_code = {one.code: one for one in applications}
    why = rules.reasons(outcome, made_from.applicants, made_from.openings)
    return tuple(
        PreviewPerson(
            by_code[code],
            decision.rank,
            editions.get(decision.edition or "", ""),
            tuple(f"{editions[kept['edition']]}: {rules.in_words(kept)}" for kept in why[code]),
        )
        for code, decision in outcome.decisions.items()
    )
