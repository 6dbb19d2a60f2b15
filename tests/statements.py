"""Which tests open pages and ask the database nothing that no other test asks (decision 0048).

With ATUT_STATEMENTS, a folder of the run of all parts (script/check), each test on SQLite leaves there the shapes of the
statements it sends. The run on PostgreSQL reads them and leaves out tests that open pages, one after another, as long as
every shape is still sent by a test that runs. What is not known is not left out: without the folder every test runs.
"""

import json
import os
import re
from pathlib import Path
from zlib import crc32

import pytest
from django.db import connection

from tests.databases import ON_POSTGRESQL
from tests.reading import ROOT

FOLDER = os.environ.get("ATUT_STATEMENTS", "")
OPENS_PAGES = {"client", "patient_client"}
NO_QUESTION = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")

_shapes, _now, _asked = {}, set(), {}


def shape(sql):
    """A statement without how many values it has, and how many rows it wants."""
    sql = re.sub(r"%s(?:, %s)+", "%s", sql)
    return re.sub(r"(LIMIT|OFFSET) \d+", r"\1", re.sub(r"\(%s\)(?:, \(%s\))+", "(%s)", sql))


def _note(execute, sql, params, many, context):
    number = _shapes.get(sql)
    if number is None:
        number = _shapes[sql] = 0 if sql.startswith(NO_QUESTION) else crc32(shape(sql).encode())
    _now.add(number)
    return execute(sql, params, many, context)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """On SQLite: what this test asks."""
    if not FOLDER or ON_POSTGRESQL:
        return (yield)
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)
    _now.clear()
    done = yield
    if shapes := _now - {0}:
        _asked[item.nodeid] = sorted(shapes)
    return done


def pytest_sessionfinish():
    if _asked:
        Path(FOLDER).mkdir(exist_ok=True)
        (Path(FOLDER) / f"{os.getpid()}.json").write_text(json.dumps(_asked))


def known():
    """What each test asked in the run on SQLite; empty where there was none."""
    found = {}
    for path in sorted(Path(FOLDER).glob("*.json")) if FOLDER else ():
        found |= {name: set(shapes) for name, shapes in json.loads(path.read_text()).items()}
    return found


def left_out(asked, openers):
    """Of the tests that open pages, by name, those whose every shape is sent by tests that run: few that ask much stay."""
    sent = set().union(*(shapes for name, shapes in asked.items() if name not in openers))
    out = set()
    for name in sorted(openers & asked.keys(), key=lambda name: (-len(asked[name]), name)):
        if asked[name] <= sent:
            out.add(name)
        sent |= asked[name]
    return out


def not_asked_again(items):
    """Tests of these that PostgreSQL can do without. Odd input is typed into both: there the words count, not the statements."""
    odd = set(re.findall(r"`([\w/.]+\.py::\w+)`", (ROOT / "docs" / "bad-input.md").read_text()))
    openers = {
        item.nodeid
        for item in items
        if not OPENS_PAGES.isdisjoint(item.fixturenames)
        and item.get_closest_marker("own_database") is None
        and "transactional_db" not in item.fixturenames
        and f"{item.location[0]}::{item.originalname}" not in odd
    }
    out = left_out(known(), openers)
    return [item for item in items if item.nodeid in out]
