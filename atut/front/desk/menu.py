"""The menu of the signed-in person: which rooms, in the order of the work. Links only to what the person may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """One item: where to, its words, whether it is the room now open."""

    url: str
    title: str | Promise
    is_current: bool = False


def entries(_request: HttpRequest) -> list[Entry]:
    """The items for this request."""
    return []
