"""Putting a backup back: everything is checked first, then built apart, then swapped in as a whole."""

import base64
import contextlib
import hashlib
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command, get_commands
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from atut.base.keeping import permissions, rules
from atut.base.keeping.actions.backing_up import CHUNK, is_converted, kept_models, note, sha256_of
from atut.base.keeping.actions.erasures import erase_restored
from atut.base.keeping.models import Run
from atut.base.kernel.actors import Actor
from atut.base.kernel.crypto import Ciphertext, read_keys


def manifest_of(archive: zipfile.ZipFile) -> rules.Manifest:
    """The list of contents."""
    try:
        return rules.Manifest(**json.loads(archive.read("manifest.json")))
    except (KeyError, TypeError, ValueError) as wrong:
        raise rules.NotABackup from wrong


def check(source: Path) -> rules.Manifest:
    """Refuse a backup that is cut off, damaged, too new or not opened by the key file. Touches nothing."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = manifest_of(archive)
            rules.must_be_readable(manifest)
            rules.must_be_opened_by(manifest, read_keys(Path(settings.ATUT_KEY_FILE)))
            rules.must_be_known(manifest, _known_migrations())
            for name, expected in manifest.parts.items():
                if _hash_of(archive, name) != expected:
                    raise rules.Damaged(part=name)
    except (zipfile.BadZipFile, OSError) as wrong:
        raise rules.NotABackup from wrong
    return manifest


def _known_migrations() -> set[tuple[str, str]]:
    loader = MigrationLoader(None)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    return set(loader.disk_migrations) | {(app, name) for app, name in replaced}


def _hash_of(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as part:
            hashed = hashlib.sha256()
            while piece := part.read(CHUNK):
                hashed.update(piece)
    except (KeyError, zipfile.BadZipFile) as wrong:
        raise rules.Damaged(part=name) from wrong
    return hashed.hexdigest()


def restore(source: Path, *, actor: Actor, at: datetime) -> Run:
    """Put a checked backup into this database and storage; the caller has made sure that nobody uses them.

    The tables are brought to where the backup stands, filled, and brought up to date: an old backup fits a new version.
    Rows change in one transaction; files are written before it, under names of their own. Who was erased after the backup
    was made is erased again, by the list beside the backups.
    """
    permissions.restore_backup.require(actor)
    manifest = check(source)
    historical = _tables_at(manifest)
    with zipfile.ZipFile(source) as archive:
        _put_files(archive, manifest)
        with _unordered(), transaction.atomic():
            _empty(historical)
            for model in kept_models(historical):
                _fill(model, archive)
            _reset_sequences(historical)
            connection.check_constraints()
    call_command("migrate", interactive=False, verbosity=0)
    if "update_index" in get_commands():
        call_command("update_index", verbosity=0)
    run = note(rules.Kind.RESTORE, counts=manifest.rows, sha256=sha256_of(source), actor=actor, at=at)
    erase_restored(run, actor=actor, at=at)
    return run


def _tables_at(manifest: rules.Manifest) -> Any:
    """Bring the tables to the backup's migrations; the registry of the models as they were then."""
    wanted = {(app, name) for app, name in manifest.migrations}
    applied = set(MigrationRecorder(connection).applied_migrations())
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    nodes = [node for node in graph.nodes if node in wanted]
    if not applied and connection.vendor == "sqlite" and set(nodes) == _written_for() & set(graph.nodes):
        connection.connection.executescript(f"BEGIN;\n{settings.TABLES.read_text(encoding='utf-8')}COMMIT;")
        applied = set(nodes)
    if not applied:
        executor.migrate([node for node in nodes if not any(child.key in wanted for child in graph.node_map[node].children)])
    elif {node for node in applied if node in graph.nodes} != set(nodes):
        raise rules.OtherTables
    if applied and set(nodes) == set(graph.nodes):
        return apps
    return MigrationExecutor(connection).loader.project_state(nodes).apps


def _written_for() -> set[tuple[str, str]]:
    """The migrations that led to the tables written down for a new embedded database: to run them anew takes as long as a start."""
    said = re.findall(
        r"""^INSERT INTO "django_migrations" VALUES \(\d+, '(\w+)', '(\w+)'""", settings.TABLES.read_text(), re.MULTILINE
    )
    return set(said)


@contextlib.contextmanager
def _unordered() -> Iterator[None]:
    """Rows may come before those they point to: PostgreSQL looks at the end, SQLite is told to."""
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _empty(registry: Any) -> None:
    with connection.cursor() as cursor:
        for model in registry.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  # our own table names


def _fill(model: type[models.Model], archive: zipfile.ZipFile) -> None:
    """All rows of one table, as they were: no defaults, no automatic times."""
    fields = model._meta.local_concrete_fields
    name = f"rows/{model._meta.label_lower}.jsonl"
    if name not in archive.namelist():
        return
    with archive.open(name) as lines:
        by_name = {field.attname: field for field in fields}  # a model of another time may hold them in another order
        columns = [by_name[column] for column in json.loads(next(iter(lines)))]
        objects = (model(**dict(_values(columns, json.loads(line)))) for line in lines)
        size = max(1, connection.ops.bulk_batch_size(list(fields), [None] * 500))
        while batch := list(itertools.islice(objects, size)):
            model._base_manager._insert(batch, fields=list(fields), raw=True, using=connection.alias)  # type: ignore[attr-defined]  # what bulk_create ends in; bulk_create itself refuses page types and changes times


def _values(fields: Any, row: list[Any]) -> Iterator[tuple[str, Any]]:
    for field, value in zip(fields, row, strict=True):
        if value is None:
            yield field.attname, None
        elif is_converted(field) and isinstance(field, models.TextField):
            yield field.attname, Ciphertext(value)
        elif isinstance(field, models.BinaryField):
            yield field.attname, base64.b64decode(value)
        elif isinstance(field, models.JSONField) and not is_converted(field):
            yield field.attname, value
        else:
            yield field.attname, field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _reset_sequences(registry: Any) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models(registry)):
            cursor.execute(statement)


def _put_files(archive: zipfile.ZipFile, manifest: rules.Manifest) -> None:
    for part in manifest.parts:
        kind, _slash, name = part.partition("/")
        storage = {"files": storages["private"], "media": storages["default"]}.get(kind)
        if storage is not None and not storage.exists(name):
            storage.save(name, ContentFile(archive.read(part)))
