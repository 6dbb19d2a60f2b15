"""The tables of a new embedded database, written down as SQL: what all migrations together lead to, on SQLite.

Running the whole history of Django, Wagtail and Atut takes as long as building a demo project, and always ends the same.
So a new folder begins from `tables.sql` and runs only migrations that are not in it yet (decision 0026). Migrations alone
decide about tables: `script/tables` writes the file from them, and a test compares both roads table by table and row by
row. A database server and a folder that exists know nothing of the file.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

PATH = Path(__file__).with_name("tables.sql")
NOTE = "-- Written by script/tables from the migrations; do not edit."
# What differs from one database to the next: SQL that makes it anew.
MADE_ANEW = {
    ("django_migrations", "applied"): "strftime('%Y-%m-%d %H:%M:%f', 'now')",
    ("wagtailcore_page", "translation_key"): "lower(hex(randomblob(16)))",
}
SHADOW = re.compile(r"_fts_(config|content|data|docsize|idx)$")  # SQLite makes these with their full-text index


def written(connection: sqlite3.Connection) -> str:
    """Tables and rows of a database in which nothing but migrations has run, as SQL that makes another one like it."""
    return "\n".join([NOTE, *_tables(connection), *_rows(connection), *_sequences(connection), ""])


def lay(path: Path) -> None:
    """Make the tables and rows in a database that does not exist yet; a crash costs only the folder being built."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA synchronous=OFF; BEGIN;\n{PATH.read_text(encoding='utf-8')}COMMIT;")


def _objects(connection: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY name", [kind])
    return [(name, sql) for name, sql in found if not name.startswith("sqlite_") and not SHADOW.search(name)]


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    for kind in ("table", "index", "trigger"):
        yield from (f"{sql};" for _name, sql in _objects(connection, kind))


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    for table, sql in _objects(connection, "table"):
        if sql.startswith("CREATE VIRTUAL"):
            continue  # an index of rows that stand elsewhere; triggers fill it
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        quoted = ", ".join(f'quote("{column}")' for column in columns)
        for row in connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):
            values = [MADE_ANEW.get((table, column), value) for column, value in zip(columns, row, strict=True)]
            yield f'INSERT INTO "{table}" VALUES ({", ".join(values)});'


def _sequences(connection: sqlite3.Connection) -> Iterator[str]:
    """The last number given in a table whose row of that number is gone: it is not given again."""
    for table, last in connection.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0 ORDER BY name").fetchall():
        if connection.execute(f'SELECT coalesce(max(rowid), 0) FROM "{table}"').fetchone()[0] != last:
            yield f"INSERT OR REPLACE INTO sqlite_sequence VALUES ('{table}', {last});"
