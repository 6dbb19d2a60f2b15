"""Reading the program's own sources: which room a file is in, how high the room stands, what it imports."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STOREYS = ("base", "work", "front", "config")


def levels(root: Path = ROOT) -> dict[str, int]:
    """How high each room stands (`work.recruitment`: 13), from the import contracts; rooms beside each other share a number."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found: dict[str, int] = {}
    height = 0
    for storey in STOREYS[:3]:
        rows = next(c["layers"] for c in contracts if c.get("containers") == [f"atut.{storey}"])
        for row in reversed(rows):
            height += 1
            found |= {f"{storey}.{room.strip()}": height for room in row.split("|")}
    return found


def room_of(path: Path, root: Path = ROOT) -> str:
    """`work.recruitment` for a file in that room; `config` for what stands above all."""
    parts = path.relative_to(root / "atut").parts
    return f"{parts[0]}.{parts[1]}" if parts[0] in STOREYS[:3] and len(parts) > 2 else "config"


def sources(root: Path = ROOT, *, tests: bool = False) -> Iterator[Path]:
    """Python files of the program, without migrations."""
    for path in sorted((root / "atut").rglob("*.py")):
        parts = path.relative_to(root).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def templates(root: Path = ROOT) -> Iterator[Path]:
    """Templates of the program."""
    yield from sorted(p for p in (root / "atut").rglob("templates/**/*") if p.suffix in (".html", ".txt", ".typ", ".svg"))


def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, room and file of every import from another room of ours: (7, "work.recruitment", "models")."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.ImportFrom | ast.Import):
            continue
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] != "atut" or len(parts) < 3:
                continue
            files = [parts[3]] if len(parts) > 3 else [alias.name for alias in node.names]
            for file in files:
                yield node.lineno, f"{parts[1]}.{parts[2]}", file


def template_names(path: Path) -> Iterator[tuple[str, str]]:
    """("template", "ui/desk.html") and ("url", "recruitment:calls") that a template or a Python file names."""
    text = path.read_text()
    if path.suffix == ".py":
        patterns = {"url": r"""\b(?:reverse|reverse_lazy|redirect)\(\s*["'](\w+:\w+)["']"""}
    else:
        patterns = {
            "template": r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""",
            "url": r"""{%\s*url\s+["'](\w+:\w+)["']""",
        }
    for kind, pattern in patterns.items():
        yield from ((kind, name) for name in re.findall(pattern, text))
