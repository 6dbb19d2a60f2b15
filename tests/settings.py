"""Settings of the tests: both databases by ATUT_DATABASE, everything else in a temporary folder, nothing leaves the machine."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def _without_owner() -> None:
    """Folders of runs that were killed go now: nobody holds their lock. One that was only just made has no data yet."""
    for data in Path(tempfile.gettempdir()).glob("atut-tests-*/data"):
        with suppress(OSError):
            held = os.open(data.parent, os.O_RDONLY)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(data.parent)
            finally:
                os.close(held)


_without_owner()
_folder = tempfile.TemporaryDirectory(prefix="atut-tests-", ignore_cleanup_errors=True)  # goes when the process ends
_place = Path(_folder.name)
_held = os.open(_place, os.O_RDONLY)
fcntl.flock(_held, fcntl.LOCK_EX)
os.environ["ATUT_DATA"] = str(_place / "data")
os.environ["ATUT_KEY_FILE"] = str(_place / "keys" / "atut.keys")
os.environ["ATUT_BACKUPS"] = str(_place / "backups")
os.environ["ATUT_DEMO"] = "1"

from atut.config.messages import compile_stale  # noqa: E402
from atut.config.settings import *  # noqa: E402, F403

compile_stale()  # before Django reads the catalogues, so that the first run sees new translations

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "made")}
