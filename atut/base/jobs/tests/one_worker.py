"""One worker process of the test: `python -m atut.base.jobs.tests.one_worker STEP LOG SECONDS`. Its database is the environment's.

`lay` makes the table and the row of one job; `work` waits for a line on its standard input, then looks for jobs for so
many seconds. The job writes when it begins and ends into LOG; the first one to begin takes as long as `NAP` says.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

LEASE = 4.0
NAP = float(os.environ.get("NAP", "0.3"))


def main(step, log, seconds):
    django.setup()
    from django.db import connection

    from atut.base.jobs import registry, runner
    from atut.base.jobs.models import Job
    from atut.base.kernel import clock

    def work(_at):
        is_first = not Path(log).exists()
        with Path(log).open("a") as lines:
            lines.write(f"begun {os.getpid()} {time.time()}\n")
        time.sleep(NAP if is_first else 0)
        with Path(log).open("a") as lines:
            lines.write(f"ended {os.getpid()} {time.time()}\n")

    once = registry.Declared("test.work", "Once.", work, timedelta(hours=1), None, timedelta(seconds=LEASE))
    registry.JOBS.clear()
    registry.JOBS["test.work"] = once
    if step == "lay":
        with connection.schema_editor() as editor:
            editor.create_model(Job)
        Job.objects.create(name="test.work", next_at=clock.now())
        return
    connection.ensure_connection()
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    until = time.monotonic() + float(seconds)
    while time.monotonic() < until:
        runner.run_one(clock.now())
        time.sleep(0.04)  # as often as processes may look at once without a processor each


if __name__ == "__main__":
    main(*sys.argv[1:])
