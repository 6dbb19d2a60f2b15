"""A frozen list gives the same selection again, also one frozen by an earlier version."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings

from atut.work.selection.rules import draw, frozen
from atut.work.selection.rules.terms import Bound, Terms
from atut.work.selection.rules.walk import select
from atut.work.selection.tests.factories import one, people, share, terms


@settings(max_examples=150, deadline=None)
@given(people(most=7), terms)
def test_what_is_frozen_gives_the_same_list(applicants, rules):
    rules = replace(rules, ties="receipt")
    kept = json.loads(frozen.canonical(frozen.freeze(applicants, rules)))
    assert frozen.given(frozen.selected(kept)) == frozen.given(select(applicants, rules))
    assert frozen.hash_of(kept) == frozen.hash_of(frozen.freeze(list(reversed(applicants)), rules))


def test_only_what_the_terms_ask_about_is_frozen():
    rules = Terms({"a": 1}, (Bound("woman", office="north", at_least=share(10)),))
    kept = frozen.freeze([one("x", facts={"woman", "disability"}, office="north"), one("y", office="south")], rules)["applicants"]
    assert [(line["facts"], line["office"]) for line in kept] == [(["woman"], "north"), ([], "")]


def test_a_list_of_the_first_version_is_still_read():
    known = {"received_at": "2026-01-01T10:00:00+00:00", "choices": ["a"]}
    young = {"code": "x", "number": "1", "points": 9, "is_45": False}
    old = {"bound_percent": 50, "openings": {"a": 1}, "applicants": [known | young, known | {**young, "code": "o", "is_45": True}]}
    assert {code: line["editions"] for code, line in frozen.given(frozen.selected(old)).items()} == {"x": [], "o": ["a"]}
    assert frozen.terms_of(old | {"bound_percent": 0}).bounds == ()


def test_ties_are_drawn_from_the_frozen_list():
    rules = Terms({"a": 1}, ties="draw")
    kept = frozen.freeze([one("x"), one("y", minute=1)], rules)
    made = {"secret": "s", "commitment": draw.commitment("s"), "list_hash": frozen.hash_of(kept), "public_value": "7"}
    lots = draw.Draw("s", frozen.hash_of(kept), "7").lots("xy")
    first = min(lots, key=lots.get)
    assert frozen.given(frozen.selected(kept, made))[first]["editions"] == ["a"]
    with pytest.raises(draw.NotTheSecret):
        frozen.selected(kept, made | {"secret": "t"})


CODE = (
    "import sys, json, django; from django.conf import settings; settings.configure(); django.setup();"
    "from atut.work.selection.rules import frozen;"
    "print(frozen.canonical(frozen.given(frozen.selected(json.load(sys.stdin)))))"
)


def elsewhere(kept, seed):
    """The same list in another process, with another seed of Python's own hashing."""
    env = {"PYTHONHASHSEED": seed, "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", CODE], input=kept, capture_output=True, text=True, check=True, env=env)
    return done.stdout


def test_another_process_gives_the_same_list():
    facts = [["woman"], ["age_45"], []]
    people = [one(f"{i:02}", i * 7 % 5, choices="abc"[i % 3 :] + "abc"[: i % 3], facts=facts[i % 3]) for i in range(30)]
    rules = Terms(dict.fromkeys("abc", 3), (Bound("woman", at_least=share(50)), Bound("age_45", at_least=share(40))))
    kept = frozen.canonical(frozen.freeze(people, rules))
    said = frozen.canonical(frozen.given(frozen.selected(json.loads(kept)))) + "\n"
    assert {elsewhere(kept, "1"), elsewhere(kept, "2")} == {said}
