"""`script/atut restore FILE`."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from atut.base.keeping import actions, rules
from atut.base.kernel import actors, clock, folders
from atut.base.kernel.errors import Refused
from atut.base.projects.models import Project


class Command(BaseCommand):
    help = (
        "Put a backup back. The archive and the key file are checked before anything is touched; the embedded database is built "
        "apart and swapped in as a whole. Refused while the program runs, and over existing data without --replace."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive that backup wrote")
        parser.add_argument("--replace", action="store_true", help="throw away the data that are here now")
        parser.add_argument("--check", action="store_true", help="only check the archive and the keys")
        parser.add_argument("--here", action="store_true", help="(inner use) fill the folder of ATUT_DATA")

    def handle(self, *, file: Path, replace: bool, check: bool, here: bool, **_options: Any) -> None:
        try:
            manifest = actions.check(file)
            if not check:
                self._restore(file, replace=replace, here=here)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not here:
            self.stdout.write(f"{'Checked' if check else 'Restored'}: {sum(manifest.rows.values())} rows of {manifest.made_at}.")

    def _restore(self, file: Path, *, replace: bool, here: bool) -> None:
        if here:
            actions.restore(file, actor=actors.system(), at=clock.now())
            return
        data: Path = settings.ATUT_DATA
        held = folders.in_use(data)
        if held is None:
            raise rules.InUse
        with held:
            if not replace and _has_data():
                raise rules.NotEmpty
            if _has_data():
                with contextlib.suppress(DatabaseError):  # tables of another version: what was listed before is known
                    actions.list_erasures()
            connection.close()
            if connection.vendor == "sqlite" and not data.is_mount():
                _build_apart(file, data)
            else:
                actions.restore(file, actor=actors.system(), at=clock.now())


def _has_data() -> bool:
    return Project._meta.db_table in connection.introspection.table_names() and Project.objects.exists()


def _build_apart(file: Path, data: Path) -> None:
    """Fill a folder beside, in a process that knows no other, then swap."""
    building = folders.begin_beside(data)
    words = [sys.executable, "manage.py", "restore", str(file.resolve()), "--here"]
    done = subprocess.run(words, check=False, cwd=settings.ROOT, env={**os.environ, "ATUT_DATA": str(building)})  # noqa: S603  # our own words
    if done.returncode:
        raise CommandError("Nothing was changed: the backup could not be put back. The lines above say why.")
    folders.put_in_place(building, data)
