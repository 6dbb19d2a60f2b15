"""Reading a funding profile from its file. Saves nothing."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from atut.base.projects.rules import ProfileWrong, check_profile

MOST_BYTES = 2 * 2**20


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """What the file says."""

    code: str
    name: dict[str, str]
    valid_from: date
    data: dict[str, Any]


def read_profile(content: bytes) -> ProfileFile:
    """The profile in a file, checked; ProfileWrong names the first place that is wrong."""
    if len(content) > MOST_BYTES:
        raise ProfileWrong(where="-", what=_("is larger than 2 MB"))
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as wrong:
        raise ProfileWrong(where=f"{wrong.lineno}:{wrong.colno}", what=_("is not valid JSON at this line and column")) from wrong
    except UnicodeDecodeError as wrong:
        raise ProfileWrong(where="-", what=_("is not saved as UTF-8")) from wrong
    except RecursionError as wrong:
        raise ProfileWrong(where="-", what=_("is nested too deeply")) from wrong
    if not isinstance(read, dict):
        raise ProfileWrong(where="-", what=_("is not an object with names and values"))
    return _checked(read)


def _checked(read: dict[str, Any]) -> ProfileFile:
    for name in ("code", "name", "valid_from", "data"):
        if name not in read:
            raise ProfileWrong(where=name, what=_("is missing"))
    if not isinstance(read["name"], dict) or not read["name"].get("pl"):
        raise ProfileWrong(where="name", what=_("has no Polish text"))
    try:
        valid_from = date.fromisoformat(str(read["valid_from"]))
    except ValueError as wrong:
        raise ProfileWrong(where="valid_from", what=_("is not a day such as 2021-01-01")) from wrong
    check_profile(read["data"])
    return ProfileFile(str(read["code"]), read["name"], valid_from, read["data"])
