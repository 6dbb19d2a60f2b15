"""A hundred places stay a hundred: processes and threads at once, one of them killed in the middle.

On a SQLite file always; on PostgreSQL, in a database of its own, when ATUT_DATABASE names a server.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import KINDS, an_empty_database
from tests.reading import ROOT


class Race:
    def __init__(self, folder, database):
        self.env = {
            **os.environ,
            "ATUT_DATABASE": database,
            "ATUT_DATA": str(folder / "data"),
            "ATUT_KEY_FILE": str(folder / "keys" / "atut.keys"),
            "DJANGO_SETTINGS_MODULE": "atut.config.settings",
        }

    def start(self, step, threads=1, seed=0):
        command = [sys.executable, "-m", "atut.work.recruitment.tests.race", step, str(threads), str(seed)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=self.env, cwd=ROOT, text=True, **pipes)

    def answer_of(self, process):
        out, err = process.communicate(timeout=400)
        assert process.returncode == 0, err
        return json.loads(out.splitlines()[-1])

    def run(self, step, processes=1, threads=1):
        started = [self.start(step, threads, seed) for seed in range(processes)]
        said = [answer for one in started for answer in self.answer_of(one)["said"]]
        assert len(said) == processes * threads, "a thread died"
        return said

    def count(self):
        return self.answer_of(self.start("count"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_places_stay_a_hundred(tmp_path, kind):
    with an_empty_database(kind) as database:
        race = Race(tmp_path, database)
        race.answer_of(race.start("lay"))

        closed = race.run("close", processes=2, threads=2)
        assert len(set(closed)) == 1, closed
        now = race.count()
        assert (now["selections"], now["places"], now["offer_mails"]) == (1, {"offered": 100}, 100)

        victim, others = race.start("answer", 3, 7), [race.start("answer", 3, seed) for seed in range(2)]
        for _unused in range(5):
            victim.stdout.readline()
        victim.kill()
        victim.communicate()
        for one in others:
            assert len(race.answer_of(one)["said"]) == 3, "a thread died"
        now = race.count()
        assert now["places"] == {"confirmed": 30, "declined": 30, "offered": 70}
        assert now["balanced"]
        assert now["people"] == now["offered_events"] == now["offer_mails"] == 130
        assert now["declined_events"] == 30

        lapsed = race.run("expire", processes=2, threads=2)
        assert sum(lapsed) == 70, lapsed
        now = race.count()
        assert now["places"] == {"confirmed": 30, "declined": 30, "expired": 70}
        assert (now["balanced"], now["free"]) == (True, 70)
        assert race.run("offer", processes=2, threads=2) == [0, 0, 0, 0]
