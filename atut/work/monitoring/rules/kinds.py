"""Where an indicator comes from, what is exported, and what is refused."""

import re
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused


class IndicatorKind(TextChoices):
    """Where an indicator comes from."""

    PROJECT = "project", _("The project's own")
    COMMON = "common", _("ESF+ common")


class ExportKind(TextChoices):
    """What is exported."""

    PARTICIPANTS = "participants", _("Participants")
    INSTITUTIONS = "institutions", _("Institutions")


class UnknownMeasure(Refused):
    """An indicator needs a way to be counted."""

    message = _("There is no way of counting called “%(measure)s”. Choose one from the list.")


class TargetsDisagree(Refused):
    """Women and men must not exceed the whole."""

    message = _("The targets for women (%(women)s) and men (%(men)s) are more than the whole (%(total)s). Correct one of them.")


class CodeWrong(Refused):
    """A code stands in an address and in a file."""

    message = _("The code “%(code)s” cannot be used. Write letters, digits, dots and hyphens only, for example 1.2.")


class CodeTaken(Refused):
    """One indicator per code."""

    message = _("This project already has an indicator %(code)s. Give the new one another code.")


class NothingToExport(Refused):
    """An empty file helps nobody."""

    message = _("There is nothing to export yet: nobody has entered the project with complete data.")


class ProfileSilent(Refused):
    """The funding profile has no layout for this export."""

    message = _("The funding profile “%(profile)s” has no layout for this export. An administrator adds it to the profile.")


RESERVED = frozenset({"nowy", "eksport", "gminy"})  # words of addresses beside the codes


def must_be_code(code: str) -> None:
    """The code of an indicator, as grant agreements write them: 1.2, P1, EECO01."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", code) or code in RESERVED:
        raise CodeWrong(code=code)


def must_agree(total: Decimal | None, women: Decimal | None, men: Decimal | None) -> None:
    """Targets by sex are parts of the target of the whole, where both are set (a share is not a sum: it gets none)."""
    if total is not None and (women or 0) + (men or 0) > total:
        raise TargetsDisagree(women=women or 0, men=men or 0, total=total)
