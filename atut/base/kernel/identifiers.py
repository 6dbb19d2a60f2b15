"""PESEL, NIP, REGON, postcode: shape, checksum, and what a PESEL says. Checksums by python-stdnum.

Oracles: the worked examples of the participant-monitoring rules (docs/decisions/0002, tests/test_identifiers.py).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import pesel as stdnum_pesel
from stdnum.pl import regon as stdnum_regon

from atut.base.kernel.errors import Refused

Sex = Literal["f", "m"]


class PeselLength(Refused):
    """Not eleven digits."""

    message = _("A PESEL has 11 digits; this one has %(count)s. Compare it with the identity card.")


class PeselWrong(Refused):
    """Eleven digits with a wrong checksum or an impossible date."""

    message = _("One digit of this PESEL does not fit. Compare it with the identity card.")


class PeselFuture(Refused):
    """Born after today."""

    message = _("By this PESEL the person is not born yet. Compare it with the identity card.")


class NipWrong(Refused):
    """Not a NIP."""

    message = _("This is not a valid NIP: it has 10 digits and the last one checks the others.")


class RegonWrong(Refused):
    """Not a REGON."""

    message = _("This is not a valid REGON: it has 9 or 14 digits and the last one checks the others.")


class PostcodeWrong(Refused):
    """Not a Polish postcode."""

    message = _("A postcode looks like 08-300: two digits, a hyphen, three digits.")


@dataclass(frozen=True, slots=True)
class Pesel:
    """A valid PESEL and what it tells: date of birth, sex (10th digit even: a woman)."""

    number: str
    birth_date: date
    sex: Sex


def digits(text: str) -> str:
    """The digits of what somebody typed, without the spaces and hyphens people put between them."""
    return re.sub(r"[\s\u00a0-]", "", text)


def pesel(text: str, *, today: date) -> Pesel:
    """Read a PESEL; refuse it with the sentence to show. `today` bars people not born yet."""
    number = digits(text)
    if not number.isascii() or not number.isdigit() or len(number) != 11:
        raise PeselLength(count=sum(c.isdigit() for c in text))
    try:
        stdnum_pesel.validate(number)
        born = pesel_birth_date(number)
    except (ValidationError, ValueError) as wrong:
        raise PeselWrong from wrong
    if born > today:
        raise PeselFuture
    return Pesel(number, born, "f" if int(number[9]) % 2 == 0 else "m")


def pesel_birth_date(number: str) -> date:
    """The date in the first six digits; the month carries the century (+20: 2000s, +80: 1800s)."""
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[int(number[2:4]) // 20]
    return date(century + int(number[:2]), int(number[2:4]) % 20, int(number[4:6]))


def nip(text: str) -> str:
    """Read a NIP as ten digits, or refuse it."""
    try:
        return str(stdnum_nip.validate(digits(text)))
    except ValidationError as wrong:
        raise NipWrong from wrong


def regon(text: str) -> str:
    """Read a REGON as nine or fourteen digits, or refuse it."""
    try:
        return str(stdnum_regon.validate(digits(text)))
    except ValidationError as wrong:
        raise RegonWrong from wrong


def postcode(text: str) -> str:
    """Read a Polish postcode as NN-NNN, or refuse it."""
    found = re.fullmatch(r"\s*(\d{2})\s*[-–]?\s*(\d{3})\s*", text)
    if not found:
        raise PostcodeWrong
    return f"{found[1]}-{found[2]}"


def age(born: date, on: date) -> int:
    """Full years on a day (Civil Code art. 112: reached at the start of the birthday).

    Someone born on 29 February reaches it on 28 February of a common year.
    """
    try:
        birthday = born.replace(year=on.year)
    except ValueError:
        birthday = date(on.year, 2, 28)
    return on.year - born.year - (on < birthday)


def without_numbers(text: str) -> str:
    """The text of an error, fit to be kept: whatever is long enough to be somebody's number is hidden."""
    return re.sub(r"\d{9,}", "…", text)
