"""Reasons as they are kept, with their numbers and names, and as sentences for a reader.

A sentence says nothing about another person but the last position and points that had a place. How many people a bound
counted is for the committee only: a small number, or a large one taken from the whole, could point to somebody.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.texts import Text, text_in
from atut.work.selection.rules.changes import Change, What, changes, is_short
from atut.work.selection.rules.terms import Fact, Terms
from atut.work.selection.rules.units import Unit
from atut.work.selection.rules.walk import BoundKept, Decision, Outcome, Why

Reason = dict[str, Any]  # edition, code of Why or What, numbers and names: what JSON keeps
Names = Mapping[str, Text]  # of editions and offices, by key

FEW = 5  # a number of people below it could point to somebody

WORDS = {
    Why.SELECTED: _("Position %(rank)s in the ranking with %(points)s points: a place was free."),
    Why.FULL: _(
        "All %(places)s places went to people higher in the ranking. The last of them has position %(last_rank)s and"
        " %(last_points)s points; here it is position %(rank)s and %(points)s points."
    ),
    Why.POOL: _("The places still free at position %(rank)s (%(points)s points) were kept for people of other offices."),
    Why.MOST: _("At position %(rank)s (%(points)s points) an upper bound was reached: %(bounds)s."),
    Why.KEPT: _("The places still free at position %(rank)s (%(points)s points) were kept for the lower bounds: %(bounds)s."),
    Why.HIGHER: _("There is a place in an edition that was wanted more."),
    Why.FORM: _("There is a place in another edition of the same form of support."),
    Why.ALONE: _("The other one of the pair is not on the list, and a place was wanted only together."),
    Why.LATE: _("The application was taken in after the list was made, so it stands after everybody who was ranked in time."),
}
NOT_FOR_TWO = _("Fewer places were free at position %(rank)s (%(points)s points) than are wanted together.")
NO_PLACES = _("There are no places in this edition.")


def reasons(outcome: Outcome, terms: Terms, names: Names) -> dict[str, list[Reason]]:
    """For everyone and each wanted edition, in the order of wishes: the reason with the numbers behind it, as kept.

    Whoever got no place has one more: what would have changed it; in a long list it comes later (`changes_in`).
    """
    asked = changes(outcome, terms) if is_short(outcome) else {}
    points = {member.code: member.points for unit in outcome.units for member in unit.members}
    last: dict[str, Decision] = {}
    points_of: dict[str, int] = {}
    for code, decision in outcome.decisions.items():
        for edition in decision.editions:
            last[edition], points_of[edition] = decision, points[code]
    found = {}
    for unit in outcome.units:
        for member in unit.members:
            decision = outcome.decisions[member.code]
            numbers = {"rank": decision.rank, "points": member.points, "together": unit.size}
            found[member.code] = [
                {
                    **numbers,
                    "edition": edition,
                    "code": why.value,
                    "places": terms.openings.get(edition, 0),
                    "last_rank": last[edition].rank if edition in last else 0,
                    "last_points": points_of.get(edition, 0),
                    "bounds": [_bound(outcome.bounds[place], names) for place in places],
                }
                for edition, why, places in _wishes(unit, decision)
            ]
            if member.code in asked:
                found[member.code].append(_changed(asked[member.code], names))
    return found


def changes_in(outcome: Outcome, terms: Terms, names: Names, only: Container[str]) -> dict[str, Reason]:
    """What would have changed it for a piece of a long list, as kept."""
    return {code: _changed(one, names) for code, one in changes(outcome, terms, only).items()}


def _wishes(unit: Unit, decision: Decision) -> list[tuple[str, Why, tuple[int, ...]]]:
    passed = {one.edition: (one.edition, one.why, one.bounds) for one in decision.passed}
    wishes = unit.members[-1].choices if unit.is_alone else unit.choices
    return [passed.get(edition, (edition, Why.SELECTED, ())) for edition in wishes]


def _bound(kept: BoundKept, names: Names) -> dict[str, Any]:
    bound = kept.bound
    about = {"fact": str(bound.fact), "office": names.get(bound.office, {}), "edition": names.get(bound.edition, {})}
    return {**about, "asked": kept.asked, "most": kept.most}


def _changed(change: Change, names: Names) -> Reason:
    return {
        "code": change.what.value,
        "edition": change.edition,
        "title": names.get(change.edition, {}),
        "points": change.points,
        "before": change.before.isoformat() if change.before else "",
        "elsewhere": [names.get(edition, {}) for edition in change.elsewhere],
    }


def in_words(kept: Mapping[str, Any]) -> str:
    """A kept reason as a sentence, or a few, for its reader."""
    if kept["code"] in What.values:
        return " ".join(_change_in_words(kept))
    why = Why(kept["code"])
    bounds = kept.get("bounds") or [{"fact": Fact.AGE_45, "asked": kept.get("asked", 0)}]  # kept before bounds had names
    sentence = WORDS[why]
    if why == Why.FULL and kept.get("together", 1) > 1:
        sentence = NOT_FOR_TWO
    elif why == Why.FULL and not kept["last_rank"]:
        sentence = NO_PLACES
    return str(sentence) % {**kept, "bounds": "; ".join(_bound_in_words(one, why) for one in bounds)}


def _bound_in_words(kept: Mapping[str, Any], why: Why) -> str:
    number = kept.get("most") if why == Why.MOST else kept["asked"]
    words = gettext("%(whom)s: at most %(number)s places") if why == Why.MOST else gettext("%(whom)s: at least %(number)s places")
    return words % {"whom": whom(kept), "number": number}


def whom(kept: Mapping[str, Any]) -> str:
    """Whom and which places a kept bound is about: women; people aged 45 or more, an office."""
    fact = str(Fact(kept["fact"]).label) if kept["fact"] else ""
    about = [fact, text_in(kept.get("office") or {}), text_in(kept.get("edition") or {})]
    return ", ".join(part for part in about if part) or gettext("all applicants")


def _change_in_words(kept: Mapping[str, Any]) -> list[str]:
    points = ngettext(
        "With %(points)s point more there would have been a place in “%(edition)s”.",
        "With %(points)s points more there would have been a place in “%(edition)s”.",
        kept["points"],
    ) % {"points": kept["points"], "edition": text_in(kept["title"])}
    said = {
        What.POINTS: [points],
        What.TIE: [_tie_in_words(kept["before"]), points],
        What.PAIR: [gettext("For a place the other one of the pair would have had to stand higher too.")],
        What.NOTHING: [gettext("More points alone would not have led to a place.")],
    }[What(kept["code"])]
    if kept["elsewhere"]:
        editions = ", ".join(text_in(one) for one in kept["elsewhere"])
        said.append(gettext("At this position there would still have been a place in: %(editions)s.") % {"editions": editions})
    return said


def _tie_in_words(before: str) -> str:
    if not before:
        return gettext("Only the draw between equal points decided.")
    moment = clock.local(datetime.fromisoformat(before))
    words = gettext("Only the tie decided: with the same points and a receipt before %(moment)s there would have been a place.")
    return words % {"moment": f"{formats.date_format(moment, 'j E Y')}, {moment:%H:%M:%S}"}


def kept_bounds(outcome: Outcome, names: Names) -> list[dict[str, Any]]:
    """What became of the bounds, as kept; those spread out say so."""
    return [
        _bound(one, names)
        | {"target": one.target, "given": one.given}
        | ({"each": one.bound.each, "is_binding": one.is_binding} if one.bound.each else {})
        for one in outcome.bounds
    ]


def bounds_in_words(kept: Sequence[Mapping[str, Any]], *, is_committee: bool) -> list[str]:
    """What became of each bound: asked for, given, and where it could not be met, what was possible.

    Of lines spread out over offices or editions only those are said that decided something. Whoever is not of the
    committee reads whether a bound was met, and no number of people: how many have a place in all stands beside it, so a
    number shown less would be a number found by subtraction. Of spread lines not even which were reached.
    """
    if not is_committee:
        return _whether_all_met(kept)
    said = [_outcome_of(one) for one in kept if one.get("is_binding", True)]
    if len(said) < len(kept):
        said.append(gettext("Other bounds for each office or each edition were not reached."))
    return said or [gettext("This call has no bounds.")]


def _whether_all_met(kept: Sequence[Mapping[str, Any]]) -> list[str]:
    said = [_whether_met(one) for one in kept if "is_binding" not in one]
    if len(said) < len(kept):
        said.append(gettext("The bounds for each office or each edition were kept as far as the applications allowed."))
    return said or [gettext("This call has no bounds.")]


def _outcome_of(kept: Mapping[str, Any]) -> str:
    known = {"given": kept["given"], "target": kept["target"], "whom": whom(kept), "asked": kept["asked"], "most": kept["most"]}
    said = [gettext("%(whom)s: %(given)s places given.") % known]
    if kept["asked"]:
        said.append(gettext("The call asks for at least %(asked)s.") % known)
    if kept["most"] is not None:
        said.append(gettext("The call allows at most %(most)s.") % known)
    if kept["target"] < kept["asked"]:
        said.append(gettext("With these applications the most is %(target)s, so the bound is lowered.") % known)
    return " ".join(said)


def _whether_met(kept: Mapping[str, Any]) -> str:
    known = {"whom": whom(kept), "asked": kept["asked"], "most": kept["most"]}
    said = []
    if kept["asked"] and kept["target"] < kept["asked"]:
        said.append(
            gettext("%(whom)s: at least %(asked)s places; there were too few such applications, so fewer were given.") % known
        )
    elif kept["asked"]:
        said.append(gettext("%(whom)s: at least %(asked)s places; met.") % known)
    if kept["most"] is not None:
        said.append(gettext("%(whom)s: at most %(most)s places; kept.") % known)
    return " ".join(said)
