"""Loading a funding profile from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.kernel.errors import Refused
from atut.base.projects import actions, imports


class Command(BaseCommand):
    help = "Load what a funder prescribes (JSON). Different data make a new version; the same data change nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as atut/base/projects/profiles/feplus_2021_2027.json")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            read = imports.read_profile(options["file"].read_bytes())
            profile = actions.load_profile(
                read.code, read.data, name=read.name, valid_from=read.valid_from, actor=system(), at=clock.now()
            )
        except (Refused, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{profile.code}, version {profile.version}")
