"""Publishing a ranking: for how long, and once at a time."""

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

USUAL = timedelta(days=30)
LONGEST = timedelta(days=365)


class Standing(TextChoices):
    """What the public ranking says of a code. Why, and whom a bound counted, it never says."""

    PLACE = "place", _("a place")
    RESERVE = "reserve", _("on the reserve list")
    NONE = "none", _("no place")
    LEFT = "left", _("withdrew")
    REFUSED = "refused", _("conditions not met")


class TermWrong(Refused):
    """A term that has passed, or that has no end one could wait for."""

    message = _("Choose a day after today and within a year: personal data are not published without an end.")


class PublicAlready(Refused):
    """Published twice."""

    message = _("This ranking is public already. Withdraw it first if the term is to be another one.")


class NotPublic(Refused):
    """Withdrawn, by hand or because its term passed."""

    message = _("This ranking is not public any more, so there is nothing to withdraw.")


def must_end_in_time(until: datetime, *, at: datetime) -> None:
    """The term lies ahead, and not further than a year (GDPR art. 5(1)(e))."""
    if not at < until <= at + LONGEST:
        raise TermWrong
