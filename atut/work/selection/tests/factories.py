"""Applicants and terms for tests, by hand and by chance."""

from datetime import date, timedelta

from hypothesis import strategies as st

from atut.base.kernel import clock
from atut.work.selection.rules.terms import Amount, Applicant, Bound, Pool, Terms

NOON = clock.at(date(2026, 12, 1), 12)
EDITIONS = ("a", "b", "c")
OFFICES = ("", "north", "south", "west")
FACTS = ("woman", "age_45")


def one(code, points=10, *, choices=("a",), minute=0, **fields):
    known = {"number": f"T/2026/{code}", "received_at": NOON + timedelta(minutes=minute), **fields}
    known["facts"] = frozenset(known.get("facts", ()))
    return Applicant(code=code, points=points, choices=tuple(choices), **known)


def share(percent):
    return Amount(percent, is_percent=True)


def _people(rows):
    return [
        one(f"{i:02}", points, choices=choices, minute=minute, facts=facts, office=office, lot=f"{(i * 7) % 11:02}")
        for i, (points, choices, minute, facts, office) in enumerate(rows)
    ]


def paired(people, count=1):
    """The first people in pairs, each pair with one list of wishes."""
    for at in range(0, min(2 * count, len(people) - 1), 2):
        left, right = people[at], people[at + 1]
        people[at] = one_changed(left, pair=right.code)
        people[at + 1] = one_changed(right, pair=left.code, choices=left.choices)
    return people


def one_changed(person, **fields):
    kept = {name: getattr(person, name) for name in person.__slots__}
    return Applicant(**{**kept, **fields})


def people(most=5, editions=EDITIONS):
    rows = st.tuples(
        st.integers(0, 3),
        st.lists(st.sampled_from(editions), min_size=1, max_size=len(editions), unique=True),
        st.integers(0, 1),
        st.sets(st.sampled_from(FACTS)),
        st.sampled_from(OFFICES),
    )
    return st.tuples(st.lists(rows, max_size=most), st.integers(0, 2)).map(lambda both: paired(_people(both[0]), both[1]))


amounts = st.one_of(st.integers(0, 3).map(Amount), st.sampled_from([0, 34, 50, 100]).map(share))
bounds = st.builds(
    Bound,
    fact=st.sampled_from(("", *FACTS)),
    office=st.sampled_from(OFFICES),
    edition=st.sampled_from(("", "", *EDITIONS)),
    at_least=st.one_of(amounts, st.none()),
    at_most=st.one_of(st.none(), st.none(), st.none(), amounts),
)
pools = st.builds(
    Pool,
    office=st.sampled_from(OFFICES[1:3]),
    edition=st.sampled_from(EDITIONS),
    places=st.integers(0, 2),
    beside=st.sampled_from(((), ("west",))),
)
terms = st.builds(
    Terms,
    openings=st.tuples(*[st.integers(0, 3)] * 3).map(lambda places: dict(zip(EDITIONS, places, strict=True))),
    bounds=st.lists(bounds, max_size=3).map(tuple),
    pools=st.lists(pools, max_size=2).map(tuple),
    forms=st.sampled_from(({}, {}, {"a": "one", "b": "one", "c": "two"})),
    most_places=st.sampled_from((1, 1, 2)),
    ties=st.sampled_from(("receipt", "draw")),
)
