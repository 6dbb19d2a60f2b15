"""Real worker processes on one database: one of them runs a job; killed while it does, another takes it after the lease.

On a SQLite file, or in a database of its own on the server that ATUT_DATABASE names.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from atut.base.jobs.tests.one_worker import LEASE
from tests.databases import an_empty_database

pytestmark = [pytest.mark.slow, pytest.mark.own_database]
ROOT = Path(__file__).resolve().parents[4]


class Workers:
    def __init__(self, place, database):
        self.log = place / "log"
        here = {"ATUT_DATA": str(place / "data"), "ATUT_KEY_FILE": str(place / "keys" / "k"), "ATUT_DATABASE": database}
        self.env = {**os.environ, **here, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        lay = self.start("lay", 0)
        assert lay.wait(120) == 0

    def start(self, step, seconds, nap=0.3):
        words = [sys.executable, "-m", "atut.base.jobs.tests.one_worker", step, str(self.log), str(seconds)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        return subprocess.Popen(words, cwd=ROOT, env={**self.env, "NAP": str(nap)}, text=True, **pipes)

    def lines(self):
        """(what, process, moment) as the job wrote them."""
        rows = [line.split() for line in self.log.read_text().splitlines()] if self.log.exists() else []
        return [(what, int(process), float(moment)) for what, process, moment in rows]

    def wait_for(self, count):
        until = time.monotonic() + 120
        while len(self.lines()) < count and time.monotonic() < until:
            time.sleep(0.02)
        assert len(self.lines()) >= count
        return self.lines()


@pytest.fixture
def workers(tmp_path):
    with an_empty_database() as database:
        yield Workers(tmp_path, database)


def go(process):
    process.stdin.write("go\n")
    process.stdin.flush()


def test_of_four_processes_that_look_at_once_exactly_one_runs_the_job(workers):
    started = [workers.start("work", 2) for _unused in range(4)]
    assert [one.stdout.readline() for one in started] == ["ready\n"] * 4
    for one in started:
        go(one)
    assert [one.wait(120) for one in started] == [0] * 4
    assert [what for what, _process, _moment in workers.lines()] == ["begun", "ended"]


def test_killed_while_it_runs_the_job_goes_to_the_other_after_the_lease_and_not_before(workers):
    victim, heir = workers.start("work", 60, nap=60), workers.start("work", LEASE + 4)
    assert [one.stdout.readline() for one in (victim, heir)] == ["ready\n"] * 2
    go(victim)
    [(_begun, first, at)] = workers.wait_for(1)
    go(heir)
    assert first == victim.pid
    victim.kill()
    victim.wait(60)
    lines = workers.wait_for(3)
    assert [(what, process) for what, process, _moment in lines[1:]] == [("begun", heir.pid), ("ended", heir.pid)]
    assert lines[1][2] - at > LEASE - 1  # the lease began a moment before the job wrote its line
    assert heir.wait(120) == 0
    assert len(workers.lines()) == 3, "run once more than needed"
