"""The order in words: how the ranking is made and walked, and what a draw is."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext

from atut.base.kernel.texts import text_in
from atut.work.recruitment.rules.regulation import Regulation
from atut.work.selection.rules.terms import Ties


def ranking_in_words(regulation: Regulation) -> list[str]:
    """How the ranking is made and walked: also on lists, with offers and in the protocol."""
    drawn = regulation.ties == Ties.DRAW
    if regulation.has_points and drawn:
        order = gettext("More points go first; with equal points, a draw decides.")
    elif regulation.has_points:
        order = gettext("More points go first; with equal points, who applied earlier; then the lower application number.")
    elif drawn:
        order = gettext("The order is drawn.")
    else:
        order = gettext("Who applied earlier goes first; with the same moment, the lower application number.")
    return [
        order,
        *(_draw(regulation) if drawn else []),
        gettext("Going down that order, everyone gets the highest own choice that still has a place."),
        *(_kept(regulation)),
        gettext("Whoever gets no place waits on the reserve list of every choice, in the same order."),
    ]


def _draw(regulation: Regulation) -> list[str]:
    named = {"value": text_in(regulation.draw_value), "day": day_in_words(regulation.draw_on) if regulation.draw_on else "…"}
    return [
        gettext(
            "Nobody can foresee the draw: when the call opens, the office publishes the hash (SHA-256) of a secret; after the close"
            " it is combined with the hash of the list and with this public value: %(value)s, %(day)s."
        )
        % named,
        gettext("The secret is published then, so anybody can work the draw out again."),
    ]


def _kept(regulation: Regulation) -> list[str]:
    if not regulation.bounds:
        return []
    return [gettext("Nobody is passed over for somebody lower in the order, unless a bound could not be met otherwise.")]


def day_in_words(day: date | datetime) -> str:
    """Such as 5 January 2027."""
    return formats.date_format(day, "j E Y")
