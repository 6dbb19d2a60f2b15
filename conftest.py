"""Fixtures for every test of the building. Time is passed in; nothing leaves the machine; no mocks of our own code."""

import gc
import socket
from datetime import datetime

import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

from atut.base.kernel import clock
from tests.databases import ON_POSTGRESQL

pytest_plugins = ["tests.statements"]

# A busy machine is no fault of a rule: no example has a time limit. The same examples each time, so that a change is judged by
# what it changes; `pytest --hypothesis-profile searching` draws new ones.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("atut", settings.get_profile("searching"), derandomize=True)
settings.load_profile("atut")

gc.disable()  # while everything is read in, nothing of it becomes garbage


def pytest_collection_finish():
    """What is read in by now stays to the end: to look through it again and again for garbage was a quarter of a run."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


def pytest_collection_modifyitems(config, items):
    """Slow ones first. On PostgreSQL only what asks a database there: rules, words and SQLite folders are the other run's.

    Nor pages whose every statement is sent by another test (tests/statements.py).
    """
    from tests import statements

    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if ON_POSTGRESQL:
        alike = {item for item in items if not _asks_the_database(item)} | set(statements.not_asked_again(items))
        config.hook.pytest_deselected(items=[item for item in items if item in alike])
        items[:] = [item for item in items if item not in alike]


def _asks_the_database(item):
    marked = any(map(item.get_closest_marker, ("django_db", "own_database")))
    return marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only loopback: a test that reaches out fails."""
    real = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tables of the tests come from the models; the full-text table of SQLite only from Wagtail's migration."""
    import importlib

    from django.db import connection

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            made = importlib.import_module("wagtail.search.migrations.0006_customise_indexentry").Migration.operations[-1]
            with connection.schema_editor() as editor:
                editor.execute("DROP TABLE wagtailsearch_indexentry_fts")
                for operation in made.database_operations:
                    editor.execute(operation.sql)


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test begins as a process does: tables are rolled back between tests, what a process keeps is not."""
    from atut.base.projects import revisions

    revisions.forget()


@pytest.fixture(autouse=True)
def _polish():
    """Each test begins in Polish, whatever language the one before it answered in."""
    translation.activate("pl")


@pytest.fixture
def client():
    """Django's client; every page it opens is checked (tests/pages.py)."""
    from tests.pages import CheckedClient

    return CheckedClient()


@pytest.fixture
def patient_client():
    """For hundreds of requests in one test; its pages are not checked."""
    from tests.pages import PatientClient

    return PatientClient()


@pytest.fixture
def at() -> datetime:
    """A working Monday noon in Warsaw, within both test projects."""
    return clock.at(clock.today().replace(month=5, day=11), 12)


@pytest.fixture
def project(db):
    """A project on the host `testserver`."""
    from atut.base.projects.tests.factories import a_project

    return a_project(host="testserver")


@pytest.fixture
def other_project(db):
    """Another project, of which the first must never learn."""
    from atut.base.projects.tests.factories import a_project

    return a_project(host="other.testserver", slug="other")


@pytest.fixture
def office(db):
    """A gmina office."""
    from atut.base.projects.tests.factories import an_office

    return an_office("Sabnie")


@pytest.fixture
def coordinator(project):
    """The coordinator of `project`."""
    from atut.base.accounts.tests.factories import an_actor

    return an_actor("coordinator", project)


@pytest.fixture
def signed_in(client, project):
    """A function: a test client signed in as a user with a role (in an office, where the role needs one)."""
    from atut.base.accounts.tests.factories import a_user

    def sign_in(role: str, organisation=None, in_project=None):
        user = a_user(role, in_project or project, organisation)
        client.force_login(user)
        client.user = user
        return client

    return sign_in
