"""`script/atut tasks`: what runs by itself, and when."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import formats

from atut.base.jobs import registry, runner
from atut.base.jobs.models import Job
from atut.base.kernel import clock


class Command(BaseCommand):
    help = "List the scheduled jobs: what each does, how often it runs, when it ran last and runs next."

    def handle(self, **_options: Any) -> None:
        runner.ensure_rows(clock.now())
        rows = {job.name: job for job in Job.objects.all()}
        for declared in registry.load().values():
            row = rows[declared.name]
            self.stdout.write(f"{declared.name}  ({declared.schedule})")
            self.stdout.write(f"    {declared.what}")
            last = formats.date_format(clock.local(row.last_finished_at), "Y-m-d H:i:s") if row.last_finished_at else "never"
            then = formats.date_format(clock.local(row.next_at), "Y-m-d H:i:s")
            self.stdout.write(
                f"    last {last}, next {then}{', STOPPED: ' + row.last_error[-200:] if row.state == 'stopped' else ''}"
            )
