"""What is true about partners, goals and employment."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerRole(TextChoices):
    """What an organisation is in a project."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    UNIT = "unit", _("Unit of a partner")


class GoalKind(TextChoices):
    """Levels of the hierarchy of goals."""

    MAIN = "main", _("Main goal")
    SPECIFIC = "specific", _("Specific goal")
    MEASURED = "measured", _("Measured result")


class Sex(TextChoices):
    """As the funder's system records it; read from the PESEL where there is one."""

    WOMAN = "f", _("woman")
    MAN = "m", _("man")


def is_employed_on(since: date | None, until: date | None, day: date) -> bool:
    """Half-open: the last day of work is `until` minus one. An unknown start counts as long ago."""
    return (since is None or since <= day) and (until is None or day < until)
