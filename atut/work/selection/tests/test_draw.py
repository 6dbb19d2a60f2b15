"""The draw gives what anyone can recompute, by fixed examples worked out apart."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atut.work.selection.rules import draw

SECRET, LIST, VALUE = "tajne-0001", "ab" * 32, "3, 14, 15, 26, 35, 48"


def test_the_commitment_is_the_hash_of_the_secret():
    assert draw.commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_lots_are_what_the_rule_says():
    made = draw.drawn(SECRET, promised=draw.commitment(SECRET), list_hash=LIST, public_value=f" {VALUE.replace(', ', ',  ')} ")
    seed = hashlib.sha256(b"tajne-0001\n" + b"ab" * 32 + b"\n3, 14, 15, 26, 35, 48").digest()
    assert made.seed == seed
    assert made.lots(["K7QX", "A"]) == {code: hmac.new(seed, code.encode(), "sha256").hexdigest() for code in ("K7QX", "A")}


def test_a_fixed_example_stays_as_it_is():
    made = draw.Draw(SECRET, LIST, VALUE)
    assert made.lot("K7QX") == "d27a2b606f1b0e17ab28809904cacc3c980576078388e4e6ded613a547f50b5e"


def test_another_secret_is_refused():
    with pytest.raises(draw.NotTheSecret):
        draw.drawn("other", promised=draw.commitment(SECRET), list_hash=LIST, public_value=VALUE)


@pytest.mark.parametrize("value", ["", " \n"])
def test_without_a_public_value_nothing_is_drawn(value):
    with pytest.raises(draw.NoPublicValue):
        draw.drawn(SECRET, promised=draw.commitment(SECRET), list_hash=LIST, public_value=value)


@given(st.sampled_from(["secret", "list_hash", "public_value"]), st.text(min_size=1))
def test_every_part_matters(part, more):
    parts = {"secret": SECRET, "list_hash": LIST, "public_value": VALUE}
    assert draw.Draw(**parts).lot("K") != draw.Draw(**{**parts, part: parts[part] + more}).lot("K")
