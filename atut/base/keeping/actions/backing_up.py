"""Writing a backup: one zip of rows (JSON lines, as the columns hold them) and of encrypted files; never the keys.

One format for both databases (decision 0016): a backup of the embedded database can be put back on a server.
"""

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Cast
from django.utils.duration import duration_iso_string

from atut.base.audit.journal import action, record
from atut.base.keeping import permissions, rules
from atut.base.keeping.actions.erasures import list_erasures
from atut.base.keeping.models import Run
from atut.base.kernel.actors import Actor
from atut.base.kernel.crypto import read_keys

CHUNK = 1 << 20
# Made again when needed: who is signed in, the words of the site search.
LEFT_OUT = frozenset({"sessions.session"})
LEFT_OUT_APPS = frozenset({"wagtailsearch", "modelsearch"})


def kept_models(registry: Any = apps) -> list[type[models.Model]]:
    """Every table of the program that a backup holds, in a fixed order."""
    everything = registry.get_models(include_auto_created=True, include_swapped=False)
    return sorted(
        (m for m in everything if m._meta.managed and not m._meta.proxy and _is_kept(m)),
        key=lambda m: m._meta.label_lower,
    )


def _is_kept(model: type[models.Model]) -> bool:
    return model._meta.label_lower not in LEFT_OUT and model._meta.app_label not in LEFT_OUT_APPS


@contextmanager
def snapshot() -> Iterator[None]:
    """All tables as of one moment; writers go on meanwhile."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def is_converted(field: models.Field[Any, Any]) -> bool:
    """Does the program show another value than the column holds (encrypted text, a page's blocks)?"""
    convert = getattr(type(field), "from_db_value", None)
    return convert is not None and not convert.__module__.startswith("django.db.")


def rows(model: type[models.Model]) -> Iterator[list[Any]]:
    """The rows as the columns hold them: what is encrypted stays encrypted."""
    columns: list[Any] = [
        Cast(models.F(field.attname), models.TextField()) if is_converted(field) else models.F(field.attname)
        for field in model._meta.local_concrete_fields
    ]
    query = model._base_manager.order_by("pk").values_list(*columns)
    for row in query.iterator(chunk_size=2000):
        yield list(row)


def as_json(value: Any) -> Any:
    """Values JSON does not know, without losing anything (Django's encoder drops microseconds)."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"A backup cannot hold a {type(value).__name__}.")


class Writer:
    """A zip that remembers the hash of every part."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, str] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one part, piece by piece."""
        hashed = hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                hashed.update(piece)
                part.write(piece)
        self.parts[name] = hashed.hexdigest()


def _lines(model: type[models.Model], counts: dict[str, int]) -> Iterator[bytes]:
    """The names of the columns, then a line a row."""
    yield json.dumps([field.attname for field in model._meta.local_concrete_fields]).encode() + b"\n"
    for row in rows(model):
        counts[model._meta.label_lower] = counts.get(model._meta.label_lower, 0) + 1
        yield json.dumps(row, ensure_ascii=False, default=as_json).encode() + b"\n"


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """All names in a storage, through its own interface."""
    if not storage.exists(folder or "."):
        return
    folders, names = storage.listdir(folder)
    yield from (f"{folder}/{name}".lstrip("/") for name in sorted(names))
    for inner in sorted(folders):
        yield from names_in(storage, f"{folder}/{inner}".lstrip("/"))


def _bytes_of(storage: Storage, name: str) -> Iterator[bytes]:
    with storage.open(name) as file:
        while piece := file.read(CHUNK):
            yield piece


def _write(target: Path, at: datetime) -> rules.Manifest:
    counts: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        writer = Writer(archive)
        with snapshot():
            for model in kept_models():
                writer.add(f"rows/{model._meta.label_lower}.jsonl", _lines(model, counts))
            applied = sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())
        for kind, storage in (("files", storages["private"]), ("media", storages["default"])):
            for name in names_in(storage):
                writer.add(f"{kind}/{name}", _bytes_of(storage, name))
        keys = [rules.fingerprint(key) for key in read_keys(Path(settings.ATUT_KEY_FILE))]
        manifest = rules.Manifest(rules.FORMAT, at.isoformat(), keys, applied, counts, writer.parts)
        archive.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))
    return manifest


def sha256_of(path: Path) -> str:
    """The hash of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def back_up(target: Path, *, actor: Actor, at: datetime) -> Run:
    """Write the backup under a temporary name, give it its own when it is whole, and note that it was made.

    The transaction of the note begins after the copy: a copy may take minutes, and writers must not wait for it.
    """
    permissions.make_backup.require(actor)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb"):
        pass
    manifest = _write(part, at)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    list_erasures()
    return note(rules.Kind.BACKUP, counts=manifest.rows, sha256=sha256_of(target), actor=actor, at=at)


EVENTS = {
    rules.Kind.BACKUP: "keeping.backup.made",
    rules.Kind.RESTORE: "keeping.backup.restored",
    rules.Kind.ROTATION: "keeping.keys.rotated",
}


@action
def note(kind: rules.Kind, *, counts: dict[str, int], sha256: str = "", actor: Actor, at: datetime) -> Run:
    """Note what was done to the whole installation, so that the last backup can be seen."""
    run = Run.objects.create(kind=kind, finished_at=at, counts=counts, sha256=sha256)
    record(EVENTS[kind], run, actor=actor, at=at, count=sum(counts.values()))
    return run
