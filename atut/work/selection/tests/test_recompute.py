"""The command with which an auditor works a list out again."""

import json

import pytest
from django.core.management import CommandError, call_command

from atut.work.selection.rules import frozen
from atut.work.selection.rules.terms import Bound, Terms
from atut.work.selection.tests.factories import one, share


@pytest.fixture
def data():
    kept = frozen.freeze(
        [one("x", 9), one("o", 1, facts={"age_45"}), one("y", 5)], Terms({"a": 2}, (Bound("age_45", at_least=share(50)),))
    )
    return {"input": kept, "hash": frozen.hash_of(kept), "list": frozen.given(frozen.selected(kept))}


def run(data, folder):
    (folder / "lista.json").write_text(frozen.canonical(data))
    call_command("recompute_selection", str(folder / "lista.json"))


def test_the_same_data_give_the_same_list(data, tmp_path, capsys):
    run(data, tmp_path)
    said = capsys.readouterr().out
    assert "EQUAL" in said
    assert [line.split()[1:] for line in said.splitlines()[:3]] == [["x", "a"], ["y", "reserve:", "a", "1"], ["o", "a"]]


def test_another_list_is_told_by_code(data, tmp_path):
    data["list"]["y"] = data["list"]["y"] | {"editions": ["a"]}
    with pytest.raises(CommandError, match="DIFFERENT: not the same for y"):
        run(data, tmp_path)


def test_other_data_are_told(data, tmp_path):
    data["input"]["terms"]["most_places"] = 2
    with pytest.raises(CommandError, match="SHA-256"):
        run(json.loads(json.dumps(data)), tmp_path)


def test_a_draw_with_another_secret_is_refused(data, tmp_path):
    data["draw"] = {"secret": "a", "commitment": "b", "list_hash": "d", "public_value": "c"}
    with pytest.raises(CommandError, match=r"published when the call opened|ogłoszonego"):
        run(data, tmp_path)


def test_any_other_file_is_told(tmp_path):
    with pytest.raises(CommandError, match="not the data of a list"):
        run({"input": {}}, tmp_path)
