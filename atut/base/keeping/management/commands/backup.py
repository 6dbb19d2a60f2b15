"""`script/atut backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from atut.base.keeping import actions
from atut.base.kernel import actors, clock


class Command(BaseCommand):
    help = (
        "Write the database and the stored files into one archive, while the program runs. "
        "The keys are not in it: keep a copy of the folder of the key file apart, or the archive cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, such as /backups/atut-2026-11-21.zip")

    def handle(self, *, file: Path, **_options: Any) -> None:
        run = actions.back_up(file, actor=actors.system(), at=clock.now())
        self.stdout.write(f"{file}: {sum(run.counts.values())} rows, {file.stat().st_size / 1e6:.1f} MB, sha256 {run.sha256}")
