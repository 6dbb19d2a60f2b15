"""Freeze an export for the funder and write its files into a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.kernel.errors import Refused
from atut.base.projects.models import Project
from atut.work.monitoring import actions
from atut.work.monitoring.rules.kinds import ExportKind


class Command(BaseCommand):
    help = (
        "Check participants or institutions of a project, keep the export with its difference to the last one, and write"
        " XLSX and CSV into a folder. The files hold all data of people: choose a folder only you can read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("project", help="slug of the project, as in its address")
        parser.add_argument("--kind", choices=ExportKind.values, default=ExportKind.PARTICIPANTS)
        parser.add_argument("--to", type=Path, help="folder for the files; without it they are only kept in the program")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  # Django's signature
        project = Project.objects.select_related("profile").filter(slug=options["project"]).first()
        if project is None:
            raise CommandError(f"There is no project “{options['project']}”.")
        try:
            export = actions.freeze_export(project, options["kind"], actor=system(project.pk), at=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{export.people} in the file, {export.rows} rows, {export.left_out} left out, {export.problems} problems;"
            f" against the last export: {export.difference}"
        )
        for stored in (export.xlsx, export.csv):
            if options["to"] and stored:
                options["to"].mkdir(parents=True, exist_ok=True, mode=0o700)
                place = options["to"] / stored.name
                place.touch(mode=0o600)
                place.write_bytes(files.read(stored))
                self.stdout.write(f"{place} sha256 {stored.sha256}")
