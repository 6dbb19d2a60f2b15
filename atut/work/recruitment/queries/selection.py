"""Questions about the selection: what the ranking is made from, the protocol, why for one person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from atut.work.recruitment.models import Application, Call, Choice, Place, Selection
from atut.work.recruitment.rules.minimums import reason_in_words
from atut.work.recruitment.rules.moves import HOLDING, UNDECIDED, ApplicationStatus
from atut.work.recruitment.rules.ordering import ranking_in_words
from atut.work.selection.rules.changes import What
from atut.work.selection.rules.reasons import bounds_in_words, in_words
from atut.work.selection.rules.terms import Fact
from atut.work.selection.rules.walk import Why


def unassessed(call: Call) -> int:
    """How many applications nobody has decided on yet."""
    return call.applications.filter(status__in=UNDECIDED).count()


def eligible(call: Call, *, among: Collection[str] | None = None) -> list[Application]:
    """The applications that meet the conditions, all or those of some codes, with person, office and wishes. Two queries."""
    found = call.applications.filter(status=ApplicationStatus.ELIGIBLE)
    if among is not None:
        found = found.filter(code__in=among)
    return list(_with_wishes(found))


def undecided(call: Call) -> list[Application]:
    """The applications nobody has decided on, with the same and the superior's consent. Two queries."""
    return list(_with_wishes(call.applications.filter(status__in=UNDECIDED)).select_related("consent"))


def _with_wishes(found: "QuerySet[Application]") -> "QuerySet[Application]":
    wishes = Prefetch("choices", Choice.objects.select_related("edition__support_form").order_by("preference"))
    return found.select_related("person", "call__project", "employment__organisation").prefetch_related(wishes).order_by("pk")


def open_wishes(application: Application) -> list[Choice]:
    """The wishes that count: an edition whose form of support the person already holds is left out."""
    barred = {reason.get("edition") for reason in application.reasons}
    return [choice for choice in application.choices.all() if choice.edition.key not in barred]


def selection_of(call: Call) -> Selection | None:
    """The closed list of a call, if it is closed."""
    return Selection.objects.filter(call=call).first()


def data_of(selection: Selection) -> dict[str, Any]:
    """What the list was made from with its hash, and the list itself, by code: no name, no reason."""
    people = selection.result["people"].items()
    listed = {code: {"rank": kept["rank"], "editions": given_to(kept), "reserve": kept["reserve"]} for code, kept in people}
    found = {"input": selection.input, "hash": selection.input_hash, "list": listed}
    return found | ({"draw": draw} if (draw := selection.result.get("draw")) else {})


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
    later: tuple[Line, ...]
    rule: tuple[str, ...]
    bounds: tuple[str, ...]
    selected: int
    waiting: int

    @property
    def closed_by(self) -> str:
        """The name of who closed the list, without the address."""
        return self.selection.closed_by.partition(" <")[0]


def protocol(selection: Selection) -> Protocol:
    """Why, for everyone: from the frozen result, so it says the same for ever; who joined later stands apart. Five queries."""
    result = selection.result
    call = selection.call
    editions = {opening.edition.key: str(opening.edition) for opening in openings_of(call)}
    people = {one.code: one for one in call.applications.select_related("person")}
    ranking = sorted(result["people"].items(), key=lambda one: one[1]["rank"])  # PostgreSQL keeps no order of keys
    lines = tuple(_line(code, _whole(code, kept, selection), editions, people.get(code)) for code, kept in ranking)
    refused = tuple(_refused(kept, people.get(kept["code"])) for kept in result["refused"])
    return Protocol(
        selection,
        lines,
        refused,
        tuple(_later(one, editions) for one in _joined(call)),
        tuple(ranking_in_words(call.rules)),
        tuple(bounds_in_words(kept_bounds_of(result), is_committee=True)),
        selected=sum(bool(line.edition) for line in lines),
        waiting=sum(not line.edition for line in lines),
    )


def _joined(call: Call) -> Iterable[Application]:
    """Who was put on the reserve lists after the list was made, in the order of joining."""
    wishes = Prefetch("choices", Choice.objects.select_related("edition").order_by("preference"))
    joined = call.applications.filter(is_late=True, status=ApplicationStatus.ELIGIBLE).select_related("person")
    return joined.prefetch_related(wishes).order_by("assessed_at", "pk")


def _later(one: Application, editions: Mapping[str, str]) -> Line:
    wishes = [choice for choice in one.choices.all() if choice.reserve_position]
    reserve = "; ".join(_on_reserve(editions[choice.edition.key], choice.reserve_position or 0) for choice in wishes)
    why = tuple(dict.fromkeys(_why(kept) for choice in wishes for kept in choice.reasons))
    return Line(None, one.number, one.code, one.points, "", reserve, why, one.person.listed_name, one.key)


def _whole(code: str, kept: Mapping[str, Any], selection: Selection) -> dict[str, Any]:
    """What was kept of one person, with what a long list learns later."""
    later = selection.changes.get(code)
    return {**kept, "reasons": [*kept["reasons"], later]} if later else dict(kept)


def kept_bounds_of(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What became of the bounds; a list closed when a call had one at most kept it otherwise."""
    if "bounds" in result:
        return list(result["bounds"])
    old = result["bound"]
    if not old["asked"]:
        return []
    reached = {"target": min(old["asked"], old["possible"]), "given": old["given"]}
    return [{"fact": Fact.AGE_45.value, "asked": old["asked"], "most": None, **reached}]


def given_to(kept: Mapping[str, Any]) -> list[str]:
    """The editions a frozen result gives to somebody; a list closed when one person got one place at most kept one."""
    return list(kept["editions"]) if "editions" in kept else [kept["edition"]] if kept["edition"] else []


def openings_of(call: Call) -> Any:
    """The editions a call opens, the first to begin on top."""
    return call.openings.select_related("edition__support_form").order_by("edition__starts_on", "edition_id")


def _line(code: str, kept: Mapping[str, Any], editions: Mapping[str, str], one: Application | None) -> Line:
    """The words for one person of the ranking."""
    given = given_to(kept)
    if kept.get("left"):
        why = gettext("Withdrew after the list was frozen for the draw: places went on to the next person.")
        return Line(kept["rank"], kept["number"], code, kept["points"], "", "", (why,), key=one.key if one else "")
    return Line(
        rank=kept["rank"],
        number=kept["number"],
        code=code,
        points=kept["points"],
        edition="; ".join(editions[edition] for edition in given),
        reserve="; ".join(
            _on_reserve(name, kept["reserve"][edition]) for edition, name in editions.items() if edition in kept["reserve"]
        ),
        reasons=tuple(ranked_in_words(reason, given, editions) for reason in kept["reasons"]),
        name=one.person.listed_name if one else "",
        key=one.key if one else "",
    )


def ranked_in_words(kept: Mapping[str, Any], given: Sequence[str], editions: Mapping[str, str]) -> str:
    """The sentence, with the edition it is about where that is not plain."""
    is_plain = kept["code"] in What.values or [kept["edition"]] == list(given)
    return in_words(kept) if is_plain else f"{editions[kept['edition']]}: {in_words(kept)}"


def _on_reserve(edition: str, position: int) -> str:
    return gettext("%(edition)s: position %(position)s") % {"edition": edition, "position": position}


def _refused(kept: Mapping[str, Any], one: Application | None) -> Line:
    words = tuple(reason_in_words(reason) for reason in kept["reasons"])
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
    if kept["code"] in (*Why.values, *What.values):
        return in_words(kept)
    return reason_in_words(kept)
