"""A recording in sign language: what is taken, how it is played, that it leaves with its row."""

import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.front.duties import actions, queries
from atut.front.duties.rules import recording
from atut.front.duties.rules.description import Element

pytestmark = pytest.mark.django_db
KEEP, EASY = "/biurko/obowiazki/nagranie/", "/tekst-latwy/"
WORDS = {"pl": "Uczymy urzędników.", "en": "We teach officials."}


def an_mp4(size=1000):
    """The first box of a film and an empty one: what players and this program read to know the kind."""
    kind = struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"isom")
    return kind + struct.pack(">I4s", size - len(kind), b"mdat") + bytes(range(256)) * (size // 256 + 1)


def a_webm():
    return recording.EBML + b"\x9fB\x86\x81\x01B\x82\x84webm" + b"\x00" * 50


@pytest.mark.parametrize(("content", "film"), [(an_mp4(), recording.MP4), (a_webm(), recording.WEBM)])
def test_the_kind_is_told_by_what_is_inside(content, film):
    assert recording.check_recording(content, WORDS) == film


@pytest.mark.parametrize(
    ("content", "words", "refusal"),
    [
        (b"<html>" + bytes(90), WORDS, recording.NotAFilm),
        (b"", WORDS, recording.NotAFilm),
        (recording.EBML + b"matroska", WORDS, recording.NotAFilm),
        (an_mp4(), {"en": "Only English"}, recording.SaysNothing),
        (an_mp4(), {"pl": "  "}, recording.SaysNothing),
        (bytes(recording.MOST_MEGABYTES * 2**20 + 1), WORDS, recording.FilmTooLarge),
    ],
)
def test_what_cannot_stand_on_the_site_is_refused(content, words, refusal):
    with pytest.raises(refusal):
        recording.check_recording(content, words)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-200", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-200", (0, 99)),
        ("bytes=100-", None),
        ("bytes=20-10", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(asked, part):
    assert recording.part_asked(asked, 100) == part


def test_recording_keep_and_take_away(project, other_project, signed_in, client):
    desk = signed_in("editor")
    assert desk.get(KEEP).status_code == 200
    bad = {"file": SimpleUploadedFile("film.mp4", b"not a film"), "recording_text_pl": "Uczymy."}
    assert "MP4" in desk.post(KEEP, bad).content.decode()
    given = {"recording_text_pl": WORDS["pl"], "recording_text_en": WORDS["en"]}
    assert desk.post(KEEP, given | {"file": SimpleUploadedFile("film.mp4", an_mp4())}).status_code == 302
    first = queries.said_of(project).recording_path
    assert Element.RECORDING not in {gap.element for gap in queries.gaps(project, clock.now())}
    desk.post(KEEP, given | {"file": SimpleUploadedFile("film.webm", a_webm())})
    second = queries.said_of(project).recording_path
    shown = client.get(EASY).content.decode()
    assert f'<video class="film" controls preload="metadata" src="{second}"' in shown
    assert WORDS["pl"] in shown
    assert first != second
    assert client.get(first).status_code == 404
    assert client.get(second, headers={"host": "other.testserver"}).status_code == 404
    desk.post(reverse("duties:recording_take_away"))
    assert "<video" not in client.get(EASY).content.decode()
    events = Entry.objects.filter(event__startswith="duties.said.recording").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["duties.said.recording_kept"] * 2 + ["duties.said.recording_taken_away"]


def test_the_polish_words_of_a_recording_are_asked_for_the_english_may_be_left_out(project, signed_in):
    desk = signed_in("editor")
    page = desk.get(KEEP).content.decode()
    asked, optional = (page.split(f'name="recording_text_{code}"')[0].rpartition("<label")[2] for code in ("pl", "en"))
    assert "możesz pominąć" not in asked
    assert "możesz pominąć" in optional
    answer = desk.post(KEEP, {"file": SimpleUploadedFile("film.mp4", an_mp4())}).content.decode()
    assert 'href="#id_recording_text_pl"' in answer


def test_it_is_played_whole_and_in_parts(project, coordinator, client):
    film = an_mp4()
    said = actions.keep_recording(project, film, words=WORDS, actor=coordinator, at=clock.now())
    whole = client.get(said.recording_path)
    assert (whole.status_code, whole["Content-Type"], whole.content) == (200, "video/mp4", film)
    assert not whole.cookies
    part = client.get(said.recording_path, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, film[10:20], f"bytes 10-19/{len(film)}")


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_with_its_place_on_the_site(project, coordinator):
    said = actions.keep_recording(project, an_mp4(), words=WORDS, actor=coordinator, at=clock.now())
    place = Path(settings.MEDIA_ROOT) / said.recording_file
    assert place.exists()
    actions.take_recording_away(project, actor=coordinator, at=clock.now())
    assert not place.exists()
    actions.take_recording_away(project, actor=coordinator, at=clock.now())


def test_a_visitor_keeps_and_takes_away_nothing(project):
    visitor = anonymous(project.pk)
    with pytest.raises(PermissionDenied):
        actions.keep_recording(project, an_mp4(), words=WORDS, actor=visitor, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.take_recording_away(project, actor=visitor, at=clock.now())
