"""The tables can be made from nothing by the migrations, on the database of the run, and no change is without one."""

import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest

from atut.config.settings.environment import ROOT

SERVER = os.environ.get("ATUT_DATABASE", "sqlite")


@contextmanager
def an_empty_database():
    """Of the kind the tests run on."""
    if "://" not in SERVER:
        yield "sqlite"
        return
    import psycopg

    name, server = f"atut_empty_{uuid.uuid4().hex[:8]}", urlsplit(SERVER)
    with psycopg.connect(urlunsplit(server._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_the_tables_come_from_the_migrations_alone(tmp_path):
    (tmp_path / "data").mkdir()
    settings = {"ATUT_DATA": str(tmp_path / "data"), "ATUT_KEY_FILE": str(tmp_path / "keys" / "k"), "ATUT_DEMO": "1"}
    with an_empty_database() as database:
        env = {**os.environ, **settings, "ATUT_DATABASE": database, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
        for words in (["migrate", "-v0"], ["migrate", "--check"], ["makemigrations", "--check", "--dry-run"]):
            done = subprocess.run(
                [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr


def test_migrations_are_named_for_what_they_do():
    names = [path.stem for path in (ROOT / "atut").rglob("migrations/0*.py")]
    assert names
    assert not [name for name in names if "auto" in name]
