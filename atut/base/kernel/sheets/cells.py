"""Single cells of lists that people keep: names with titles, dates in the shapes people type, PESEL that lost its zero."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused
from atut.base.kernel.sheets.table import Cell, as_text

_TITLES = frozenset(
    "dr mgr inz inż lic hab prof mec adw r.pr p pan pani tech med n.med. doc arch ks dypl mba".split()  # noqa: SIM905  # a list of words reads better
)
_MONTHS = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_EXCEL_ZERO = date(1899, 12, 30)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")


class DateUnreadable(Refused):
    """A date in no known shape."""

    message = _("the date “%(typed)s” cannot be read; write it as 2026-11-21")


class HourUnreadable(Refused):
    """An hour in no known shape."""

    message = _("the hour “%(typed)s” cannot be read; write it as 9:30")


class EmailWrong(Refused):
    """Not one address."""

    message = _("“%(typed)s” is not one e-mail address")


class NameIncomplete(Refused):
    """One word where two are needed."""

    message = _("first name or surname is missing")


def split_name(text: str, *, surname_first: bool) -> tuple[str, str]:
    """First name and surname from one cell. Titles go; "Nowak - Kowalska" is one surname; a comma parts surname and name."""
    text = re.sub(r"\s*[-–]\s*", "-", text.replace("_", " "))
    before, comma, after = text.partition(",")
    if comma and without_titles(before) and without_titles(after):
        return tidy_name(without_titles(after)), tidy_name(without_titles(before))
    words = without_titles(text.replace(",", " ")).split()
    if len(words) < 2:
        raise NameIncomplete
    first, last = (words[1:], words[:1]) if surname_first else (words[:-1], words[-1:])
    return tidy_name(" ".join(first)), tidy_name(" ".join(last))


def without_titles(text: str) -> str:
    """The name alone: without dr, mgr inż., Pani and the like, wherever they stand."""
    words = re.sub(r"\s*[-–]\s*", "-", text).replace(",", " ").split()
    return " ".join(word for word in words if word.casefold().strip(".") not in _TITLES)


def tidy_name(text: str) -> str:
    """Names typed in capitals get small letters: NOWAK-ŻÓŁĆ -> Nowak-Żółć."""
    if len(text) > 2 and text.isupper():
        return re.sub(r"\w+", lambda word: word[0].capitalize(), text)
    return text


def read_date(value: Cell) -> date | None:
    """A day: a date cell, an Excel number, or text as 2026-11-21, 21.11.2026, 21/11/2026 r., 21 listopada 2026, 21 XI 2026."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value)
    if not text:
        return None
    try:
        found = _from_number(text) or _from_text(text.casefold().removesuffix("r.").removesuffix("roku").strip())
    except ValueError as wrong:
        raise DateUnreadable(typed=text[:30]) from wrong
    if found is None or not 1900 <= found.year <= 2200:
        raise DateUnreadable(typed=text[:30])
    return found


def _from_number(text: str) -> date | None:
    """Days since the end of 1899, as Excel counts them; 10 000 is in 1927."""
    return _EXCEL_ZERO + timedelta(days=int(text)) if re.fullmatch(r"[1-9]\d{4}", text) else None


def _from_text(text: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[ t]\d.*)?", text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4})(?: \d.*)?", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})[. -]+([^\W\d_]+)[. -]+(\d{4})", text):
        month = _month(found[2])
        return date(int(found[3]), month, int(found[1])) if month else None
    return None


def _month(word: str) -> int | None:
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    start = {"lut": "lut", "paz": "paź", "maja": "maj"}.get(word[:3], word[:3])
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def read_hour(value: Cell) -> time | None:
    """An hour: a time cell, a part of a day as Excel counts it, or text as 9:30, 9.30, 09:30:00."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, float) and 0 <= value < 1:
        return time(*divmod(round(value * 24 * 60) % (24 * 60), 60))
    text = as_text(value)
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?", text)
    if text and not found:
        raise HourUnreadable(typed=text[:30])
    return time(int(found[1]), int(found[2])) if found else None


def read_email(value: Cell) -> str:
    """One address or none."""
    text = as_text(value).removeprefix("mailto:").strip("<> ").strip()
    if text in {"-", "–", "brak"}:
        return ""
    if text and not _EMAIL.fullmatch(text):
        raise EmailWrong(typed=text[:60])
    return text


def read_pesel(value: Cell, *, today: date) -> str:
    """Eleven digits or none; a number that lost its zeros in a spreadsheet gets them back, and the checksum decides."""
    text = identifiers.digits(as_text(value))
    if text in {"", "-", "–", "brak"}:
        return ""
    if text.isdigit() and 8 <= len(text) < 11:
        text = text.zfill(11)
    return identifiers.pesel(text, today=today).number
