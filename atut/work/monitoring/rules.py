"""How indicators are worked out and exports checked. Pure: rows in, numbers and problems out."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IndicatorKind(TextChoices):
    """Where an indicator comes from."""

    PROJECT = "project", _("The project's own")
    COMMON = "common", _("ESF+ common")


class ExportKind(TextChoices):
    """What is exported."""

    PARTICIPANTS = "participants", _("Participants")
    INSTITUTIONS = "institutions", _("Institutions")
