"""Write docs/reference/ from the program; `--check` says what is not up to date."""

import ast
import importlib
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
PLACE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by script/docs; do not edit. -->\n\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines) + "\n"
    )


def our_rooms() -> list[Any]:
    """Our Django applications, in the order of the rooms from below."""
    from django.apps import apps

    order = list(module_order())
    ours = [config for config in apps.get_app_configs() if config.name.startswith("atut.")]
    return sorted(ours, key=lambda config: order.index(config.name.removeprefix("atut.")))


def module_order() -> Iterator[str]:
    """Rooms from below, as the import contracts have them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for storey in ("base", "work", "front"):
        rows = next(c["layers"] for c in contracts if c.get("containers") == [f"atut.{storey}"])
        for row in reversed(rows):
            yield from (f"{storey}.{room.strip()}" for room in row.split("|"))


def rooms_page() -> str:
    """The order of the rooms with the sentence of each."""
    rows = []
    for number, room in enumerate(module_order(), 1):
        file = ROOT / "atut" / Path(*room.split(".")) / "__init__.py"
        rows.append([str(number), f"`{room}`", (ast.get_docstring(ast.parse(file.read_text())) or "").split("\n\n")[0]])
    words = "From below: a room may import those with a smaller number (rooms beside each other never do).\n\n"
    return "# Order of the rooms\n\n" + words + table(["", "room", "what is in it"], rows)


def tables_of_moves() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of moves: verb -> (from any of these, to this)."""
    for config in our_rooms():
        place = Path(config.path)
        for file in [place / "rules.py", *sorted((place / "rules").glob("*.py"))]:
            if not file.exists() or "MOVES" not in file.read_text():
                continue
            dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            for name, moves in vars(importlib.import_module(dotted)).items():
                if name.endswith("MOVES") and isinstance(moves, dict) and all(isinstance(verb, str) for verb in moves):
                    yield f"{config.label}: {name}", moves


def moves_page() -> str:
    """Which verb leads from where to where, as tables and diagrams."""
    parts = ["# Moves\n\nA verb is the name of an action; it is refused from any other state.\n"]
    for title, moves in tables_of_moves():
        rows = [[f"`{verb}`", ", ".join(sorted(str(f.value) for f in froms)), str(to.value)] for verb, (froms, to) in moves.items()]
        drawn = [f"    {f.value} --> {to.value}: {verb}" for verb, (froms, to) in moves.items() for f in sorted(froms)]
        diagram = "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])
        parts.append(f"\n## {title}\n\n{table(['verb', 'from', 'to'], rows)}\n{diagram}\n")
    return "".join(parts)


def permissions_page() -> str:
    """Who may do what; and which address asks for which permission."""
    from django.utils import translation

    from atut.base.kernel.permissions import REGISTER

    _import_all("permissions", "views")
    with translation.override("en"):
        rows = [
            [f"`{one.name}`", "everybody" if one.public else ", ".join(sorted(one.roles)) or "signed in",
             "yes" if one.or_if else "", str(one.why)]
            for one in sorted(REGISTER.values(), key=lambda one: one.name)
        ]  # fmt: skip
    addresses = [[f"`/{where}`", f"`{name}`", f"`{needs}`"] for where, name, needs in _addresses()]
    words = "“Or by relation”: also the person concerned, a trainer for an own group and the like.\n\n"
    return (
        "# Permissions\n\n" + words + table(["permission", "roles", "or by relation", "why"], rows)
        + "\n# Addresses\n\n" + table(["path", "name", "permission"], addresses)
    )  # fmt: skip


def _import_all(*names: str) -> None:
    for config in our_rooms():
        for name in names:
            if (Path(config.path) / f"{name}.py").exists() or (Path(config.path) / name).is_dir():
                importlib.import_module(f"{config.name}.{name}")


def _addresses() -> list[tuple[str, str, str]]:
    from django.urls import URLPattern, get_resolver

    found = []

    def walk(resolver: Any, prefix: str, space: str) -> None:
        for entry in resolver.url_patterns:
            whole = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                if needs := getattr(entry.callback, "needs", None):
                    found.append((whole, f"{space}{entry.name}", needs.name))
            else:
                walk(entry, whole, f"{entry.namespace}:" if entry.namespace else space)

    walk(get_resolver(), "", "")
    return sorted(found)


