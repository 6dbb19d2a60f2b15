"""Taking in a staff list from the command line: the same verbs as on the screen."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from atut.base.accounts.models import User
from atut.base.accounts.queries import actor_for
from atut.base.files import actions as files
from atut.base.kernel import clock
from atut.base.kernel.actors import Actor
from atut.base.kernel.errors import Refused
from atut.base.projects.models import Organisation, Project
from atut.work.partnership import actions
from atut.work.partnership.imports import Reading
from atut.work.partnership.models import StaffImport


class Command(BaseCommand):
    help = (
        "Take in a staff list (XLSX or CSV) of an office. accepted + rejected = rows, always; rejected rows are written beside"
        " the list with their reasons. The same list again changes nothing. With --dry-run nothing is changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the list, as the HR clerk keeps it")
        parser.add_argument("--project", required=True, help="short name or host of the project")
        parser.add_argument("--office", required=True, help="short name, full name or key of the partner's office")
        parser.add_argument("--actor", required=True, help="e-mail of the person who brings the list")
        parser.add_argument("--dry-run", "--preview", dest="preview", action="store_true", help="only say what would change")

    def handle(self, *_args: Any, **options: Any) -> None:
        project, office, actor = self._who(options)
        file: Path = options["file"]
        try:
            with transaction.atomic():
                brought = actions.bring_staff_list(
                    project, office, content=file.read_bytes(), name=file.name, actor=actor, at=clock.now()
                )
                self._say_reading(brought)
                if options["preview"]:
                    self._say_plan(brought)
                    actions.discard_staff_list(brought, actor=actor, at=clock.now())
                    return
                done = actions.apply_staff_list(brought, actor=actor, at=clock.now())
        except (Refused, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        except PermissionDenied as wrong:
            raise CommandError(f"{options['actor']} may not bring lists of this office.") from wrong
        self._say_done(done, file)

    def _who(self, options: dict[str, Any]) -> tuple[Project, Organisation, Actor]:
        wanted = options["project"]
        project = Project.objects.filter(slug=wanted).first() or Project.objects.filter(host=wanted).first()
        if project is None:
            raise CommandError(f"There is no project “{wanted}”.")
        partners = Organisation.objects.filter(partnerships__project=project)
        name = options["office"]
        found = [one for one in partners if name in (one.key, one.name)] or [one for one in partners if one.short_name == name]
        if len(found) != 1:
            known = ", ".join(sorted(one.name for one in partners))
            raise CommandError(f"“{name}” is not exactly one partner of the project. Partners: {known}.")
        user = User.objects.filter(email=options["actor"].lower()).first()
        if user is None:
            raise CommandError(f"There is no account {options['actor']}.")
        return project, found[0], actor_for(user, project)

    def _say_reading(self, brought: StaffImport) -> None:
        reading = Reading(**brought.reading)
        how = f"{reading.encoding}, separator “{reading.separator}”" if reading.encoding else f"sheet “{reading.sheet}”"
        columns = ", ".join(f"{kind}: {column + 1}" for kind, column in reading.mapping.items())
        self.stdout.write(f"Read as {how}; headings in row {reading.header_row + 1}; columns {columns}.")

    def _say_plan(self, brought: StaffImport) -> None:
        _table, plan = actions.planned(brought, clock.now())
        counts = ", ".join(f"{plan.count(outcome)} {outcome}" for outcome in ("new", "changed", "unchanged", "rejected"))
        self.stdout.write(f"{len(plan.rows)} rows would be: {counts}. {plan.pesels_dropped} PESELs would not be kept.")
        for row in plan.rejected:
            self.stdout.write(f"  row {row.line}: {'; '.join(row.reasons)}")

    def _say_done(self, done: StaffImport, file: Path) -> None:
        self.stdout.write(
            f"{done.rows} rows: {done.accepted} accepted ({done.added} new, {done.changed} changed, {done.unchanged} unchanged),"
            f" {done.rejected} rejected; {done.pesels_dropped} PESELs not kept."
        )
        if done.rejected_file is not None:
            place = file.with_name(done.rejected_file.name)
            place.write_bytes(files.read(done.rejected_file))
            self.stdout.write(f"Rejected rows with reasons: {place}")
