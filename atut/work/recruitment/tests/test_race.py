"""A hundred places stay a hundred: processes and threads at once, one of them killed in the middle.

On a SQLite file, or in a database of its own on the server that ATUT_DATABASE names.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import an_empty_database
from tests.reading import ROOT


class Racer:
    """A process that waits for steps."""

    def __init__(self, folder, database):
        own = {"ATUT_DATA": str(folder / "data"), "ATUT_KEY_FILE": str(folder / "keys" / "atut.keys"), "ATUT_DATABASE": database}
        env = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        command = [sys.executable, "-m", "atut.work.recruitment.tests.race"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=env, cwd=ROOT, text=True, **pipes)

    def begin(self, step, threads=1, seed=0):
        self.process.stdin.write(f"{step} {threads} {seed}\n")
        self.process.stdin.flush()

    def answer(self):
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise AssertionError("the process died; its last words are on the error stream")

    def ask(self, step):
        self.begin(step)
        return self.answer()

    def end(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def racers(tmp_path):
    """Three, on tables of their own."""
    with an_empty_database() as database:
        three = [Racer(tmp_path, database) for _unused in range(3)]
        try:
            three[0].ask("lay")
            yield three
        finally:
            for one in three:
                one.end()


def answers_of(racers, threads):
    said = [one.answer()["said"] for one in racers]
    assert [len(each) for each in said] == [threads] * len(racers), "a thread died"
    return [answer for each in said for answer in each]


def run(racers, step):
    """The step in two threads of each, at once; what every thread says."""
    for seed, one in enumerate(racers):
        one.begin(step, 2, seed)
    return answers_of(racers, 2)


@pytest.mark.slow
@pytest.mark.own_database
def test_a_hundred_places_stay_a_hundred(racers):
    victim, *others = racers
    closed = run(others, "close")
    assert len(set(closed)) == 1, closed
    now = others[0].ask("count")
    assert (now["selections"], now["places"], now["offer_mails"]) == (1, {"offered": 100}, 100)

    for seed, one in enumerate(racers):
        one.begin("answer", 3, seed)
    for _unused in range(5):
        victim.process.stdout.readline()
    victim.end()
    answers_of(others, 3)
    now = others[0].ask("count")
    assert now["places"] == {"confirmed": 30, "declined": 30, "offered": 70}
    assert now["balanced"]
    assert now["people"] == now["offered_events"] == now["offer_mails"] == 130
    assert now["declined_events"] == 30

    lapsed = run(others, "expire")
    assert sum(lapsed) == 70, lapsed
    now = others[0].ask("count")
    assert now["places"] == {"confirmed": 30, "declined": 30, "expired": 70}
    assert (now["balanced"], now["free"]) == (True, 70)
    assert run(others, "offer") == [0, 0, 0, 0]
