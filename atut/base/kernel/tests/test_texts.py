"""Texts in languages: the reader's own, else Polish."""

from django.utils import translation

from atut.base.kernel.texts import TranslatedText, is_translated, text_in

OFFER = {"pl": "Oferta", "en": "Offer", "uk": ""}


def test_the_reader_gets_the_own_language_else_polish():
    assert text_in(OFFER, "en") == "Offer"
    assert text_in(OFFER, "uk") == "Oferta"
    assert text_in(OFFER, "de") == "Oferta"
    assert text_in({}, "pl") == ""


def test_the_language_in_force_counts_where_none_is_named():
    with translation.override("en"):
        assert text_in(OFFER) == "Offer"
    with translation.override(None):
        assert text_in(OFFER) == "Oferta"


def test_a_missing_translation_is_known():
    assert is_translated(OFFER, "en")
    assert not is_translated(OFFER, "uk")


def test_the_column_is_empty_at_first():
    assert TranslatedText().get_default() == {}
