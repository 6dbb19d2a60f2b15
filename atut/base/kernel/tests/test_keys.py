"""Public keys: random, and readable over the telephone."""

import re

from atut.base.kernel.keys import ALPHABET, KeyField, new_code, new_key


def test_a_key_has_twelve_letters_that_nobody_misreads():
    keys = {new_key() for _unused in range(500)}
    assert len(keys) == 500
    assert all(len(key) == 12 and set(key) <= set(ALPHABET) for key in keys)
    assert not set(ALPHABET) & set("01oil")


def test_a_code_is_written_in_groups_of_four():
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", new_code())
    assert new_code(3).count("-") == 2


def test_a_key_column_is_unique_and_nobody_types_it():
    field = KeyField()
    assert (field.max_length, field.unique, field.editable) == (12, True, False)
    assert field.get_default() != field.get_default()
