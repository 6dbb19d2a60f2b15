"""Messages about exchanging places: the question, and what came of it."""

from datetime import datetime

from atut.work.recruitment.models import Place, Swap
from atut.work.recruitment.notices.placing import link_of, tell


def swap_asked(swap: Swap, *, at: datetime) -> None:
    """To both: would you exchange your place for this one? Neither learns who the other one is."""
    for place, other in ((swap.first, swap.second), (swap.second, swap.first)):
        tell("recruitment.swap_asked", place, at=at, link=link_of(place), wanted=other.edition)


def swap_made(place: Place, *, at: datetime) -> None:
    """The exchange is made: the new place, and how to give it back."""
    tell("recruitment.swap_made", place, at=at, link=link_of(place))


def swap_refused(swap: Swap, *, at: datetime) -> None:
    """To both: nothing changes."""
    for place in (swap.first, swap.second):
        tell("recruitment.swap_refused", place, at=at, link=link_of(place))
