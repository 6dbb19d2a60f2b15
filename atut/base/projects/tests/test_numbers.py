"""Numbers of series: no gaps, no repeats, also for clients that come at the same moment."""

import contextlib
import threading

import pytest
from django.db import OperationalError, connection, transaction

from atut.base.projects.actions import next_number, written_number


@pytest.mark.django_db
def test_numbers_run_on_within_a_project_series_and_year(project, other_project):
    first = [next_number(project, series="certificate", year=2026) for _unused in range(3)]
    assert first == [1, 2, 3]
    assert next_number(project, series="certificate", year=2027) == 1
    assert next_number(project, series="application", year=2026) == 1
    assert next_number(other_project, series="certificate", year=2026) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rollback_gives_the_number_back(project):
    next_number(project, series="certificate", year=2026)
    with transaction.atomic():
        next_number(project, series="certificate", year=2026)
        transaction.set_rollback(True)
    assert next_number(project, series="certificate", year=2026) == 2


@pytest.mark.django_db(transaction=True)
def test_clients_at_the_same_moment_get_different_numbers(project):
    got = []

    def client():
        mine = 0
        while mine < 10:
            with contextlib.suppress(OperationalError):  # SQLite in memory does not wait for the other client: come again
                got.append(next_number(project, series="certificate", year=2026))
                mine += 1
        connection.close()

    clients = [threading.Thread(target=client) for _unused in range(4)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    assert sorted(got) == list(range(1, 41))


@pytest.mark.django_db
def test_a_number_is_written_with_the_prefix_of_the_project(project):
    assert written_number(project, 47, 2026) == "TST/2026/0047"
    assert written_number(project, 10001, 2026, letter="Z") == "TST/Z/2026/10001"
