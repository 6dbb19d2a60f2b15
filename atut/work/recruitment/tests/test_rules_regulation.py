"""A regulation as data: read back as written, older versions, what it needs to know, its hash."""

import json
from dataclasses import replace
from datetime import date, timedelta

from atut.base.kernel import clock
from atut.work.recruitment.rules.points import Criterion, Scored, Source, scores
from atut.work.recruitment.rules.regulation import Access, Document, Post, Regulation, regulation_from
from atut.work.selection.rules.frozen import canonical, hash_of
from atut.work.selection.rules.terms import EACH, Amount, Bound, Fact, Pool, Ties

RETURN = clock.at(date(2027, 1, 15))
WHOLE = Regulation(
    criteria=(
        Criterion("residents", {"pl": "Obsługuję mieszkańców"}, 5, why={"pl": "Bo liczymy."}),
        Criterion("motive", {"pl": "Uzasadnienie"}, 10, Source.JURY, weight=2),
        Criterion("rural", {"pl": "Wieś"}, 2, Source.RURAL),
    ),
    bounds=(
        Bound("woman", "u1", "e1", Amount(3), Amount(60, is_percent=True)),
        Bound(Fact.DISABILITY, at_least=Amount(1)),
        Bound(office="u1", at_most=Amount(9)),
    ),
    pools=(Pool("u1", "e1", 2),),
    ties=Ties.DRAW,
    most_places=2,
    access=Access((Post.MANAGERIAL, Post.OFFICIAL), superior_consent=True, same_form_bars=False),
    documents=(Document("certificate", {"pl": "Zaświadczenie"}, {"pl": "Bo go wymaga umowa."}),),
    pools_return_at=RETURN,
    most_choices=3,
    pairs=True,
    draw_value={"pl": "Wynik Lotto"},
    draw_on=date(2027, 1, 5),
    correction_days=5,
    appeal_days=7,
)


def test_a_regulation_is_read_back_as_it_was_written():
    assert regulation_from(json.loads(json.dumps(WHOLE.as_data()))) == WHOLE
    assert regulation_from({}) == regulation_from(Regulation().as_data()) == Regulation()


def test_a_regulation_of_the_first_version_keeps_its_meaning():
    kept = {"version": 1, "criteria": [{"code": "a", "label": {"pl": "A"}, "points": 1}], "bounds": [], "ties": "receipt"}
    read = regulation_from(kept)
    assert (read.criteria[0].weight, read.access.same_form_bars, read.access.posts) == (1, True, ())
    assert (read.most_choices, read.most_places, read.correction_days, read.appeal_days) == (0, 1, 0, 0)


def test_only_facts_that_a_criterion_or_a_bound_needs_are_asked():
    assert WHOLE.facts == {"woman", "disability", "rural"}
    assert WHOLE.asked_facts == ("disability", "rural")
    assert Regulation().asked_facts == ()


def test_the_hash_is_of_the_data_and_changes_with_any_of_them():
    assert WHOLE.hash() == regulation_from(WHOLE.as_data()).hash() == hash_of(json.loads(canonical(WHOLE.as_data())))
    assert WHOLE.hash() != replace(WHOLE, appeal_days=8).hash()
    assert len(WHOLE.hash()) == 64


def test_what_an_older_version_could_say_is_kept_and_hashed_as_it_was():
    assert WHOLE.as_data()["version"] == 2
    assert Regulation().hash() == "2aa59fc512cb878ca03edc3bca05699575442309290c44f7360204a98b2f220d"
    newer = replace(WHOLE, bounds=(Bound(office=EACH, edition=EACH, at_most=Amount(4)),))
    assert newer.as_data()["version"] == 3
    assert regulation_from(json.loads(json.dumps(newer.as_data()))) == newer
    assert newer.renewed({}).bounds == newer.bounds
    assert (newer.naming_others_than([]), newer.naming_others_than(["e1"])) == (1, 0), "the pool alone names an edition"


def test_pools_belong_to_everybody_from_the_moment_of_their_return():
    assert WHOLE.pools_at(RETURN - timedelta(seconds=1)) == WHOLE.pools
    assert WHOLE.pools_at(RETURN) == ()
    assert replace(WHOLE, pools_return_at=None).pools_at(RETURN) == WHOLE.pools


def test_what_the_committee_gives_counts_by_its_weight():
    known = Scored({"residents": True}, frozenset(), {"motive": 27})  # the mean of its sheets, counted by the weight
    assert scores(WHOLE.criteria, known) == {"residents": 5, "motive": 20, "rural": 0}
    assert [line.most for line in WHOLE.criteria] == [5, 20, 2]
