"""What a room tells the desk: things that need somebody today, and things that went wrong."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Item:
    """One card of the start page: the count begins the sentence that `title` goes on with.

    A room gives them by `queries.worklist(actor, at) -> list[Item]` (needs somebody) and
    `queries.went_wrong(actor, at) -> list[Item]` (failed silently otherwise). `url` is a finished path.
    """

    count: int
    title: str | Promise
    detail: str | Promise
    url: str
    is_late: bool = False
