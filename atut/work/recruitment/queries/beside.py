"""What later rooms have for a call, such as its committee: each says so here, and the page of the call leads there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from atut.base.kernel.actors import Actor
from atut.work.recruitment.models import Call


@dataclass(frozen=True, slots=True)
class Beside:
    """A page of a later room about this call. `waits`: something is still to be done there."""

    words: str
    url: str
    waits: str = ""


Finder = Callable[[Call, Actor], Iterable[Beside]]
_finders: list[Finder] = []


def find_beside_with(finder: Finder) -> None:
    """A later room with pages about a call says here how to find them: called from its AppConfig.ready."""
    if finder not in _finders:
        _finders.append(finder)


def beside(call: Call, actor: Actor) -> list[Beside]:
    """The pages of later rooms about this call that the actor may open. As many queries as the rooms say."""
    return [one for finder in _finders for one in finder(call, actor)]
