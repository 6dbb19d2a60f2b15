"""Days, hours and forms of words as printed papers have them."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from atut.base.kernel import clock
from atut.base.kernel.polish import typeset

NO_BREAK = "\u00a0"


def words(text: str) -> str:
    """Typeset where the paper is Polish."""
    return typeset(text) if get_language() == "pl" else text


def day(value: date) -> str:
    """11 grudnia 2026, 11 December 2026."""
    return date_format(value, "j E Y" if get_language() == "pl" else "j F Y").replace(" ", NO_BREAK)


def days(first: date, last: date) -> str:
    """From – to; one day is said once."""
    return day(first) if first == last else f"{day(first)}{NO_BREAK}– {day(last)}"


def hour(value: datetime) -> str:
    """9:00 on the office's clock."""
    return f"{clock.local(value):%-H:%M}"


def duration(minutes: int) -> str:
    """40 godz., 36 godz. 30 min."""
    whole, rest = divmod(minutes, 60)
    parts = []
    if whole or not rest:
        parts.append(_("%(count)s h") % {"count": whole})
    if rest:
        parts.append(_("%(count)s min") % {"count": rest})
    return " ".join(parts).replace(" ", NO_BREAK)


def completed(kind: str, sex: str) -> str:
    """The sentence between the name and the title: feminine, masculine, or neutral where the sex is not known."""
    said = {
        ("training", "f"): pgettext("a woman", "has completed the training"),
        ("training", "m"): pgettext("a man", "has completed the training"),
        ("training", ""): pgettext("a person", "has completed the training"),
        ("course", "f"): pgettext("a woman", "has completed the course"),
        ("course", "m"): pgettext("a man", "has completed the course"),
        ("course", ""): pgettext("a person", "has completed the course"),
        ("workshop", "f"): pgettext("a woman", "has completed the workshop"),
        ("workshop", "m"): pgettext("a man", "has completed the workshop"),
        ("workshop", ""): pgettext("a person", "has completed the workshop"),
        ("advisory", "f"): pgettext("a woman", "has taken part in the advisory sessions"),
        ("advisory", "m"): pgettext("a man", "has taken part in the advisory sessions"),
        ("advisory", ""): pgettext("a person", "has taken part in the advisory sessions"),
        ("postgraduate", "f"): pgettext("a woman", "has completed the postgraduate studies"),
        ("postgraduate", "m"): pgettext("a man", "has completed the postgraduate studies"),
        ("postgraduate", ""): pgettext("a person", "has completed the postgraduate studies"),
    }
    return said[kind, sex if sex in ("f", "m") else ""]
