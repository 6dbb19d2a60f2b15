"""Translations: `extract` collects new texts of every room, `check` looks for gaps, `compile` writes the .mo files.

Each room holds its own catalogue, `locale/pl`. English is the language of the sources; Polish must be complete.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402

LANGUAGE = "pl"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}|<[^>]+>")
HOUR = re.compile(r'^"(?:POT-Creation-Date|Report-Msgid-Bugs-To): .*\n', re.MULTILINE)


def rooms(root: Path) -> list[Path]:
    """The folders with a catalogue of their own: rooms, kernel and config (LOCALE_PATHS)."""
    apps = sorted(place.parent for place in (root / "atut").glob("*/*/apps.py"))
    return [*apps, root / "atut" / "base" / "kernel", root / "atut" / "config"]


def extract(root: Path) -> None:
    """Collect the texts of every room into its catalogue; Django's own makemessages, by gettext."""
    import django
    from django.core.management import call_command

    django.setup()
    was = Path.cwd()
    try:
        for room in rooms(root):
            if not _has_texts(room):
                continue
            (room / "locale" / LANGUAGE / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
            os.chdir(room)
            options = {"no_location": True, "no_obsolete": True, "no_wrap": True, "verbosity": 0}
            call_command("makemessages", locale=[LANGUAGE], ignore_patterns=["tests/*"], **options)
            _without_the_hour(room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po")
    finally:
        os.chdir(was)


def _without_the_hour(path: Path) -> None:
    """The moment of collecting says nothing and makes every change of a catalogue a conflict."""
    text = path.read_text() if path.exists() else ""
    if HOUR.search(text):
        path.write_text(HOUR.sub("", text))


def _has_texts(room: Path) -> bool:
    sources = [path for path in room.rglob("*") if path.suffix in (".py", ".html", ".txt") and "tests" not in path.parts]
    return any(re.search(r"gettext|translate|{% trans", path.read_text(errors="replace")) for path in sources)


def catalogue(path: Path) -> Catalog:
    """A catalogue as committed; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def faults(committed: Catalog, collected: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete."""
    for message in collected:
        if message.id and committed.get(message.id, message.context) is None:
            yield f"missing: {message.id!r}"
    for message in committed:
        if message.id:
            if collected.get(message.id, message.context) is None:
                yield f"unused: {message.id!r}"
            yield from of_one(message)
    for message in committed.obsolete.values():
        yield f"obsolete: {message.id!r}"


def of_one(message: Message) -> Iterator[str]:
    """What is wrong with one entry: untranslated, unsure, other placeholders, a plural form short."""
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    translations = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(translations):
        yield f"untranslated: {message.id!r}"
        return
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if isinstance(message.id, tuple) and len(translations) < 3:
        yield f"plural forms: {message.id!r}"
    wanted = {token for text in originals for token in PLACEHOLDER.findall(text)}
    for text in translations:
        found = set(PLACEHOLDER.findall(text))
        strict = len(originals) == 1
        if (found != wanted) if strict else not found <= wanted:
            yield f"placeholders differ: {message.id!r}: {sorted(found ^ wanted)}"


def said_otherwise(catalogues: dict[str, Catalog]) -> Iterator[str]:
    """The same text with two translations: the program keeps one catalogue, so one room's would be shown everywhere."""
    known: dict[tuple[str | None, str], tuple[str, object]] = {}
    for room, one in catalogues.items():
        for message in one:
            text = message.id if isinstance(message.id, str) else message.id[0]
            first, said = known.setdefault((message.context, text), (room, message.string))
            if text and said != message.string:
                yield f"{room}: {text!r} is {message.string!r} here and {said!r} in {first}; agree, or give one a context"


def check(root: Path = ROOT) -> list[str]:
    """All faults of all rooms; the texts are collected in a copy, so nothing here changes."""
    found, committed = [], {}
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(
            root / "atut", Path(copy) / "atut", ignore=shutil.ignore_patterns("__pycache__", "*.mo", "*.css", "*.woff2")
        )
        extract(Path(copy))
        for room in rooms(root):
            tail = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
            name = room.relative_to(root)
            pair = catalogue(room / tail), catalogue(Path(copy) / name / tail)
            found += [f"{name}: {fault}" for fault in faults(*pair)]
            committed[str(name)] = pair[0]
    return found + list(said_otherwise(committed))


def main(what: str) -> int:
    """Do what was asked for."""
    if what == "extract":
        extract(ROOT)
    elif what == "check":
        found = check()
        print("\n".join(found))
        return 1 if found else 0
    elif what == "compile":
        from atut.config.messages import compile_stale

        print(f"{compile_stale()} catalogues compiled.")
    else:
        print("script/messages extract | check | compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
