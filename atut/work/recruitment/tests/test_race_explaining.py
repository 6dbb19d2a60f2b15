"""A worker killed while it explains a long list loses nothing and doubles nothing: kill -9 between pieces, and inside one.

Real processes, on a SQLite file or in a database of their own on the server that ATUT_DATABASE names.
"""

import signal

import pytest

from atut.work.recruitment.tests.race_explaining import PEOPLE, PIECE, PLACES
from atut.work.recruitment.tests.test_race import Racer
from tests.databases import an_empty_database

WAITING = PEOPLE - PLACES - 1


@pytest.fixture
def workers(tmp_path):
    """Three, of whom two will be killed."""
    with an_empty_database() as database:
        three = [Racer(tmp_path, database, "race_explaining") for _unused in range(3)]
        try:
            yield three
        finally:
            for one in three:
                one.end()


def dies(worker, step):
    worker.begin(step)
    return worker.process.wait(timeout=900) == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.own_database
def test_a_killed_worker_leaves_every_piece_whole_or_not_begun(workers):
    first, second, third = workers
    assert third.ask("lay") == {"is_explained": False}

    assert dies(first, "die_between")
    now = third.ask("count")
    assert len(now["with_list"]) == PIECE
    assert now["with_wishes"] == {code: [reason] for code, reason in now["with_list"].items()}

    assert dies(second, "die_writing")
    assert third.ask("count") == now, "half a piece is no piece"

    kept = third.ask("explain")["kept"]
    now = third.ask("count")
    assert sum(kept) == WAITING - PIECE, "no one is explained twice, and no one is left out"
    assert now["with_list"] == now["wanted"]
    assert {code: [reason] for code, reason in now["with_list"].items()} == now["with_wishes"]
    assert len(now["wanted"]) == sum(now["told"]) == WAITING
    assert len(set(now["notices"])) == len(now["notices"]) == WAITING, "each is written to once"
    assert now["is_explained"]
    assert now["has_annex"]
