"""Applications typed into a workbook: which call it is for, and what cannot be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused
from atut.work.recruitment.rules.enclosing import PairDiffers

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


class PartnerUnknown(Refused):
    """A number that no row has."""

    message = _("No row of this workbook has the register number %(number)s. Copy it from the first column of the other row.")


class PartnerTwice(Refused):
    """A number of several rows."""

    message = _("Rows %(lines)s have the same register number, %(number)s, so it is not clear who is meant. Tell them apart.")


class PartnerIsSelf(Refused):
    """The own row."""

    message = _("This is the register number of this row. Type the one of the other person.")


class PartnerNamesOther(Refused):
    """Only one of the two wants it."""

    message = _("Row %(line)s does not name this one. Two come together only if each row has the other's register number.")


class PartnerAndCode(Refused):
    """Two ways to name somebody."""

    message = _("Fill in either the code of the other person or the register number of the other row, not both.")


class PartnerHere(Refused):
    """One half of a pair came before."""

    message = _("Row %(line)s was taken in before, with the code %(code)s. Put this code in here instead of the register number.")


class PartnerRejected(Refused):
    """Both or none."""

    message = _("Row %(line)s, with which this one wants to come, cannot be taken in; so neither is. Mend that row.")


@dataclass(frozen=True, slots=True)
class Half:
    """A row that names another one: its own number, the number it names, what it wants, and how it is known already."""

    line: int
    number: str
    names: str = ""
    wishes: tuple[str, ...] = ()
    known_as: str = ""


def other_half(one: Half, rows: Iterable[Half]) -> Half:
    """The row that this one names, if the two can come together: each names the other, and both want the same."""
    found = [row for row in rows if row.number == one.names]
    if one.names == one.number:
        raise PartnerIsSelf
    if not found:
        raise PartnerUnknown(number=one.names)
    if len(found) > 1:
        raise PartnerTwice(number=one.names, lines=", ".join(str(row.line) for row in found))
    (other,) = found
    if other.known_as:
        raise PartnerHere(line=other.line, code=other.known_as)
    if other.names != one.number:
        raise PartnerNamesOther(line=other.line)
    if other.wishes != one.wishes:
        raise PairDiffers
    return other
