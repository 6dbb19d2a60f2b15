"""What needs somebody today, what went wrong, what a participant sees: pulled from every room, in the order of the work."""

import importlib
from datetime import datetime

from atut.base.kernel.actors import Actor
from atut.base.kernel.worklist import Item

ROOMS = ["base.jobs", "base.mail", "base.privacy", "work.partnership", "work.programme", "work.recruitment", "work.training"]
ROOMS += ["work.monitoring"]


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """Cards of the start page: late ones first, then in the order of the work."""
    return sorted(_from_all("worklist", actor, at), key=lambda item: not item.is_late)


def wrong(actor: Actor, at: datetime) -> list[Item]:
    """Everything that failed and was not mended."""
    return _from_all("went_wrong", actor, at)


def _from_all(name: str, actor: Actor, at: datetime) -> list[Item]:
    items: list[Item] = []
    for room in ROOMS:
        try:
            queries = importlib.import_module(f"atut.{room}.queries")
        except ModuleNotFoundError:
            continue
        items += getattr(queries, name, lambda _actor, _at: [])(actor, at)
    return items
