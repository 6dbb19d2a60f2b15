"""Questions about forms of support and their editions."""

from collections.abc import Callable

from atut.work.programme.models import Edition

Counter = Callable[[Edition], int]
_counters: list[Counter] = []


def count_seats_with(counter: Counter) -> None:
    """A later room that hands out seats says here how to count those in use: called from its AppConfig.ready."""
    if counter not in _counters:
        _counters.append(counter)


def seats_in_use(edition: Edition) -> int:
    """Places offered, confirmed or used, as the rooms that hand them out count them. Nought while nobody does."""
    return max((counter(edition) for counter in _counters), default=0)