def events_page() -> str:
    """Every event of the audit trail and the file that records it."""
    found = set()
    for path in sorted((ROOT / "atut").rglob("*.py")):
        if "tests" not in path.parts:
            found |= {
                (event, str(path.relative_to(ROOT))) for event in re.findall(r'"([a-z_]+\.[a-z_]+\.[a-z_]+)"', _records(path))
            }
    return "# Audit events\n\n" + table(["event", "recorded in"], [[f"`{event}`", f"`{path}`"] for event, path in sorted(found)])


def _records(path: Path) -> str:
    text = path.read_text()
    calls = [ast.get_source_segment(text, node.args[0]) or "" for node in ast.walk(ast.parse(text)) if _is_record(node)]
    named = [line for line in text.splitlines() if "Kind." in line and re.search(r'"\w+\.\w+\.\w+"', line)]
    return "\n".join([*calls, *named])


def _is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and bool(node.args) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record"


def retention_page() -> str:
    """The register of personal data: what, why, on what basis, how long."""
    from django.utils import translation

    with translation.override("en"):
        registers = [config.name for config in our_rooms() if (Path(config.path) / "personal_data.py").exists()]
        sets = [one for name in registers for one in importlib.import_module(f"{name}.personal_data").DATA_SETS]
        rows = [
            [f"`{one.model}`", str(one.purpose), str(one.basis), str(one.retention), ", ".join((*one.identifier, *one.sensitive))]
            for one in sets
        ]
    rows = [row for row in rows if row[1]]
    return "# Personal data and retention\n\n" + table(["table", "purpose", "basis", "kept", "encrypted or sensitive"], rows)


def settings_page() -> str:
    """What the environment decides, from the comments in the settings."""
    text = (ROOT / "atut" / "config" / "settings" / "environment.py").read_text()
    rows = [
        [f"`{name}`", " ".join(line.removeprefix("#:").strip() for line in words.strip().splitlines())]
        for words, name in re.findall(r"((?:^#: .*\n)+)(\w+)", text, flags=re.MULTILINE)
    ]
    return "# Settings\n\nAll come from the environment.\n\n" + table(["variable", "what it decides"], rows)


def exports_page() -> str:
    """Columns of every export."""
    parts = ["# Exports\n"]
    for config in our_rooms():
        file = Path(config.path) / "exports.py"
        if file.exists():
            module = importlib.import_module(f"{config.name}.exports")
            parts.append(f"\n## {config.label}\n\n{(module.__doc__ or '').strip()}\n")
    for file in sorted((ROOT / "atut/base/projects/profiles").glob("*.json")):
        parts += _columns_of_profile(file)
    return "".join(parts)


def _columns_of_profile(file: Path) -> Iterator[str]:
    """The columns of the funder's files, in their order, as the profile that comes with Atut gives them."""
    profile = json.loads(file.read_text())
    for kind, given in profile["data"].get("exports", {}).items():
        yield f"\n## {kind}, by the profile {profile['code']}\n\n"
        rows = [
            [
                c.get("code", ""),
                c["header_pl"],
                f"`{c['source']}`",
                c.get("required", ""),
                c.get("dictionary", ""),
                "yes" * bool(c.get("sensitive")),
            ]
            for c in given["columns"]
        ]
        yield table(["code", "column", "from", "required", "dictionary", "sensitive"], rows)


PAGES = {
    "rooms.md": rooms_page,
    "moves.md": moves_page,
    "permissions.md": permissions_page,
    "audit-events.md": events_page,
    "retention.md": retention_page,
    "settings.md": settings_page,
    "exports.md": exports_page,
}


def pages() -> dict[str, str]:
    """All pages as they should stand."""
    import django

    django.setup()
    return {name: NOTE + make() for name, make in PAGES.items()}


def stale() -> list[str]:
    """Pages that do not say what the program does."""
    return [name for name, text in pages().items() if not (PLACE / name).exists() or (PLACE / name).read_text() != text]


def main(words: list[str]) -> int:
    """Write or check."""
    os.environ["ATUT_DEMO"] = "0"  # the reference is of a real installation, also when a test asks
    os.environ["DJANGO_SETTINGS_MODULE"] = "atut.config.settings"
    if "--check" in words:
        if old := stale():
            print(f"Not up to date: {', '.join(old)}. Run script/docs.")
        return 1 if old else 0
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (PLACE / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
