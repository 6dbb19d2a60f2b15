"""Databases, files, caches, sessions. No state in a process: everything here is shared by all of them."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from atut.config import tables
from atut.config.settings.environment import ATUT_CACHE, ATUT_DATA, ATUT_DATABASE, ATUT_MAIL, ATUT_MAIL_FROM

ATUT_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ATUT_DATA / "atut.sqlite3",
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        # IMMEDIATE: a transaction that read first could not become a writer under load (decision 0001)
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # closing a list of a hundred places holds the lock for seconds: others wait, they do not fail
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
    },
}


def _database(url: str) -> dict[str, Any]:
    if url == "sqlite":
        return SQLITE
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],  # or a folder with its socket
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(ATUT_DATABASE)}
TABLES = tables.PATH  # what a new embedded database begins with (decision 0026)

MEDIA_ROOT = ATUT_DATA / "media"
STATIC_ROOT = ATUT_DATA / "static"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    # encrypted files of the room files; S3-compatible storage by settings alone
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ATUT_DATA / "files"}},
}

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ATUT_CACHE}
    if ATUT_CACHE
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}
    # room enough that nobody can push out the counts of tries by making many
    | {"OPTIONS": {"MAX_ENTRIES": 100_000}},
    # what this process counts by itself before it adds it to the shared count: never the only copy of anything
    "made": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 300}},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

EMAIL_FILE_PATH = ATUT_DATA / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ATUT_MAIL_FROM
_mail = urlsplit(ATUT_MAIL)
EMAIL_BACKEND = "django.core.mail.backends." + ("smtp" if _mail.scheme else "filebased") + ".EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "starttls"
EMAIL_TIMEOUT = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20  # encrypted before they touch a disk, so never spooled in plain
UPLOADS_MAX_MEMORY_SIZE = 50 * 2**20  # all files of one form together; what is more is let go
MOST_UPLOADED = 100 * 2**20  # a whole form; what is more is refused before it is read
FILE_UPLOAD_HANDLERS = ["atut.base.ui.fields.UploadsInMemory"]
