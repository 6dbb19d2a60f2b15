"""What is still open about an application while its list is not closed: why its line may change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Open(TextChoices):
    """Something that may change the line of an application."""

    CHECK = "check", _("conditions not checked")
    CORRECTION = "correction", _("to be completed")
    CONSENT = "consent", _("no consent yet")
    SCORES = "scores", _("no score of the committee yet")
    DECLARED = "declared", _("declared, not confirmed")
