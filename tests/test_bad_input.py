"""docs/bad-input.md names tests that exist; a try without a test is no promise."""

import ast
import re

from tests.reading import ROOT

PAGE = ROOT / "docs" / "bad-input.md"


def named(text):
    return re.findall(r"`([\w/.]+\.py)::(\w+)`", text)


def functions(path):
    return (
        {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}
        if path.exists()
        else set()
    )


def missing(text):
    yield from (f"{file}::{name}" for file, name in named(text) if name not in functions(ROOT / file))


def test_every_try_names_a_test_that_is_there():
    text = PAGE.read_text()
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| try", "| ---"))]
    assert len(rows) >= 15
    assert [row for row in rows if not named(row)] == []
    assert list(missing(text)) == []


def test_a_test_that_is_gone_is_found():
    assert list(missing("`tests/test_bad_input.py::test_gone`, `tests/no_file.py::test_a`")) == [
        "tests/test_bad_input.py::test_gone",
        "tests/no_file.py::test_a",
    ]
