"""Polish text: folding for search, sort keys, and typography. Same result on every database.

Sort keys hold only [0-9], so SQLite and PostgreSQL under any collation order them alike
(decision 0003). Polish order: a ą b c ć d e ę … z ź ż; capitals count as small letters.
"""

import re
import unicodedata

_ORDER = {letter: f"{place:02d}" for place, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż", start=20)}
_ORDER |= {digit: f"{place:02d}" for place, digit in enumerate("0123456789", start=5)}
_NO_BREAK = "\u00a0"


def fold(text: str) -> str:
    """Small letters without diacritics, words parted by one space: `Żółkiewska-Łąk` -> `zolkiewska lak`."""
    text = text.casefold().replace("ł", "l")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def sort_key(*parts: str) -> str:
    """Digits that sort as the Polish alphabet does; parts (surname, first name) count in turn."""
    return "00".join(_one_key(part) for part in parts)


def _one_key(text: str) -> str:
    codes = []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        if letter in _ORDER:
            codes.append(_ORDER[letter])
        elif letter.isalnum():
            codes.append(_ORDER.get(fold(letter)[:1], "60"))
        elif codes and codes[-1] != "01":
            codes.append("01")
    return "".join(codes)


_MONTHS = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
_ONE_LETTER = r"(?<![^\s(„>–])([wzoiuaWZOIUA]) (?=\S)"
_STAY_TOGETHER = tuple(
    re.compile(pattern)
    for pattern in (
        *(_ONE_LETTER, _ONE_LETTER),  # twice: of two in a row the first pass sees one
        rf"(\d) (?={_MONTHS})",
        rf"({_MONTHS}) (?=\d{{4}}\b)",
        r"(\d) (?=(?:%|zł|godz|min|pkt|os[oó]b|km|r\.|\d{3}\b|dni\b|lat\b|lata\b|roku?\b))",
        r"\b([Nn]r|ul\.|tel\.|godz\.(?= \d)|sala|pok\.|art\.) (?=\S)",
    )
)


def typeset(text: str) -> str:
    """Polish typography for plain text: no one-letter word at a line's end, units and months kept with numbers."""
    for pattern in _STAY_TOGETHER if " " in text else ():
        text = pattern.sub(r"\1" + _NO_BREAK, text)
    return text
