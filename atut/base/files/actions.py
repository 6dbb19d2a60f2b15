"""Keeping, reading and deleting stored files. Bytes are encrypted before they touch the storage."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from atut.base.audit.journal import action, record
from atut.base.files import permissions, queries
from atut.base.files.models import Brought, StoredFile
from atut.base.files.papers import joined
from atut.base.files.rules import PDF, BroughtClosed, FileGone, Retention, Upload
from atut.base.kernel.actors import Actor
from atut.base.kernel.crypto import Unreadable, decrypt, encrypt
from atut.base.kernel.keys import new_key
from atut.base.kernel.personal import Things
from atut.base.kernel.sheets import CSV_TYPE, XLSX_TYPE, Returned
from atut.base.projects.models import Project

_TABLES = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE.partition(";")[0]}
ORPHAN_AGE = timedelta(days=1)


def clean_name(name: str) -> str:
    """A name safe in any file system: no folders, no control characters, 120 characters at most, nobody's number."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    bare = re.sub(r'[\x00-\x1f\x7f<>:"|?*]+', "_", bare).strip(". ")
    bare = re.sub(r"\d{10,11}", "_", bare)  # a PESEL never stands in a file name
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:9]}" if dot else bare[:120] or "plik"


def keep(
    content: bytes, *, name: str, media_type: str, purpose: str, retention: Retention, project: Project | None, at: datetime
) -> StoredFile:
    """Encrypt and store bytes; the row is written in the caller's transaction.

    The file is written first under a new name: a rollback leaves at most an unreadable orphan, which the
    retention run removes, never a row without its file.
    """
    stored_as = f"{at:%Y/%m}/{new_key()}{new_key()}"
    storages["private"].save(stored_as, ContentFile(encrypt(content)))
    return StoredFile.objects.create(
        project=project,
        purpose=purpose,
        retention=retention,
        name=clean_name(name),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=stored_as,
        created_at=at,
    )


def bring(brought: Brought, content: bytes, *, name: str, kind: str, purpose: str, actor: Actor, at: datetime) -> None:
    """Fill in what a list in a file is kept with: the file, encrypted and for the days of imports, who brought it and when."""
    brought.name = clean_name(name)
    brought.file = _keep_import(brought, Returned(content, brought.name, _TABLES[kind]), purpose, at)
    brought.brought_by, brought.uploaded_at = actor.label[:200], at


def keep_rejected(brought: Brought, rejected: Returned, *, purpose: str, at: datetime) -> None:
    """Keep the rows that go back, for as long as the list itself could be kept."""
    brought.rejected_file = _keep_import(brought, rejected, purpose, at)


def _keep_import(brought: Brought, file: Returned, purpose: str, at: datetime) -> StoredFile:
    return keep(
        file.content,
        name=file.name,
        media_type=file.media_type,
        purpose=purpose,
        retention=Retention.IMPORT,
        project=brought.project,
        at=at,
    )


def read_brought(brought: Brought) -> bytes:
    """The bytes of a list that waits; refused when it is gone."""
    if brought.file is None:
        raise BroughtClosed
    return read(brought.file)


def forget_brought(brought: Brought) -> None:
    """The file of a list goes at once; what came of it stays written down."""
    stored, brought.file = brought.file, None
    if stored is not None:
        type(brought)._default_manager.filter(pk=brought.pk).update(file=None)
        delete(stored)


def must_be_a_paper(upload: Upload, *, at: datetime) -> None:
    """Refuse what `keep_paper` would refuse, where a form asks before anything is kept."""
    joined([upload], title="", language="pl", at=at)


def keep_paper(
    uploads: Sequence[Upload], *, title: str, language: str, purpose: str, project: Project, at: datetime
) -> tuple[StoredFile, int]:
    """A paper that somebody sent, checked and joined into one PDF, kept as a draft; and how many pages it has.

    Refused with the sentence why (`files.rules`) where a file is not what was asked for, damaged, or dangerous.
    """
    paper = joined(uploads, title=title, language=language, at=at)
    name, draft = f"{title}.pdf", Retention.DRAFT
    stored = keep(paper.content, name=name, media_type=PDF, purpose=purpose, retention=draft, project=project, at=at)
    return stored, paper.pages


def take_over(stored: StoredFile, *, purpose: str) -> None:
    """A draft that became a record: it stays as long as the records of its project."""
    stored.purpose, stored.retention = purpose, Retention.PROJECT
    stored.save(update_fields=["purpose", "retention"])


def read(stored: StoredFile) -> bytes:
    """The plain bytes, compared with the hash of what was stored."""
    if stored.emptied_at:
        raise FileGone(emptied_at=stored.emptied_at)
    with storages["private"].open(stored.stored_as) as file:
        plain = decrypt(file.read())
    if hashlib.sha256(plain).hexdigest() != stored.sha256:
        raise Unreadable("This file is not the one that was stored: parts of it are missing or stand in another order.")
    return plain


def delete(stored: StoredFile) -> None:
    """Remove the row now and the bytes once the transaction stands."""
    path = stored.stored_as
    stored.delete()
    transaction.on_commit(lambda: storages["private"].delete(path))


@action
def empty(stored: StoredFile, *, actor: Actor, at: datetime) -> None:
    """The bytes and the name go, the row stays: what points at the file still says that there was one, with its hash."""
    permissions.ERASE.require(actor, stored)
    path = stored.stored_as
    stored.name, stored.stored_as, stored.emptied_at = "", "", at
    stored.save(update_fields=["name", "stored_as", "emptied_at"])
    record("files.stored_file.emptied", stored, actor=actor, at=at, fields=["name"])
    transaction.on_commit(lambda: storages["private"].delete(path))


def erase_files(things: Things, *, actor: Actor, at: datetime) -> int:
    """A person's files that are still there. Rooms delete their own first; what they keep a pointer to is emptied."""
    found = list(queries.files_of(things))
    for stored in found:
        empty(stored, actor=actor, at=at)
    return len(found)


def respond(stored: StoredFile, *, inline: bool = False) -> HttpResponse:
    """The file as an answer, after the caller's own guard. Never sniffed, never cached on the way."""
    answer = HttpResponse(read(stored), content_type=stored.media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, stored.name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@transaction.atomic
def purge_due(*, actor: Actor, at: datetime) -> int:
    """Delete drafts and import files whose days are over. Called by the retention run."""
    permissions.PURGE.require(actor)
    due = list(queries.files_due(at))
    for stored in due:
        delete(stored)
    return len(due)


def orphans(at: datetime) -> list[str]:
    """Bytes on the storage that no row names: left by a rollback or a killed process. Younger than a day: not yet.

    The folders are months, so the age is read from the storage, with a day's grace for transactions still open.
    """
    storage, known = storages["private"], set(StoredFile.objects.values_list("stored_as", flat=True))
    return [path for path in _walk("") if path not in known and at - storage.get_modified_time(path) > ORPHAN_AGE]


def delete_orphans(*, actor: Actor, at: datetime) -> int:
    """Remove them; how many went."""
    permissions.PURGE.require(actor)
    found = orphans(at)
    for path in found:
        storages["private"].delete(path)
    return len(found)


def _walk(folder: str) -> Iterator[str]:
    try:
        folders, names = storages["private"].listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in names)
    for inner in folders:
        yield from _walk(f"{folder}/{inner}".lstrip("/"))
