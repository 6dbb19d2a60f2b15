"""Polish text: searching without diacritics, ordering by the Polish alphabet, typography."""

import pytest

from atut.base.kernel.polish import fold, sort_key, typeset

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Żółkiewska-Łąk", "zolkiewska lak"),
        ("  Urząd   Gminy\tw Sabniach ", "urzad gminy w sabniach"),
        ("ŹDŹBŁO", "zdzblo"),
        ("Müller", "muller"),
        ("", ""),
    ],
)
def test_a_search_finds_without_diacritics(text, folded):
    assert fold(text) == folded


def test_composed_and_decomposed_letters_are_the_same():
    assert fold("Ła\u0328cka") == fold("Łącka")
    assert sort_key("Ła\u0328cka") == sort_key("Łącka")


def test_names_stand_in_the_order_of_the_polish_alphabet():
    right = ["Abacki", "Ąbacki", "Cabacka", "Ćwik", "Lis", "Łoś", "Nowak", "Ósma", "Sowa", "Śliwa", "Zając", "Źrebak", "Żaba"]
    assert sorted(set(right), key=sort_key) == right


def test_the_surname_decides_before_the_first_name():
    people = [("Nowak", "Żaneta"), ("Nowakowska", "Anna"), ("Nowak", "Anna")]
    assert sorted(people, key=lambda name: sort_key(*name)) == [("Nowak", "Anna"), ("Nowak", "Żaneta"), ("Nowakowska", "Anna")]


def test_capitals_count_as_small_letters_and_foreign_ones_as_their_kin():
    assert sort_key("ŁOŚ") == sort_key("łoś")
    assert sort_key("Müller") == sort_key("Muller")


def test_a_sort_key_holds_digits_only():
    """So that no collation of any database can order it otherwise."""
    assert sort_key("Żółkiewska-Łąk (z d. Öz) 2", "日本").isdigit()


@pytest.mark.parametrize(
    ("text", "set_text"),
    [
        ("praca w urzędzie i w domu", f"praca w{NBSP}urzędzie i{NBSP}w{NBSP}domu"),
        ("16 godz. i 45 %", f"16{NBSP}godz. i{NBSP}45{NBSP}%"),
        ("ul. Główna, pok. 3, art. 87", f"ul.{NBSP}Główna, pok.{NBSP}3, art.{NBSP}87"),
        ("10 000 zł", f"10{NBSP}000{NBSP}zł"),
        ("bez zmian", "bez zmian"),
    ],
)
def test_short_words_and_units_stay_with_their_neighbours(text, set_text):
    assert typeset(text) == set_text


def test_setting_a_text_twice_changes_nothing():
    once = typeset("nabór w dniu 3 maja o godz. 12 i 15 min później")
    assert typeset(once) == once
