"""A database of a test's own, for the processes it starts: a SQLite file in their folder, or a new one on the server of the run."""

import os
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

POSTGRESQL = os.environ.get("ATUT_DATABASE", "") if "://" in os.environ.get("ATUT_DATABASE", "") else ""
KINDS = ["sqlite", *(["postgresql"] if POSTGRESQL else [])]


@contextmanager
def an_empty_database(kind=KINDS[-1]):
    """Its address, for ATUT_DATABASE; of the kind the tests run on when none is named. Gone afterwards, whoever still holds it."""
    if kind == "sqlite":
        yield "sqlite"
        return
    import psycopg

    name, server = f"atut_own_{uuid.uuid4().hex[:8]}", urlsplit(POSTGRESQL)
    with psycopg.connect(urlunsplit(server._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
