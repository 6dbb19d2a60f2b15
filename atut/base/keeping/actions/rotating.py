"""Changing the key: a new one on top, everything encrypted anew in batches, then the old ones go.

Killed at any moment it goes on where it was: a key file with more than one key is a rotation that is not finished,
and what the newest key opens is left as it is.
"""

import fcntl
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.functions import Cast

from atut.base.files.models import StoredFile
from atut.base.keeping import permissions, rules
from atut.base.keeping.actions.backing_up import note
from atut.base.keeping.models import Run
from atut.base.kernel.actors import Actor
from atut.base.kernel.crypto import Ciphertext, EncryptedText, read_keys, rotated
from atut.base.kernel.keys import new_key

BATCH = 200


def rotate(*, actor: Actor, at: datetime) -> Run | None:
    """Change the key; None when another process is doing it. Backups made before need the old key still."""
    permissions.rotate_keys.require(actor)
    path = Path(settings.ATUT_KEY_FILE)
    keys = read_keys(path)
    with path.with_suffix(".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if len(keys) == 1:
            _write_keys(path, [Fernet.generate_key().decode(), *keys])
        counts = _encrypt_all(Fernet(read_keys(path)[0]))
        run = note(rules.Kind.ROTATION, counts=counts, actor=actor, at=at)
        _write_keys(path, read_keys(path)[:1])
        return run


def _write_keys(path: Path, keys: list[str]) -> None:
    """Replace the key file as a whole; it is on the disk before anything is encrypted with it."""
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _encrypt_all(newest: Fernet) -> dict[str, int]:
    """Pass over everything until a whole pass finds nothing old: a process may have held the old key for a moment."""
    counts: dict[str, int] = {}
    while True:
        changed = 0
        for model, fields in encrypted_models():
            done = _encrypt_rows(model, fields, newest)
            counts[model._meta.label_lower] = counts.get(model._meta.label_lower, 0) + done
            changed += done
        done = _encrypt_files(newest)
        counts["files"] = counts.get("files", 0) + done
        if not changed + done:
            return {name: count for name, count in counts.items() if count}


def encrypted_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with an encrypted column, and those columns."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.local_concrete_fields if isinstance(field, EncryptedText)]
        if names and model._meta.managed and not model._meta.proxy:
            yield model, names


def _is_new(token: bytes, newest: Fernet) -> bool:
    try:
        for piece in token.split(b"\n"):
            newest.decrypt(piece)
    except InvalidToken:
        return False
    return True


def _encrypt_rows(model: type[models.Model], names: list[str], newest: Fernet) -> int:
    """All rows of a model, a batch a transaction; how many changed."""
    changed, last = 0, None
    while True:
        with transaction.atomic():
            query = model._base_manager.select_for_update().order_by("pk")
            columns: list[Any] = [Cast(models.F(name), models.TextField()) for name in names]
            batch = list((query if last is None else query.filter(pk__gt=last)).values_list("pk", *columns)[:BATCH])
            for pk, *tokens in batch:
                old = {
                    name: token for name, token in zip(names, tokens, strict=True) if token and not _is_new(token.encode(), newest)
                }
                if old:
                    fresh = {name: Ciphertext(rotated(token.encode()).decode()) for name, token in old.items()}
                    model._base_manager.filter(pk=pk).update(**fresh)
                    changed += 1
        if not batch:
            return changed
        last = batch[-1][0]


def _encrypt_files(newest: Fernet) -> int:
    """All stored files: the new bytes under a new name, then the row, then the old bytes go."""
    storage, changed = storages["private"], 0
    for pk in StoredFile.objects.order_by("pk").values_list("pk", flat=True).iterator():
        with transaction.atomic():
            stored = StoredFile.objects.select_for_update().filter(pk=pk).first()
            if stored is None:
                continue
            with storage.open(stored.stored_as) as file:
                token = file.read()
            if _is_new(token, newest):
                continue
            old, stored.stored_as = stored.stored_as, f"{stored.created_at:%Y/%m}/{new_key()}{new_key()}"
            storage.save(stored.stored_as, ContentFile(rotated(token)))
            stored.save(update_fields=["stored_as"])
            transaction.on_commit(lambda name=old: storage.delete(name))  # type: ignore[misc]  # a default binds the name now
            changed += 1
    return changed
