"""Reading the official list of communes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.kernel.errors import Refused
from atut.base.projects import actions
from atut.base.projects.imports import terc


class Command(BaseCommand):
    help = (
        "Read the official list of communes of GUS (TERC: CSV or XML, also zipped). Without a file: the list that comes with Atut."
        " Reading the same list again changes nothing; a confirmed DEGURBA is never touched."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=terc.SHIPPED, help="such as TERC_Urzedowy_2026-01-01.zip")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            rows = terc.read_terc(options["file"].read_bytes())
            loaded = actions.load_communes(rows, actor=system(), at=clock.now())
        except (Refused, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{len(rows)} gminas: {loaded.added} new, {loaded.changed} changed, {loaded.unchanged} unchanged.")
        self.stdout.write("DEGURBA stays unverified until somebody confirms it on the partner's page.")
