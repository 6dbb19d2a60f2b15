"""A database of a test's own, for the processes it starts: a SQLite file in their folder, or a new one on the server of the run."""

import os
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

OF_THE_RUN = os.environ.get("ATUT_DATABASE", "sqlite")
ON_POSTGRESQL = "://" in OF_THE_RUN


@contextmanager
def an_empty_database():
    """Its address, for ATUT_DATABASE; of the kind the tests run on. Gone afterwards, whoever still holds it.

    A test that asks for one is marked `own_database`, so that it runs on both.
    """
    if not ON_POSTGRESQL:
        yield "sqlite"
        return
    import psycopg

    name, server = f"atut_own_{uuid.uuid4().hex[:8]}", urlsplit(OF_THE_RUN)
    with psycopg.connect(urlunsplit(server._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
