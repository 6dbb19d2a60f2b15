"""What an upheld appeal brings in one edition. Places that others hold are never taken away by it (docs/decisions/0043)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What became of a wish after the list was made again."""

    KEPT = "kept", _("Held a place before, and holds it")
    OFFERED = "offered", _("A free place")
    ABOVE = "above", _("A place above the number of the call")
    FIRST = "first", _("First on the reserve list")
    MOVED = "moved", _("A position on the reserve list by the new points")
    LATE = "late", _("Taken in after the list: after everybody who applied in time")
    SAME = "same", _("Nothing changes here")


def outcome(*, holds: bool, would_be_in: bool, would_wait: bool, has_free: bool, has_room: bool) -> Outcome:
    """The first of these that is possible, in this order; `has_room`: the edition has seats that no call was given."""
    if holds:
        return Outcome.KEPT
    if not would_be_in:
        return Outcome.MOVED if would_wait else Outcome.SAME
    if has_free:
        return Outcome.OFFERED
    return Outcome.ABOVE if has_room else Outcome.FIRST


def outcome_of_late(*, holds: bool, is_open: bool) -> Outcome:
    """Of somebody taken in after the list: never before those who applied in time (docs/decisions/0045)."""
    if holds:
        return Outcome.KEPT
    return Outcome.LATE if is_open else Outcome.SAME
