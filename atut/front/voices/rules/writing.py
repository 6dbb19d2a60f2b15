"""What may be written: names that cannot carry a message, addresses of one mailbox, texts without hidden characters."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext_lazy as _

from atut.base.kernel import identifiers
from atut.base.kernel.errors import Refused

NAME_LENGTH = 40
NAME_WORDS = 4
TEXT_LENGTH = 2000
_SCRIPTS = ("A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ", "Ѐ-ҁҊ-ӿ")  # Latin with all its accents; Cyrillic. Never both in one name.
_NAME = re.compile("|".join(f"(?:[{letters}]+(?:[ -][{letters}]+)*)" for letters in _SCRIPTS))
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control, direction, private, unassigned, odd separators
_LINK = re.compile(r"(?i)(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\b[\w-]{2,}\.(?:com|net|org|info|biz|eu|ru|xyz|top|shop|online|pl)\b)")
_NUMBERS = re.compile(r"(?<!\d)\d{11}(?!\d)")


class NotAName(Refused):
    """A web address, a sentence, look-alike letters."""

    message = _("Write a name with letters, spaces and hyphens only, at most four words and 40 characters, all in one alphabet.")


class NothingWritten(Refused):
    """Only spaces or hidden characters."""

    message = _("Write what you want to say.")


class TooLong(Refused):
    """Longer than a comment may be."""

    message = _("The text has %(length)s characters and may have %(most)s. Shorten it.")


class HoldsPesel(Refused):
    """Comments are published: nobody's number belongs there."""

    message = _("The text holds a PESEL number. Take it out: comments are read by everybody.")


def name(typed: str) -> str:
    """The name in one form; refused when it could be anything but a name."""
    found = " ".join(unicodedata.normalize("NFC", typed).split(" ")).strip(" ")
    found = re.sub(" +", " ", found)
    if len(found) > NAME_LENGTH or len(found.split(" ")) > NAME_WORDS or not _NAME.fullmatch(found):
        raise NotAName
    return found


def mailbox(email: str) -> str:
    """One mailbox written in different ways is one: without capitals and without what follows a plus."""
    local, _at, domain = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def text(typed: str, *, today: date) -> str:
    """The text as it is kept: lines of Unix, no hidden characters, no more than one empty line; refused when empty or too long."""
    lines = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(one for one in lines if one == "\n" or unicodedata.category(one) not in _HIDDEN)
    found = re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in seen.split("\n"))).strip()
    if not found:
        raise NothingWritten
    if len(found) > TEXT_LENGTH:
        raise TooLong(length=len(found), most=TEXT_LENGTH)
    if holds_pesel(found, today=today):
        raise HoldsPesel
    return found


def holds_pesel(found: str, *, today: date) -> bool:
    """Does somebody's number stand in the text? Eleven digits that are none are left alone."""
    return any(_is_pesel(digits, today) for digits in _NUMBERS.findall(re.sub(r"(?<=\d)[ -](?=\d)", "", found)))


def _is_pesel(digits: str, today: date) -> bool:
    try:
        identifiers.pesel(digits, today=today)
    except Refused:
        return False
    return True


def has_link(found: str) -> bool:
    """Does the text hold a web address? Moderators see it marked; it is never made clickable."""
    return bool(_LINK.search(found))
