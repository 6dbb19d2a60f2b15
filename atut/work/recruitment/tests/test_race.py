"""A hundred places stay a hundred: thirty-two clients in three processes at once, one of which is killed in the middle.

On a SQLite file, or in a database of its own on the server that ATUT_DATABASE names.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import an_empty_database
from tests.reading import ROOT

CLIENTS = 32


class Racer:
    """A process that waits for steps."""

    def __init__(self, folder, database, program="race"):
        own = {"ATUT_DATA": str(folder / "data"), "ATUT_KEY_FILE": str(folder / "keys" / "atut.keys"), "ATUT_DATABASE": database}
        env = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        command = [sys.executable, "-m", f"atut.work.recruitment.tests.{program}"]
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


def clients(racers):
    """Thirty-two, shared out among the processes."""
    return [CLIENTS // len(racers) + (place < CLIENTS % len(racers)) for place in range(len(racers))]


def begin(racers, step, first=None):
    """The step by all clients, at once; with a `first`, that process has given one answer before the others begin."""
    for seed, (one, threads) in enumerate(zip(racers, clients(racers), strict=True)):
        one.begin(step, threads, seed)
        if one is first:
            one.process.stdout.readline()


def end(racers, threads):
    """What every client says when it is done."""
    said = [one.answer()["said"] for one in racers]
    assert [len(each) for each in said] == threads, "a thread died"
    return [answer for each in said for answer in each]


def run(racers, step):
    """The step by all clients, to its end."""
    begin(racers, step)
    return end(racers, clients(racers))


@pytest.mark.slow
@pytest.mark.own_database
def test_a_hundred_places_stay_a_hundred(racers):
    victim, *others = racers
    closed = run(racers, "close")
    assert len(closed) == CLIENTS
    assert len(set(closed)) == 1, closed
    now = others[0].ask("count")
    assert (now["selections"], now["places"], now["offer_mails"]) == (1, {"offered": 100}, 100)

    begin(racers, "answer", first=victim)
    victim.end()
    end(others, clients(racers)[1:])
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
    assert run(others, "offer") == [0] * CLIENTS
