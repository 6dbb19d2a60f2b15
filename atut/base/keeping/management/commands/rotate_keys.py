"""`script/atut rotate-keys`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from atut.base.keeping import actions
from atut.base.kernel import actors, clock


class Command(BaseCommand):
    help = (
        "Make a new key and encrypt everything anew with it, while the program runs. Interrupted, it goes on when called again. "
        "Backups made before open with the old key only: keep the copy of the old key file as long as you keep them."
    )

    def handle(self, **_options: Any) -> None:
        run = actions.rotate(actor=actors.system(), at=clock.now())
        if run is None:
            raise CommandError("Another process is changing the keys just now.")
        for name, count in sorted(run.counts.items()):
            self.stdout.write(f"{name}: {count}")
        self.stdout.write("The old key is gone from the key file. Make a new backup now, and copy the key file to its safe place.")
