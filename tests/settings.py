"""Settings of the tests: both databases by ATUT_DATABASE, everything else in a temporary folder, nothing leaves the machine."""

import os
import tempfile
from pathlib import Path

_place = Path(tempfile.mkdtemp(prefix="atut-test-"))
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
