"""The order of the rooms where import-linter cannot see: keys between tables, templates, addresses, private files, sizes."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.reading import ROOT, imports, levels, room_of, sources, template_names, templates, tree

OPEN = {"rules", "models", "queries", "actions", "permissions"}
# What a room of base/ offers besides; kernel and ui are libraries, open as a whole.
ALSO_OPEN = {
    "base.audit": {"journal"},
    "base.mail": {"outbox"},
    "base.jobs": {"registry"},
    "base.projects": {"revisions", "letterhead", "edge", "contacts"},
    "work.questions": {"forms"},
}
# The demo is made from a folder of input files, read as the command line reads them.
READS_FILES = {"front.demo": {"imports"}}
LIBRARIES = {"base.kernel", "base.ui"}


def upward_keys():
    height = levels()
    for model in apps.get_models():
        here = model.__module__.split(".")
        if here[0] != "atut":
            continue
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            there = field.related_model.__module__.split(".")
            if there[0] != "atut" or there[1:3] == here[1:3]:
                continue
            if height[".".join(there[1:3])] >= height[".".join(here[1:3])]:
                yield f"{model._meta.label}.{field.name} points up to {field.related_model._meta.label}"


def closed_doors(root=ROOT):
    for path in sources(root):
        own = room_of(path, root)
        if own == "config":
            continue
        for line, room, file in imports(path):
            if room == own or room in LIBRARIES or file in OPEN | ALSO_OPEN.get(room, set()) | READS_FILES.get(own, set()):
                continue
            yield f"{path.relative_to(root)}:{line} reaches into {room}.{file}"


def upward_names(root=ROOT):
    height = levels(root)
    by_label = {room.partition(".")[2]: room for room in height}
    for path in [*sources(root), *templates(root)]:
        own = room_of(path, root)
        if own == "config":
            continue
        for kind, name in template_names(path):
            room = by_label.get(re.split(r"[/:]", name)[0])
            if room and room != own and height[room] >= height[own]:
                yield f"{path.relative_to(root)} names the {kind} {name} of a room above or beside"


# Sentences may be put together here: the reader's language is the one thing a rule takes from around it.
PURE = {
    "django.utils": {"formats"},
    "django.db.models": {"TextChoices", "IntegerChoices"},
    "django.utils.translation": {"gettext_lazy", "ngettext_lazy", "pgettext_lazy", "gettext", "ngettext", "pgettext"},
    "django.utils.functional": {"Promise"},
}
WORLDLY = {"os", "subprocess", "random", "secrets", "socket", "pathlib", "io", "time", "sqlite3", "threading", "urllib", "http"}
CLOCK = {("clock", "now"), ("clock", "today"), ("date", "today"), ("datetime", "now"), ("datetime", "today"), ("timezone", "now")}


def impurities(source):
    """What a rules file may not import or ask."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
            yield from (name for name in names if name not in sys.stdlib_module_names or name in WORLDLY)
        elif isinstance(node, ast.ImportFrom):
            yield from _impure_names(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCK:
            yield f"{node.value.id}.{node.attr}"


def _impure_names(node):
    parts = (node.module or "").split(".")
    if parts[0] in sys.stdlib_module_names:
        return [node.module] if parts[0] in WORLDLY else []
    if parts[0] == "atut":
        pure = parts[1:3] == ["base", "kernel"] or "rules" in parts or {alias.name for alias in node.names} == {"rules"}
        return [] if pure else [node.module]
    return [f"{node.module}.{alias.name}" for alias in node.names if alias.name not in PURE.get(node.module, ())]


def impure_rules(root=ROOT):
    for path in sources(root):
        if path.name == "rules.py" or "rules" in path.relative_to(root).parts:
            yield from (f"{path.relative_to(root)}: {name}" for name in impurities(path.read_text()))


FORBIDDEN_NAMES = {"utils", "helpers", "managers", "signals", "constants", "common"}


# At most ten, each with its reason.
LONG_ON_PURPOSE = {
    "atut/work/monitoring/queries/records.py: _record": "one value a line in the order of the funder’s list: read as a list",
}


def sizes(root=ROOT):
    yield from _long_files(root)
    for path in sources(root, tests=True):
        name = path.relative_to(root)
        if path.stem in FORBIDDEN_NAMES:
            yield f"{name}: the name says nothing about what is inside"
        if "tests" not in name.parts:
            yield from _long_functions(path, name)


def _long_files(root):
    """Tests, scripts and the demo too: what is long is not read."""
    others = (path for folder in ("bench", "demo", "e2e", "script", "tests") for path in sorted((root / folder).rglob("*.py")))
    for path in [*sources(root, tests=True), *others, *templates(root)]:
        name, lines = path.relative_to(root), len(path.read_text().splitlines())
        limit = 300 if path.suffix == ".py" and "settings" not in name.parts else 150
        if lines > limit:
            yield f"{name}: {lines} lines, {limit} at most"


def unmarked(root=ROOT):
    """Tests that make a database for processes of their own, and do not say so: they would not run on PostgreSQL."""
    for path in [*(root / "atut").rglob("test_*.py"), *(root / "tests").rglob("test_*.py")]:
        text = path.read_text()
        if "import an_empty_database" in text and "mark.own_database" not in text:
            yield str(path.relative_to(root))


def _long_functions(path, name):
    limit = 25 if name.stem == "views" or "views" in name.parts else 40
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and (length := node.end_lineno - node.lineno + 1) > limit:
            if f"{name}: {node.name}" in LONG_ON_PURPOSE:
                continue
            yield f"{name}:{node.lineno} {node.name}: {length} lines, {limit} at most"


def test_keys_between_tables_point_down():
    assert list(upward_keys()) == []


def test_no_room_reaches_into_the_private_files_of_another():
    assert list(closed_doors()) == []


def test_templates_and_addresses_name_only_rooms_below():
    assert list(upward_names()) == []


def test_rules_know_neither_database_nor_clock():
    assert list(impure_rules()) == []


def test_sizes_stay_readable():
    assert list(sizes()) == []


def test_what_makes_a_database_of_its_own_runs_on_both():
    assert list(unmarked()) == []


# Each check fails where it should ---------------------------------------------------------------


@pytest.fixture
def house(tmp_path):
    """A little house with the same contracts, in which faults are planted."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())

    def plant(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return tmp_path

    return plant


def test_a_reach_into_private_files_is_found(house):
    root = house("atut/work/training/actions.py", "from atut.work.recruitment import models, notices\n")
    assert list(closed_doors(root)) == ["atut/work/training/actions.py:1 reaches into work.recruitment.notices"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("atut/work/recruitment/templates/recruitment/x.html", '{% extends "training/base.html" %}'),
        ("atut/work/recruitment/templates/recruitment/x.html", "{% url 'training:groups' %}"),
        ("atut/base/mail/views.py", "redirect('desk:today')"),
        ("atut/front/desk/views.py", 'reverse("pages:home")'),
    ],
)
def test_a_name_that_points_up_or_beside_is_found(house, path, text):
    assert len(list(upward_names(house(path, text)))) == 1


@pytest.mark.parametrize(
    "line",
    ["from django.db.models import Q", "import os", "from atut.work.partnership import models", "def f():\n    return clock.now()"],
)
def test_an_impure_rule_is_found(house, line):
    assert len(list(impure_rules(house("atut/work/training/rules.py", line)))) == 1


def test_a_pure_rule_is_left_alone(house):
    lines = ["from django.db.models import TextChoices", "from atut.base.kernel.errors import Refused"]
    pure = "\n".join([*lines, "from atut.work.partnership import rules"])
    assert list(impure_rules(house("atut/work/training/rules.py", pure))) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("atut/work/training/actions.py", "x = 1\n" * 301),
        ("atut/work/training/tests/test_actions.py", "x = 1\n" * 301),
        ("e2e/test_home.py", "x = 1\n" * 301),
        ("atut/work/training/utils.py", ""),
        ("atut/work/training/views.py", "def f():\n" + "    x = 1\n" * 26),
        ("atut/work/training/templates/training/x.html", "\n" * 151),
    ],
)
def test_what_grew_too_long_is_found(house, path, text):
    assert len(list(sizes(house(path, text)))) == 1


def test_every_file_is_in_a_room_the_contract_knows():
    known = {*levels(), "config"}
    assert {room_of(path) for path in sources()} <= known
    assert Path(ROOT / "atut").is_dir()
