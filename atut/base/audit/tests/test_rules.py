"""Every event has words, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from atut.base.audit import rules

REFERENCE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "audit-events.md"


def test_every_event_has_words():
    known = set(re.findall(r"^\| `([^`]+)`", REFERENCE.read_text(), re.MULTILINE))
    assert known - set(rules.EVENTS) == set(), "give new events their words in atut/base/audit/rules/events.py"


@pytest.mark.parametrize(("language", "words"), [("pl", "Wystawienie zaświadczenia"), ("en", "Certificate issued")])
def test_an_event_is_called_in_the_readers_language(language, words):
    with translation.override(language):
        assert rules.words_of("training.certificate.issued") == words
        assert "training.certificate.issued" in rules.events_called(words.upper())


def test_an_event_without_words_is_called_by_its_code():
    assert rules.words_of("training.nobody.knew") == "training.nobody.knew"


def test_nothing_typed_is_nothing_looked_for():
    assert rules.events_called("") == []


@pytest.mark.parametrize(
    ("language", "typed", "field"), [("pl", "punkty", "points"), ("en", "street", "street"), ("pl", "pesel", "pesel")]
)
def test_a_field_is_called_in_the_readers_language(language, typed, field):
    with translation.override(language):
        assert field in rules.fields_called(typed)
        assert rules.field_called(field).casefold() == typed


def test_a_field_without_words_is_called_by_its_name():
    assert rules.field_called("nobody_knew") == "nobody_knew"
    assert rules.fields_called("") == []
