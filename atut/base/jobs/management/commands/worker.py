"""`script/atut worker`: run jobs as they come due."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from atut.base.jobs import runner
from atut.base.kernel.stopping import Stop


class Command(BaseCommand):
    help = "Run the jobs that are due, until Ctrl-C or SIGTERM; with --once only those due now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then stop")

    def handle(self, *, once: bool, **_options: Any) -> None:
        if once:
            self.stdout.write(f"{runner.run_due()} jobs ran.")
            return
        stop = Stop()
        stop.on(signal.SIGTERM, signal.SIGINT)
        runner.loop(stop)
