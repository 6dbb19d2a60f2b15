"""What kinds of organisation there are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kinds of organisation a partnership is made of."""

    GMINA_OFFICE = "gmina_office", _("Gmina office")
    GOPS = "gops", _("Social-welfare centre (GOPS)")
    UNION = "union", _("Union of gminas")
    OTHER = "other", _("Other public body")
