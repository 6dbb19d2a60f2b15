"""Work out a closed list again from its data, on any machine and without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atut.base.kernel.errors import Refused
from atut.work.selection.rules.frozen import checked


class Command(BaseCommand):
    help = (
        "Read the data of a closed list (downloaded beside its protocol, without names), print the list that comes of it,"
        " and say whether it is equal to the one in the file. Needs no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the downloaded file, lista-….json")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        try:
            found = checked(json.loads(options["file"].read_text()))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise CommandError(f"{options['file']} is not the data of a list: {fault!r}") from fault
        for code, line in found.listed.items():
            waits = ", ".join(f"{edition} {position}" for edition, position in line["reserve"].items())
            self.stdout.write(f"{line['rank']:>6}  {code:<12} {', '.join(line['editions']) or 'reserve: ' + waits}")
        if not found.is_hash_right:
            raise CommandError("DIFFERENT: the data are not those whose SHA-256 is in the file.")
        if found.differs:
            raise CommandError(f"DIFFERENT: not the same for {', '.join(found.differs)}.")
        self.stdout.write("EQUAL: the same list from the same data.")
