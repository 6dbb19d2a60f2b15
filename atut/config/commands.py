"""The command line, `script/atut`: names with dashes, a help that reads like a manual, the nearest name to a mistyped one.

A command itself lives in the room that owns it, in `management/commands/`.
"""

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One line of the manual."""

    name: str
    arguments: str
    what: str


C = Command
MANUAL: dict[str, tuple[Command, ...]] = {
    "Running": (
        C("serve", "[--bind ADDRESS] [--web-only]", "serve the program and run its jobs until Ctrl-C"),
        C("worker", "[--once]", "run the jobs alone, on a host of their own; --once: what is due now"),
        C("tasks", "", "list the scheduled jobs, when each ran last and runs next"),
        C("create-administrator", "EMAIL", "make the first administrator's account"),
        C("check", "[--deploy]", "look for mistakes in the settings; --deploy: for a public server"),
        C("migrate", "", "bring the tables up to date after an upgrade"),
        C("shell", "", "a Python prompt inside the program, for a developer"),
    ),
    "Data": (
        C(
            "import-people",
            "FILE --project P --office O --actor E-MAIL",
            "read an office's staff list (XLSX, CSV); --dry-run: a preview",
        ),
        C("import-terc", "FILE", "read the official list of communes (GUS, TERC)"),
        C("load-profile", "FILE", "read a funding profile: period, signs, sentence, indicators, export layout"),
        C("recompute-selection", "FILE", "work a closed list out again from its data and say whether it is equal"),
        C("export-monitoring", "--project P", "write the participant and institution export for the funder"),
    ),
    "Safety": (
        C("backup", "FILE", "write database and files into one archive, without the keys"),
        C("restore", "FILE [--replace]", "put a backup back, after checking it and the key file"),
        C("rotate-keys", "", "encrypt everything anew with a new key; goes on where it was interrupted"),
    ),
    "Building": (
        C("build-demo", "", "make the two demo projects by the program's own verbs (demo mode only)"),
        C("messages", "extract | check | compile", "translations: collect new texts, look for gaps, compile"),
    ),
}
EXAMPLES = (
    ("PORT=8080 script/atut serve", "serve on another port"),
    ("script/atut backup /backups/atut.zip", "a backup while the program runs"),
    ("ATUT_DATABASE=postgresql://atut@db/atut script/atut migrate", "tables on a database server"),
)
NAMES = {command.name for group in MANUAL.values() for command in group}


def manual() -> str:
    """The whole help."""
    lines = ["script/atut COMMAND …   runs Atut's command line inside its own environment.", ""]
    for title, group in MANUAL.items():
        lines.append(f"{title}:")
        lines += [f"  {command.name:<21} {command.arguments:<30} {command.what}" for command in group]
        lines.append("")
    lines.append("Examples:")
    lines += [f"  {words:<64} {what}" for words, what in EXAMPLES]
    lines += ["", "script/atut COMMAND --help tells more. Settings come from the environment: docs/reference/settings.md."]
    return "\n".join(lines)


def unknown(name: str) -> str:
    """What to say to a name that is none."""
    near = difflib.get_close_matches(name.replace("_", "-"), sorted(NAMES), n=1, cutoff=0.5)
    hint = f"Did you mean: script/atut {near[0]}?" if near else "script/atut --help lists all commands."
    return f"There is no command “{name}”. {hint}"


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    name, rest = (words[0], words[1:]) if words else ("--help", [])
    if name in ("--help", "-h", "help"):
        print(manual())
        return 0
    if name not in NAMES:
        print(unknown(name), file=sys.stderr)
        return 2
    if name == "serve":
        from atut.config.serving import main as serve

        return serve(rest)
    if name == "messages":
        os.execv(sys.executable, [sys.executable, "script/messages.py", *rest])  # noqa: S606  # our own script
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["script/atut", name.replace("-", "_") if name != "shell" else name, *rest])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
