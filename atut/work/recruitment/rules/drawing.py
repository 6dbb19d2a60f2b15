"""When a draw may be held: after its list was frozen, on the day its public value is made, or later."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import clock
from atut.base.kernel.errors import Refused


class NoDraw(Refused):
    """Ties are parted by the earlier receipt."""

    message = _("This call has no draw: equal points are parted by the earlier receipt. The list can be closed at once.")


class NotFrozen(Refused):
    """Lots for a list that can still change would be foreseen."""

    message = _("The list is not frozen yet, so nothing can be drawn. Freeze it first; its hash is published then.")


class FrozenTooLate(Refused):
    """Whoever freezes the list on the day of the value, or later, could know the value."""

    message = _(
        "The public value of the draw is made on %(day)s, so the list must be frozen before that day. Name a later day on which the"
        " same kind of value is made; it is published with the frozen list."
    )


class NotLater(Refused):
    """The draw cannot be put forward."""

    message = _("The call names %(day)s for the draw, and people have read it. Another day can only be a later one.")


class DrawnTooEarly(Refused):
    """The value does not exist yet."""

    message = _("The public value of the draw is made on %(day)s. The list can be closed from that day on.")


def day_of_the_draw(named: date, later: date | None, *, at: datetime) -> date:
    """The day on which the public value is made: as the call names it, or a later one. The list stands before that day."""
    if later and later < named:
        raise NotLater(day=named)
    day = later or named
    if clock.local(at).date() >= day:
        raise FrozenTooLate(day=day)
    return day


def must_be_drawable(draw_on: date, *, is_frozen: bool, at: datetime) -> None:
    """The list is frozen, and the day of the value has come."""
    if not is_frozen:
        raise NotFrozen
    if clock.local(at).date() < draw_on:
        raise DrawnTooEarly(day=draw_on)
