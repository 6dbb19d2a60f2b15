"""What is left out on PostgreSQL is asked there by another test."""

import json

from tests import statements
from tests.statements import left_out, shape


def test_the_number_of_values_and_rows_makes_no_other_shape():
    assert shape('SELECT 1 WHERE "a" IN (%s, %s, %s) LIMIT 21') == shape('SELECT 1 WHERE "a" IN (%s) LIMIT 2')
    assert shape("INSERT INTO x VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO x VALUES (%s, %s)")
    assert shape('SELECT "a" FROM "x"') != shape('SELECT "b" FROM "x"')
    assert shape('SELECT 1 WHERE "a" = %s') != shape('SELECT 1 WHERE "a" < %s')


def test_only_what_others_ask_is_left_out():
    asked = {"verb": {1, 2}, "page": {1}, "alone": {1, 9}, "wide": {3, 4, 5}, "narrow": {3, 4}}
    assert left_out(asked, {"page", "alone", "wide", "narrow"}) == {"page", "narrow"}


def test_a_test_that_opens_no_page_or_is_not_known_always_runs():
    asked = {"verb": {1}, "other verb": {1}}
    assert left_out(asked, {"new page"}) == set()


def test_every_shape_is_still_sent():
    asked = {f"page {number}": {number % 7, number % 5 + 10, number % 3 + 20} for number in range(60)}
    out = left_out(asked, set(asked))
    assert out
    assert set().union(*(asked[name] for name in asked.keys() - out)) == set().union(*asked.values())


def test_without_a_run_on_sqlite_every_test_runs(monkeypatch, tmp_path, request):
    for folder in ("", str(tmp_path / "nothing"), str(tmp_path)):
        monkeypatch.setattr(statements, "FOLDER", folder)
        assert statements.known() == {}
        assert statements.not_asked_again(request.session.items) == []


def test_what_the_processes_of_a_run_left_is_put_together(monkeypatch, tmp_path):
    monkeypatch.setattr(statements, "FOLDER", str(tmp_path))
    for process, name in (("1", "a"), ("2", "b")):
        (tmp_path / f"{process}.json").write_text(json.dumps({name: [1]}))
    assert statements.known() == {"a": {1}, "b": {1}}
