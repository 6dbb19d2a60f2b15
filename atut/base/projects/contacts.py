"""Whom to call, kept in files beside the database: the page of a breakdown names them also when the database is gone."""

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from atut.base.projects.models import Project

OFFICE = ("office_name", "office_address", "office_person", "office_phone", "office_hours", "office_email")
SHOWN = ("host", "name", "tagline", *OFFICE)


def keep(project: Project) -> None:
    """Write down what the page of a breakdown says of a project. Called when it was read anew: after a change, in a new process.

    A disk that refuses costs the page its names and no visitor anything.
    """
    said = json.dumps({name: getattr(project, name) for name in SHOWN}, ensure_ascii=False)
    place = _folder() / f"{project.key}.json"
    with suppress(OSError):
        if place.exists() and place.read_text(encoding="utf-8") == said:
            return
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as new:
            new.write(said)
        Path(new.name).replace(place)


def known(host: str) -> dict[str, Any] | None:
    """What was last written down of the project of a host; it has the names of the project's own fields."""
    for place in _folder().glob("*.json"):
        with suppress(OSError, ValueError):
            said: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
            if said["host"] == host:
                return said
    return None


def _folder() -> Path:
    return Path(settings.ATUT_DATA) / "contacts"
