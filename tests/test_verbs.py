"""Verbs: the only place that writes; each leaves an audit entry named for what happened; each move has exactly one verb."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps

from atut.base.audit.journal import ACTIONS
from tests.reading import ROOT, room_of, sources, tree

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
INSERTS = {"insert", "insert_missing"}  # kernel.prepared
# Writing is the trade of these; nobody else writes outside actions.
MAY_WRITE = {
    "atut/base/audit/journal.py": "the journal itself",
    "atut/base/projects/revisions.py": "counts changes for the journal",
    "atut/base/mail/outbox.py": "writes the notice in the verb's transaction",
    "atut/base/mail/tasks.py": "claims and marks messages; says nothing about the work",
    "atut/base/jobs/runner.py": "claims and marks jobs; says nothing about the work",
    "atut/front/search/index.py": "keeps what can be made again from the rooms; says nothing about the work",
    "atut/base/accounts/models.py": "Django's auth makes users by its manager",
}
IRREGULAR = {
    "made", "sent", "put", "taken", "withdrawn", "drawn", "frozen", "begun", "seen", "told", "read", "shown", "given", "held",
    "left", "paid", "written", "rebuilt", "set", "split", "found", "chosen", "known", "met", "born", "sworn", "undone", "done",
    "lost", "kept", "ran", "built", "bound", "broken", "brought", "sold", "bought", "run",
}  # fmt: skip


def is_actions(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parts


def is_write(node: ast.AST) -> bool:
    """A call that changes a table. A storage, a dict or a hash is told by its positional argument."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in INSERTS:
        return True
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
        return False
    if node.func.attr in ("bulk_create", "bulk_update", "get_or_create", "update_or_create"):
        return True
    if node.func.attr in ("update", "create"):
        return bool(node.keywords) and not node.args
    return not node.args


def stray_writes(root=ROOT):
    for path in sources(root):
        name = path.relative_to(root)
        if is_actions(name) or str(name) in MAY_WRITE:
            continue
        yield from (f"{name}:{node.lineno} {ast.unparse(node.func)}()" for node in ast.walk(tree(path)) if is_write(node))


def called(node):
    """Names of the functions a function calls."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            yield inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")


def is_verb(node):
    return any(getattr(d, "id", getattr(d, "attr", "")) == "action" for d in getattr(node, "decorator_list", ()))


def silent_verbs(root=ROOT):
    """Verbs that neither record nor call something that does (by name, through helpers of the room and verbs of others)."""
    functions, verbs = {}, []
    for path in sources(root):
        if is_actions(path.relative_to(root)) or path.name == "journal.py":
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef):
                    functions.setdefault(node.name, set()).update(called(node))
                    if is_verb(node):
                        verbs.append((path.relative_to(root), node.name))
    loud = {"record"}
    while more := {name for name, calls in functions.items() if calls & loud} - loud:
        loud |= more
    yield from (f"{path}: {name}" for path, name in verbs if name not in loud)


def misnamed_events(root=ROOT):
    for path in sources(root):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) != "record" or not isinstance(node.args[0].value, str):
                continue
            event = node.args[0].value
            if not is_well_named(event, room_of(path, root)):
                yield f"{path.relative_to(root)}:{node.lineno} {event}"


def is_well_named(event, room):
    parts = event.split(".")
    if len(parts) != 3 or not re.fullmatch(r"[a-z_.]+", event) or parts[0] != room.rpartition(".")[2]:
        return False
    words = parts[2].split("_")
    return any(word.endswith("ed") or word in IRREGULAR for word in words)


def test_only_verbs_write():
    assert list(stray_writes()) == []


def test_the_list_of_those_who_may_write_stays_short_and_true():
    assert len(MAY_WRITE) <= 10
    assert all((ROOT / name).exists() for name in MAY_WRITE)


def test_every_verb_leaves_an_audit_entry():
    assert list(silent_verbs()) == []


def test_events_are_named_for_what_happened():
    assert list(misnamed_events()) == []


def tables_of_moves():
    """(room's folder, name of the table, table: verb -> (from any of these, to this)) of every rules module."""
    for config in apps.get_app_configs():
        place = Path(config.path)
        if not config.name.startswith("atut."):
            continue
        for file in [place / "rules.py", *sorted((place / "rules").glob("*.py"))]:
            if file.exists() and "MOVES" in file.read_text():
                dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
                for name, table in vars(importlib.import_module(dotted)).items():
                    if name.endswith("MOVES") and isinstance(table, dict) and all(isinstance(verb, str) for verb in table):
                        yield place, f"{dotted}.{name}", table


def verbs_of(place):
    """Names of the verbs of a room."""
    for path in sources():
        if place in path.parents and is_actions(path.relative_to(ROOT)):
            yield from (node.name for node in tree(path).body if isinstance(node, ast.FunctionDef) and is_verb(node))


def test_every_move_leads_from_known_states_to_a_known_state():
    tables = list(tables_of_moves())
    assert tables
    for _place, name, table in tables:
        kinds = {type(target) for _froms, target in table.values()} | {type(s) for froms, _to in table.values() for s in froms}
        assert len(kinds) == 1, name


def test_every_move_has_exactly_one_verb():
    wrong = []
    for place, name, table in tables_of_moves():
        verbs = list(verbs_of(place))
        wrong += [f"{name}: {verb} has {verbs.count(verb)} actions" for verb in table if verbs.count(verb) != 1]
    assert wrong == []


def plant(tmp_path, path, text):
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    ["place.save()", "Place.objects.create(a=1)", "Place.objects.filter(pk=1).update(a=1)", "place.delete()", "insert(place)"],
)
def test_a_write_outside_actions_is_found(tmp_path, line):
    assert len(list(stray_writes(plant(tmp_path, "atut/work/training/views.py", line)))) == 1


@pytest.mark.parametrize("line", ["hashed.update(piece)", "storage.save(name, content)", "known.update({1: 2})"])
def test_what_only_looks_like_a_write_is_left_alone(tmp_path, line):
    assert list(stray_writes(plant(tmp_path, "atut/work/training/views.py", line))) == []


def test_a_silent_verb_is_found(tmp_path):
    text = "@action\ndef quiet(x):\n    x.save()\n\n@action\ndef loud(x):\n    _note(x)\n\ndef _note(x):\n    record('a', x)\n"
    assert list(silent_verbs(plant(tmp_path, "atut/work/training/actions.py", text))) == ["atut/work/training/actions.py: quiet"]


@pytest.mark.parametrize("event", ["training.group", "recruitment.group.opened", "training.group.open", "Training.group.opened"])
def test_a_misnamed_event_is_found(tmp_path, event):
    root = plant(tmp_path, "atut/work/training/actions.py", f"record({event!r}, x)")
    assert len(list(misnamed_events(root))) == 1


def test_verbs_are_registered_under_their_own_module():
    for config in apps.get_app_configs():
        if config.name.startswith("atut.") and (Path(config.path) / "actions.py").exists():
            importlib.import_module(f"{config.name}.actions")
    assert all(name.startswith(("atut.", "tests.")) for name in ACTIONS)
