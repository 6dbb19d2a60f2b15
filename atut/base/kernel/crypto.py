"""Encryption of what must not be read from a stolen disk, and keyed hashes (decision 0002).

The keys lie in a file outside the data folder: one Fernet key a line, the newest first. Rotation puts a
new key on top, re-encrypts every column and file, then drops the old ones (`script/atut rotate-keys`).
"""

import contextlib
import functools
import hashlib
import hmac
import io
import json
import os
import threading
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

PIECE = 2**18


def read_keys(path: Path) -> list[str]:
    """The keys in the file, newest first. A new installation gets its first key here, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
        with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(own, path)  # whole or not at all: nobody reads an empty file
        own.unlink()
    keys = path.read_text().split()
    if not keys:
        raise ImproperlyConfigured(f"The key file {path} is empty: without it nothing encrypted can be read.")
    return keys


@functools.lru_cache(maxsize=4)
def _ring(path: str, _changed: int) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in read_keys(Path(path))])


def ring() -> MultiFernet:
    """The keys now in force; read again when the file changes, so a rotation needs no restart."""
    path = Path(settings.ATUT_KEY_FILE)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        read_keys(path)
        return ring()
    return _ring(settings.ATUT_KEY_FILE, changed)


def encrypt(plain: bytes) -> bytes:
    """Ciphertext under the newest key. Large bytes piece by piece, a line each: a piece takes six times its size for a moment."""
    keys, token = ring(), io.BytesIO()
    for start in range(0, max(len(plain), 1), PIECE):
        token.write(b"\n" * bool(start) + keys.encrypt(plain[start : start + PIECE]))
    return token.getvalue()


def decrypt(token: bytes) -> bytes:
    """Plain bytes; `Unreadable` when no key in force made this ciphertext."""
    keys = ring()
    try:
        return b"".join(keys.decrypt(piece) for piece in token.split(b"\n"))
    except InvalidToken as wrong:
        raise Unreadable("This value was encrypted with a key that is not in the key file.") from wrong


def rotated(token: bytes) -> bytes:
    """The same under the newest key."""
    keys = ring()
    return b"\n".join(keys.rotate(piece) for piece in token.split(b"\n"))


class Unreadable(Exception):
    """The key file does not belong to these data: an operator's mistake, never a person's."""


def new_secret() -> str:
    """A random secret for keyed hashes, hex, 256 bits."""
    return os.urandom(32).hex()


def keyed_hash(secret: str, value: str) -> str:
    """HMAC-SHA256, hex. Finds the same PESEL again without holding it readable."""
    return hmac.new(bytes.fromhex(secret), value.encode(), hashlib.sha256).hexdigest()


class Ciphertext(str):
    """Already encrypted: written as it is. For backups and key rotation, which never look inside."""

    __slots__ = ()


class EncryptedText(models.TextField):  # type: ignore[type-arg]  # TextField takes no parameters at run time
    """Text that is encrypted in the database and plain in the program. Cannot be searched or ordered by."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt; empty text and NULL stay as they are."""
        if isinstance(value, Ciphertext):
            return str(value)
        return encrypt(str(value).encode()).decode() if value else value

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Decrypt."""
        return decrypt(value.encode()).decode() if value else value


class EncryptedJSON(EncryptedText):
    """A small structure (answers, drafts), encrypted as one value. Default: empty dict."""

    _pyi_private_set_type: Any  # what django-stubs lets be assigned and read
    _pyi_private_get_type: Any

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", dict)
        options.setdefault("blank", True)
        super().__init__(**options)

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt the JSON text."""
        if isinstance(value, Ciphertext):
            return super().get_prep_value(value)
        return super().get_prep_value(json.dumps(value, ensure_ascii=False)) if value else ""

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Decrypt and read the JSON text."""
        plain = super().from_db_value(value, _expression, _connection)
        return json.loads(plain) if plain else {}

    def to_python(self, value: Any) -> Any:
        """Structures pass through; text is JSON."""
        return json.loads(value) if isinstance(value, str) and value else value or {}

    def value_to_string(self, obj: Any) -> str:
        """JSON text for serialisers."""
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
