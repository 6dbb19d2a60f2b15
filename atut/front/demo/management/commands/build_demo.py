"""Builds both founding projects of the demo, unless they stand."""

from typing import Any

from django.core.management.base import BaseCommand

from atut.front.demo.building import build


class Command(BaseCommand):
    help = "Build the demo from its input files. What stands is left alone, with everything that was typed."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--only", help="one folder of demo/inputs")

    def handle(self, *_args: Any, **options: Any) -> None:
        for line in build.everything(only=options["only"]):
            self.stdout.write(line)
            self.stdout.flush()
