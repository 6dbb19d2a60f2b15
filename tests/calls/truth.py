"""A closed list held against the naive program of the tests, and every reason in it against what happened."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from atut.work.recruitment.models import Place, Selection
from atut.work.recruitment.queries import selection as queries
from atut.work.selection.rules.changes import What
from atut.work.selection.rules.frozen import selected
from atut.work.selection.rules.terms import Applicant
from atut.work.selection.tests.naive import Plain, counted, keeps_limits, places_of, ranking
from tests.calls import papers
from tests.calls.life import Life

SAMPLE = 12  # of those without a place, whose "what would have changed it" is tried


def as_applicant(one, *, points=0, facts=(), lot=""):
    """Somebody as the rule takes them: from what the person told, not from what the program kept."""
    return Applicant(
        code=one.code,
        number=one.application.number,
        points=points,
        received_at=one.sent_at,
        choices=tuple(edition.key for edition in one.wishes),
        facts=frozenset(facts),
        office=one.office.key,
        lot=lot,
    )


def proved(call, applicants, terms, *, refused, left=()):
    """The closed list of a call is the naive program's, every word of it true, the protocol its picture.

    `left`: codes of those who withdrew after the list was frozen for a draw.
    """
    listed = naive(applicants, terms)
    selection = must_be_listed(call, listed)
    must_be_offered(call, listed, left)
    must_be_explained(selection, listed)
    papers.must_be_printed(selection, listed, refused=refused, left=left)
    papers.must_add_up(call)
    return selection, listed


@dataclass(frozen=True)
class Listed:
    """The list as the naive program makes it."""

    order: list[Applicant]
    given: dict[str, list[str]]
    terms: object

    @property
    def ranks(self):
        return {one.code: rank for rank, one in enumerate(self.order, start=1)}

    def reserve(self):
        """Positions on the reserve lists: who may have more waits in the order of the ranking, but not twice for one form."""
        queues, found = dict.fromkeys(self.terms.openings, 0), {}
        for one in self.order:
            held = {self.terms.forms[edition] for edition in self.given[one.code]}
            waits = [] if len(self.given[one.code]) >= self.terms.most_places else one.choices
            found[one.code] = {}
            for edition in waits:
                if self.terms.forms[edition] not in held:
                    queues[edition] += 1
                    found[one.code][edition] = queues[edition]
        return found


def naive(applicants, terms):
    """The list person by person."""
    got = Plain(applicants, terms).solve()
    given = {one.code: [edition for edition in one.choices if edition in got[one.code]] for one in applicants}
    return Listed(ranking(applicants, terms), given, terms)


def must_be_listed(call, listed):
    """Ranking, places, reserve lists and the frozen data are those of the naive program."""
    selection = Selection.objects.select_related("call__project", "protocol").get(call=call)
    kept = selection.result["people"]
    assert {code: one["rank"] for code, one in kept.items()} == listed.ranks
    assert [line.code for line in queries.protocol(selection).lines] == [one.code for one in listed.order]
    assert {code: got for code, got in listed.given.items() if kept[code]["editions"] != got} == {}
    assert {code: one["reserve"] for code, one in kept.items()} == listed.reserve()
    points = {one["code"]: one["points"] for one in selection.input["applicants"]}
    assert points == {one.code: one.points for one in listed.order}
    plain = json.dumps(selection.input, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == selection.input_hash
    assert "Testowa" not in plain + json.dumps(selection.result, ensure_ascii=False)
    return selection


def must_be_offered(call, listed, left):
    """Everybody on the list has an offer; places of those who left went on to who was next."""
    wanted = [(code, edition) for code, got in listed.given.items() for edition in got if code not in left]
    life = Life(call, listed, None, None, gone=left)
    wanted += life.filled(0, list(wanted), set(wanted), listed.terms)
    offered = Place.objects.filter(application__call=call).values_list("application__code", "edition__key")
    assert sorted(offered) == sorted(wanted)


def must_be_explained(selection, listed):
    """Each reason is true of what stood above that person in the ranking; everybody has one for every wish."""
    above, done = [], set()
    last = {edition: (rank, one) for rank, one in enumerate(listed.order, 1) for edition in listed.given[one.code]}
    for one in listed.order:
        if one.code in done:
            continue
        unit = [other for other in listed.order if other.code in (one.code, one.pair)]
        for member in unit:
            kept = {why["edition"]: why for why in selection.result["people"][member.code]["reasons"] if "rank" in why}
            assert list(kept) == list(unit[-1].choices)
            for edition, why in kept.items():
                assert (why["rank"], why["points"]) == (listed.ranks[member.code], member.points)
                _must_be_true(why, edition, unit, above, listed)
                assert (why["last_rank"], why["last_points"]) == (
                    (last[edition][0], last[edition][1].points) if edition in last else (0, 0)
                )
        above += [(member, edition) for member in unit for edition in listed.given[member.code]]
        done |= {member.code for member in unit}


def _must_be_true(why, edition, unit, above, listed):
    terms, own = listed.terms, listed.given[unit[0].code]
    wishes = unit[-1].choices
    before = [wish for wish in own if wishes.index(wish) < wishes.index(edition)]
    here = [*above, *((member, wish) for member in unit for wish in before)]
    room = terms.openings[edition] - sum(where == edition for _one, where in here)
    then = [*here, *((member, edition) for member in unit)]
    allowed = _within_limits(then, terms)
    broken = [
        bound for bound in terms.bounds
        if bound.at_most and _count(bound, then) > bound.at_most.at_most(places_of(terms, bound))
    ]  # fmt: skip
    is_true = {
        "selected": edition in own,
        "higher": len(before) == terms.most_places,
        "form": terms.forms[edition] in {terms.forms[wish] for wish in before},
        "full": room < len(unit) and why["places"] == terms.openings[edition],
        "pool": room >= len(unit) and not allowed and not broken,
        "most": bool(broken)
        and [bound["most"] for bound in why["bounds"]] == [bound.at_most.at_most(places_of(terms, bound)) for bound in broken],
        "kept": allowed and _still_needed(why["bounds"], then, terms),
    }
    assert is_true[why["code"]], (why, unit)
    assert (why["code"] == "selected") == (edition in own)


def _within_limits(given, terms):
    people = list(dict.fromkeys(one for one, _edition in given))
    alone = [replace(one, pair="") for one in people]
    return keeps_limits([{edition for who, edition in given if who is one} for one in people], alone, terms)


def _count(bound, given):
    return sum(counted(bound, one, edition) for one, edition in given)


def _still_needed(named, given, terms):
    """The lower bounds that are named are such, and each still needed somebody."""
    needing = [
        {"fact": str(bound.fact), "asked": bound.at_least.at_least(places_of(terms, bound))}
        for bound in terms.bounds
        if bound.at_least and _count(bound, given) < bound.at_least.at_least(places_of(terms, bound))
    ]
    return bool(named) and all({"fact": one["fact"], "asked": one["asked"]} in needing for one in named)


def must_change_it(selection, listed):
    """What is said to have changed it does, tried on the frozen data; one point fewer does not. How many kinds were tried."""
    kept, titles = selection.result["people"], _titles(selection.call)
    out = [one for one in listed.order if not listed.given[one.code]]
    said = {one.code: next(why for why in kept[one.code]["reasons"] if why["code"] in What.values) for one in out}
    tried = set()
    for one in out[:: max(len(out) // SAMPLE, 1)]:
        change = said[one.code]
        tried.add(change["code"])
        if change["code"] in (What.POINTS, What.TIE):
            assert _again(selection, one, points=one.points + change["points"])[0] == change["edition"]
            assert not _again(selection, one, points=one.points + change["points"] - 1)
        elif change["code"] == What.NOTHING:
            assert not _again(selection, one, points=10_000)
        else:
            assert one.pair
            assert not _again(selection, one, points=one.points + 1)
        if change["before"]:
            earlier = datetime.fromisoformat(change["before"]) - timedelta(microseconds=1)
            assert _again(selection, one, received_at=earlier.isoformat())
        for title in change["elsewhere"]:
            codes = (one.code, one.pair)
            assert _again(selection, one, codes=codes, also=titles[title["pl"]])
    return tried


def _titles(call):
    return {str(opening.edition): opening.edition.key for opening in queries.openings_of(call)}


def _again(selection, one, *, codes=(), also="", **changes):
    """What somebody gets when the frozen data had said this instead."""
    data = json.loads(json.dumps(selection.input))
    for entry in data["applicants"]:
        if entry["code"] in (codes or (one.code,)):
            entry.update(changes)
            entry["choices"] += [also] if also else []
    return selected(data, selection.result.get("draw")).decisions[one.code].editions
