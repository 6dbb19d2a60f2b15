"""What is asked, nearness of words, weighing of hits, excerpts."""

import pytest

from atut.front.search import words
from atut.front.search.rules import distance, excerpt, farthest, key, nearest, parse, pieces, score, surface


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Jak złożyć skargę?", ("złożyć", "skargę")),
        ("jak to", ("jak", "to")),
        ("gmina gmina GMINA", ("gmina",)),
        ("gmina AND wójt", ("gmina", "wójt")),
        ("AND", ("and",)),
        ("a\x00b", ("a", "b")),
        ("🙂", ()),
        ("art. 6", ("art", "6")),
    ],
)
def test_what_was_typed_becomes_words(typed, asked):
    assert parse(typed, "pl").words == asked


def test_long_queries_are_cut_and_say_so():
    assert not parse("gmina", "pl").is_cut
    assert parse("x" * 10_000, "pl").is_cut
    assert len(parse(" ".join(f"słowo{n}" for n in range(30)), "pl").words) == 12
    assert len(parse("x" * 10_000, "pl").text) == 200


def test_words_in_quotes_are_kept_in_their_order():
    assert parse("„prosty język” gmina", "pl").phrases == (" prosty jezyk ",)
    assert parse('"jedno"', "pl").phrases == ()


@pytest.mark.parametrize(
    ("word", "stored"), [("Żółć", "zolc"), ("12e3", "n12e3"), ("007", "007"), ("ß", "ss"), ("Привет", "u43fu440u438u432u435u442")]
)
def test_keys_are_plain_letters_and_digits(word, stored):
    assert key(word) == stored
    assert surface(f"  {word}!") == f" {stored} "


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("kot", "kot", 0),
        ("kot", "kto", 1),
        ("kot", "kt", 1),
        ("kot", "kout", 1),
        ("kot", "kat", 1),
        ("kot", "pies", 3),
        ("k", "kotek", 3),
    ],
)
def test_slips_of_the_finger_are_counted(one, other, slips):
    assert distance(one, other, 2) == slips


def test_the_nearest_word_is_the_one_that_stands_more_often():
    known = [("gmina", "gmina", 3), ("glina", "glina", 9), ("zegar", "zegar", 99)]
    assert nearest("gnina", known) == "glina"
    assert nearest("gmima", known) == "gmina"
    assert nearest("xxxxx", known) == ""
    assert [farthest("x" * n) for n in (3, 4, 8, 9)] == [0, 1, 2, 3]


def test_a_title_outweighs_a_text():
    term = [frozenset({"gmina"})]
    assert score(" gmina ", "  ", term, "page") > score("  ", " gmina  gmina  gmina  gmina  gmina ", term, "page")
    assert score("  ", " gmina ", term, "page") > score("  ", " wojt ", term, "page")


def test_the_excerpt_stands_around_most_hits():
    text = "Gmina. " + "Nic tu nie ma. " * 40 + "Gmina i wójt razem. " + "Nic tu nie ma. " * 40
    shown = excerpt(text, {"gmina", "wójt"}.__contains__)
    whole = "".join(piece.text for piece in shown)
    assert [piece.text for piece in shown if piece.is_hit] == ["Gmina", "wójt"]
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < 240
    assert excerpt("", {"x"}.__contains__) == []
    assert "".join(piece.text for piece in pieces("a, b", {"b"}.__contains__)) == "a, b"


@pytest.mark.parametrize("road", ["morfeusz", "snowball"])
def test_both_roads_find_signs_that_were_left_out(settings, road):
    settings.ATUT_DICTIONARY = road
    assert words.query_keys("urzedu", "pl") & words.keys("urzędu", "pl")
    assert words.query_keys("trainings", "en") & words.keys("training", "en")


def test_the_dictionary_is_used_where_it_is_installed(settings):
    settings.ATUT_DICTIONARY = ""
    assert words.dictionary() in ("morfeusz", "snowball")
    settings.ATUT_DICTIONARY = "morfeusz"
    assert words.query_keys("szkolenie", "pl") & words.keys("szkoleniami", "pl")
