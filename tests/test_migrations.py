"""The migrations make the tables from nothing, on the database of the run; what is written down from them is the same."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from atut.config import tables
from atut.config.settings.environment import ROOT
from tests.databases import an_empty_database


def run(*words, **settings):
    env = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "atut.config.settings"}
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


HELD = """
import json, sys
from django.apps import apps
from django.db import connection
with connection.cursor() as cursor:
    # the index of the search is another one on each database
    names = sorted(name for name in connection.introspection.table_names(cursor) if not name.startswith("wagtailsearch"))
    tables = {name: sorted(c.name for c in connection.introspection.get_table_description(cursor, name)) for name in names}
def rows(label):
    model = apps.get_model(label)
    found = sorted(" ".join(map(str, row)) for row in model._base_manager.values_list(*said[label]))
    return [row for row in found if not row.startswith("wagtailsearch")]
said = {
    "auth.Permission": ["content_type__app_label", "content_type__model", "codename", "name"],
    "auth.Group": ["name"], "auth.Group_permissions": ["group__name", "permission__codename"],
    "wagtailcore.Page": ["path", "title", "slug", "url_path", "live"], "wagtailcore.Site": ["hostname", "port", "is_default_site"],
    "wagtailcore.Collection": ["path", "name"], "wagtailcore.Locale": ["language_code"], "wagtailcore.Workflow": ["name"],
    "wagtailcore.GroupPagePermission": ["group__name", "page__path", "permission__codename"],
    "wagtailcore.GroupCollectionPermission": ["group__name", "collection__path", "permission__codename"],
}
counted = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in ("contenttypes", "wagtailsearch")]
counts = {m._meta.label: m._base_manager.count() for m in counted if m._meta.label not in said}
print(json.dumps([tables, counts, {label: rows(label) for label in said}]))
"""


@pytest.mark.slow
@pytest.mark.own_database
def test_the_tables_come_from_the_migrations_alone(tmp_path):
    """On SQLite: character by character. On PostgreSQL, which only the migrations make: the same tables, columns and rows."""
    settings = {"ATUT_KEY_FILE": str(tmp_path / "keys" / "k"), "ATUT_DEMO": "1"}
    with an_empty_database() as database:
        migrated = settings | {"ATUT_DATA": str(tmp_path / "data"), "ATUT_DATABASE": database}
        if database == "sqlite":
            run("script/tables.py", "--check", **migrated)
        else:
            (tmp_path / "written").mkdir()
            tables.lay(tmp_path / "written" / "atut.sqlite3")
            laid = settings | {"ATUT_DATA": str(tmp_path / "written"), "ATUT_DATABASE": "sqlite"}
            run("manage.py", "migrate", "-v0", **migrated)
            run("manage.py", "createcachetable", **migrated)
            assert json.loads(run("manage.py", "shell", "-v0", "-c", HELD, **migrated)) == json.loads(
                run("manage.py", "shell", "-v0", "-c", HELD, **laid)
            )
            run("manage.py", "migrate", "--check", **migrated)
        run("manage.py", "makemigrations", "--check", "--dry-run", **migrated)


def test_a_new_folder_runs_the_migrations_that_are_not_written_down_yet(tmp_path):
    """Somebody has added a migration and not run script/tables: nothing is lost but time."""
    last = re.search(r'^INSERT INTO "django_migrations" VALUES \(\d+, \'sessions\'.*\n', tables.PATH.read_text(), re.MULTILINE)
    text = tables.PATH.read_text().replace(last.group(), "")
    text = re.sub(r'^CREATE (TABLE|INDEX) "django_session.*\n', "", text, flags=re.MULTILINE)
    (tmp_path / "tables.sql").write_text(text)
    code = "import sys; from pathlib import Path; from atut.config import preparing, tables; "
    code += "place = Path(sys.argv[1]); tables.PATH = place / 'tables.sql'; preparing.make_ready(place, demo=False, fast=True)"
    settings = {"ATUT_DATA": str(tmp_path), "ATUT_KEY_FILE": str(tmp_path / "keys" / "k"), "ATUT_DATABASE": "sqlite"}
    run("-c", code, str(tmp_path), **settings)
    with closing(sqlite3.connect(tmp_path / "atut.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM django_migrations WHERE app = 'sessions'").fetchone() == (1,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_migrations_are_named_for_what_they_do():
    names = [path.stem for path in (ROOT / "atut").rglob("migrations/0*.py")]
    assert names
    assert not [name for name in names if "auto" in name]
