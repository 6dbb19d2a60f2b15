"""What makes a backup whole, and when putting one back or changing the keys is refused."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

FORMAT = 1


class Kind(TextChoices):
    """What was done to the installation as a whole."""

    BACKUP = "backup", _("Backup made")
    RESTORE = "restore", _("Backup put back")
    ROTATION = "rotation", _("Keys changed")


class NotABackup(Refused):
    """The file is something else, or its list of contents is missing: it was cut off while it was copied."""

    message = _("This file is not a complete backup of Atut. Copy it again from where it is kept.")


class Damaged(Refused):
    """A part of the archive is not what was written."""

    message = _("The backup is damaged: “%(part)s” is not what was written. Use another copy of the file.")


class TooNew(Refused):
    """Made by a later version."""

    message = _("This backup was made by a newer version of Atut. Install that version first, then restore.")


class WrongKeys(Refused):
    """The key file does not open the data of the backup."""

    message = _("The key file does not open this backup: the key %(fingerprint)s is missing. Bring the key file kept with it.")


class NotEmpty(Refused):
    """There are data already."""

    message = _("There are data here already. Make a backup of them, then restore with --replace.")


class InUse(Refused):
    """The program is running on the data."""

    message = _("Atut is running on these data. Stop it first, then restore.")


class OtherTables(Refused):
    """A database server holds tables of another version than the backup."""

    message = _("The tables in the database are of another version than the backup. Restore into an empty database.")


@dataclass(frozen=True)
class Manifest:
    """The list of contents, written last: hash of every part, the keys needed, the migrations the tables stand at."""

    format: int
    made_at: str
    keys: list[str]
    migrations: list[list[str]]
    rows: dict[str, int]
    parts: dict[str, str]


def fingerprint(key: str) -> str:
    """A name for a key that tells nothing about it."""
    return hashlib.sha256(b"atut key " + key.encode()).hexdigest()[:12]


def must_be_readable(manifest: Manifest) -> None:
    """Refuse what a later version wrote."""
    if manifest.format > FORMAT:
        raise TooNew


def must_be_opened_by(manifest: Manifest, keys: Iterable[str]) -> None:
    """Refuse before anything is touched when a key is missing."""
    held = {fingerprint(key) for key in keys}
    for needed in manifest.keys:
        if needed not in held:
            raise WrongKeys(fingerprint=needed)


def must_be_known(manifest: Manifest, known: Iterable[tuple[str, str]]) -> None:
    """Refuse a backup whose tables this version has never had."""
    if {(app, name) for app, name in manifest.migrations} - set(known):
        raise TooNew


KEPT_BACKUPS = 14  # nightly ones; older archives of ours are deleted
LONGEST_WITHOUT = timedelta(days=3)


def name_of_backup(moment: datetime) -> str:
    """Such as atut-2026-11-21-0200.zip: the order of names is the order of time."""
    return f"atut-{moment:%Y-%m-%d-%H%M%S}.zip"
