"""Stored files: encrypted on the disk, named safely, never half there."""

import hashlib
import os
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.files import actions
from atut.base.files.models import StoredFile
from atut.base.files.rules import FileGone, Retention
from atut.base.kernel import crypto
from atut.base.kernel.actors import system

pytestmark = pytest.mark.django_db
CONTENT = b"Umowa z Janem 44051401359"


@pytest.fixture(autouse=True)
def place(tmp_path, settings):
    settings.STORAGES = {**settings.STORAGES, "private": _storage(tmp_path)}
    return tmp_path


def _storage(folder):
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}


def keep(project, at, **fields):
    given = {
        "name": "umowa.pdf",
        "media_type": "application/pdf",
        "purpose": "files.test",
        "retention": Retention.PROJECT,
        **fields,
    }
    return actions.keep(CONTENT, project=project, at=at, **given)


def on_the_disk(place):
    return [path for path in place.rglob("*") if path.is_file()]


def test_the_disk_shows_nothing_of_the_content_or_the_name(project, at, place):
    stored = keep(project, at)
    (path,) = on_the_disk(place)
    assert CONTENT not in path.read_bytes()
    assert b"44051401359" not in path.read_bytes()
    assert "umowa" not in str(path.relative_to(place))
    assert actions.read(stored) == CONTENT
    assert (stored.size, stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def test_a_file_that_lacks_a_piece_is_not_taken_for_whole(project, at, place, monkeypatch):
    monkeypatch.setattr(crypto, "PIECE", 8)
    stored = keep(project, at)
    (path,) = on_the_disk(place)
    pieces = path.read_bytes().split(b"\n")
    assert len(pieces) == 4
    for damaged in (pieces[:-1], [pieces[1], pieces[0], *pieces[2:]]):
        path.write_bytes(b"\n".join(damaged))
        with pytest.raises(crypto.Unreadable):
            actions.read(stored)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Dokumenty\\lista.xlsx", "lista.xlsx"),
        ("lista\x00\n2.csv", "lista_2.csv"),
        ('a<b>"c?.pdf', "a_b_c_.pdf"),
        ("..", "plik"),
        ("", "plik"),
        ("zażółć gęślą.pdf", "zażółć gęślą.pdf"),
    ],
)
def test_a_name_leads_nowhere(given, kept):
    assert actions.clean_name(given) == kept


def test_a_long_name_keeps_its_ending():
    cleaned = actions.clean_name("a" * 300 + ".pdf")
    assert len(cleaned) <= 120
    assert cleaned.endswith(".pdf")


class Stumble(Exception):
    pass


def test_a_rollback_leaves_no_row_and_the_bytes_are_swept_a_day_later(project, at, place):
    def keep_and_stumble():
        with transaction.atomic():
            keep(project, at)
            raise Stumble

    with pytest.raises(Stumble):
        keep_and_stumble()
    assert not StoredFile.objects.exists()
    (path,) = on_the_disk(place)
    os.utime(path, (at.timestamp(), at.timestamp()))
    assert actions.delete_orphans(actor=system(), at=at + timedelta(hours=23)) == 0
    assert actions.delete_orphans(actor=system(), at=at + timedelta(hours=25)) == 1
    assert on_the_disk(place) == []


def test_a_file_that_a_row_names_is_no_orphan(project, at):
    keep(project, at)
    assert actions.orphans(at + timedelta(days=3000)) == []


def test_deleting_takes_the_row_first_and_the_bytes_when_that_stands(project, at, place, django_capture_on_commit_callbacks):
    stored = keep(project, at)
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        actions.delete(stored)
        assert len(on_the_disk(place)) == 1
    for each in waiting:
        each()
    assert on_the_disk(place) == []


def test_an_emptied_file_keeps_its_hash_and_nothing_else(project, coordinator, at, place, django_capture_on_commit_callbacks):
    stored = keep(project, at)
    with django_capture_on_commit_callbacks(execute=True):
        actions.empty(stored, actor=coordinator, at=at)
    stored.refresh_from_db()
    assert (stored.name, stored.stored_as, stored.sha256) == ("", "", hashlib.sha256(CONTENT).hexdigest())
    assert on_the_disk(place) == []
    assert Entry.objects.get().event == "files.stored_file.emptied"
    with pytest.raises(FileGone):
        actions.read(stored)


def test_an_editor_empties_nothing(project, at):
    with pytest.raises(PermissionDenied):
        actions.empty(keep(project, at), actor=an_actor("editor", project), at=at)


def test_drafts_and_imports_go_when_their_days_are_over(project, at):
    draft = keep(project, at, retention=Retention.DRAFT)
    imported = keep(project, at, retention=Retention.IMPORT)
    record = keep(project, at)
    assert actions.purge_due(actor=system(), at=at + timedelta(days=29)) == 0
    assert actions.purge_due(actor=system(), at=at + timedelta(days=31)) == 1
    assert actions.purge_due(actor=system(), at=at + timedelta(days=91)) == 1
    assert set(StoredFile.objects.all()) == {record}
    assert {draft, imported}.isdisjoint(StoredFile.objects.all())


def test_nobody_but_the_program_and_its_keeper_purges(project, at):
    with pytest.raises(PermissionDenied):
        actions.purge_due(actor=an_actor("editor", project), at=at)
    with pytest.raises(PermissionDenied):
        actions.delete_orphans(actor=an_actor("editor", project), at=at)


def test_an_answer_is_never_sniffed_nor_kept_on_the_way(project, at):
    answer = actions.respond(keep(project, at, name="zażółć.pdf"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "za%C5%BC%C3%B3%C5%82%C4%87.pdf" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == CONTENT
    assert actions.respond(keep(project, at), inline=True)["Content-Disposition"].startswith("inline")
