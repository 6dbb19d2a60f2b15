"""Reading the folder of input files: project.json, staff lists, applications, entry data, absences."""

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDERS = ("friendly-office", "professional-official")
Row = dict[str, str]


def root() -> Path:
    """Where the shipped input files are."""
    return Path(settings.ROOT) / "demo" / "inputs"


@dataclass(frozen=True)
class Inputs:
    """The input files of one project."""

    folder: Path

    @cached_property
    def plan(self) -> dict[str, Any]:
        """project.json: texts, organisations, goals, programme, calls, people with accounts."""
        return json.loads((self.folder / "project.json").read_text(encoding="utf-8"))

    @cached_property
    def comments(self) -> list[dict[str, Any]]:
        """comments.json: what visitors said about the page of the project."""
        path = self.folder / "comments.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    @cached_property
    def pages(self) -> dict[str, Any]:
        """pages.json: what the editors wrote: greeting, news, documents, pictures."""
        path = self.folder / "pages.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @cached_property
    def duties(self) -> dict[str, Any]:
        """duties.json: the description of the project, the particulars of the accessibility statement, tests, barriers."""
        path = self.folder / "duties.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @cached_property
    def answers(self) -> dict[str, list[Row]]:
        """answers.json: what people wrote for a committee, by call, in the order of its applications."""
        path = self.folder / "answers.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def staff_lists(self) -> list[Path]:
        """One file an office, named by the organisation's code."""
        return sorted((self.folder / "staff").iterdir())

    def rows(self, name: str) -> list[Row]:
        """A `;` table as dictionaries; empty when there is no such file."""
        path = self.folder / name
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))
