"""What may be written, what becomes of it, how often. No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from atut.base.kernel.errors import Refused
from atut.front.voices.rules import measure, moves, writing
from atut.front.voices.rules.moves import MOVES, Status

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna", "Anna"),
        ("  Anna   Nowak-Zięba ", "Anna Nowak-Zięba"),
        ("Łucja Święch", "Łucja Święch"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Оксана Шевченко", "Оксана Шевченко"),
        ("Z\u0307aneta", "Żaneta"),
    ],
)
def test_a_name_is_kept_in_one_form(typed, kept):
    assert writing.name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "-",
        "Anna-",
        "kup-na tanie.com",
        "http://evil.example",
        "evil․com",  # one dot leader
        "Anna1",
        "Anna\nBcc: x@example.org",
        "Anna\r\nSubject: x",
        "Anna\tNowak",
        "Anna\u00a0Nowak",
        "Аnna",  # Cyrillic А
        "Anna Шевченко",
        "Ａｎｎａ",  # full width
        "𝐀nna",  # mathematical
        "ᴀnna",  # small capital
        "A\u202enna",
        "An\u200bna",
        "A\u0335nna",
        "A" * 41,
        "wygraj sto złotych na tej",
        "Anna<b>",
        '"Anna"',
        "Anna, Ewa",
        "Anna@example",
    ],
)
def test_what_could_carry_a_message_is_no_name(typed):
    with pytest.raises(writing.NotAName):
        writing.name(typed)


@pytest.mark.parametrize("one", ["Anna@Example.org", "anna+1@example.org", "anna+a+b@example.org", " anna@example.org "])
def test_one_mailbox_written_in_many_ways_is_one(one):
    assert writing.mailbox(one) == "anna@example.org"


def test_an_address_of_a_plus_alone_keeps_it():
    assert writing.mailbox("+x@example.org") == "+x@example.org"


def test_a_text_keeps_its_paragraphs_and_loses_what_cannot_be_seen():
    assert writing.text(" a\r\nb\u202e\x00 \n\n\n\nc\u200b ", today=TODAY) == "a\nb\n\nc"


@pytest.mark.parametrize("typed", ["", " \n ", "\u200b\u202e"])
def test_an_empty_text_is_refused(typed):
    with pytest.raises(writing.NothingWritten):
        writing.text(typed, today=TODAY)


def test_a_long_text_is_refused_with_its_length():
    with pytest.raises(writing.TooLong):
        writing.text("x" * 2001, today=TODAY)
    assert len(writing.text("x" * 2000, today=TODAY)) == 2000


@pytest.mark.parametrize("typed", ["Mój numer: 44051401359.", "440514 01359", "4405-1401-359"])
def test_nobodys_number_is_published(typed):
    with pytest.raises(writing.HoldsPesel):
        writing.text(typed, today=TODAY)


def test_eleven_digits_that_are_no_pesel_are_left_alone():
    assert writing.text("Sprawa 12345678901", today=TODAY)


@pytest.mark.parametrize(
    ("typed", "is_there"), [("www.tanie.pl", True), ("https://x.y", True), ("tanie-okna.com", True), ("O 8.30 w pl.", False)]
)
def test_web_addresses_are_marked(typed, is_there):
    assert writing.has_link(typed) is is_there


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("status", Status)
def test_every_verb_leads_from_its_states_only(verb, status):
    froms, target = MOVES[verb]
    if status in froms:
        assert moves.after(verb, status) == target
    else:
        with pytest.raises(moves.NotNow):
            moves.after(verb, status)


def test_closed_pages_take_no_comments():
    moves.check_open(is_public=True, is_open=True)
    for is_public, is_open in ((False, True), (True, False)):
        with pytest.raises(moves.Closed):
            moves.check_open(is_public=is_public, is_open=is_open)


@pytest.mark.parametrize(
    ("status", "is_reply", "is_same"), [("waiting", False, True), ("shown", True, True), ("shown", False, False)]
)
def test_replies_go_one_level_deep_to_shown_comments(status, is_reply, is_same):
    moves.check_reply(parent_status="shown", parent_is_reply=False, is_same_topic=True)
    with pytest.raises(moves.NoReplyHere):
        moves.check_reply(parent_status=status, parent_is_reply=is_reply, is_same_topic=is_same)


def test_a_reason_comes_from_the_list():
    moves.check_reason("off_topic")
    with pytest.raises(moves.ReasonMissing):
        moves.check_reason("")
    assert moves.said("") == ""
    assert moves.said("off_topic")


@pytest.mark.parametrize(("hours", "is_too_many"), [([1], False), ([1, 2], True), ([1, 25], False), ([23, 24, 2], True)])
def test_a_mailbox_gets_two_recommendations_a_day(hours, is_too_many):
    sent = [NOW - timedelta(hours=one) for one in hours]
    assert measure.is_too_many(sent, "recommended", at=NOW) is is_too_many


def test_a_link_works_two_days_to_the_second():
    measure.check_in_time(NOW - timedelta(days=2) + timedelta(seconds=1), at=NOW)
    with pytest.raises(measure.LinkOver):
        measure.check_in_time(NOW - timedelta(days=2), at=NOW)


def test_every_refusal_has_words():
    for one in (measure.TooMany(), measure.LinkOver(), writing.TooLong(length=1, most=2), moves.NotNow(status="x")):
        assert isinstance(one, Refused)
        assert str(one)
