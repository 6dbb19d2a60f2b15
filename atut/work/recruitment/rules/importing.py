"""Applications typed into a workbook: which call it is for, and what cannot be read."""

import re

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

MOST_ROWS = 2_000  # of one workbook: it is taken in as one, and nobody waits long meanwhile
MARK = re.compile(r"\[([a-z0-9]{6,})\]\s*$")


def mark(key: str, title: str) -> str:
    """The line above the headings: for a person the title of the call, for the program its key."""
    return f"{title} [{key}]"


class TemplateOfOther(Refused):
    """The workbook was made for another call: its questions and editions are others."""

    message = _("This workbook was made for another call: %(call)s. Download the template of this call and copy the rows into it.")


class HeadingsMissing(Refused):
    """No sheet has the headings of the template."""

    message = _(
        "In sheet “%(sheet)s” these columns of the template are missing: %(missing)s. Download the template from this page and fill"
        " it in; its headings may not be changed."
    )


class TooManyRows(Refused):
    """More than is taken in at once."""

    message = _("This workbook has %(rows)s rows with applications; at most %(most)s are taken in at once. Split it into several.")


class NothingToTakeIn(Refused):
    """A template without a row."""

    message = _("There is no application in this workbook yet. Fill in the rows below the headings and send it again.")


class SameNumber(Refused):
    """One person in two rows."""

    message = _("The same PESEL or other number stands in row %(line)s. One application per person counts.")
