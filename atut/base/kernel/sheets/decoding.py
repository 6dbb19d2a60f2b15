"""Bytes of a CSV file to text: a scorer over the four encodings Polish offices meet. Nothing is ever replaced."""

import codecs
import re

from atut.base.kernel.sheets.table import CannotDecode, NotATable, NoText

ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1250": "Windows-1250 (cp1250)", "iso8859-2": "ISO-8859-2"}
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_USUAL = re.compile(r"[\s!-~„”“–—…°§€×’‘•·«»\u00a0éüöäôšžáíčřýëßÖÜÄŠŽČÉÁ]")
_KINDS = [
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
]


def refuse_what_is_no_text(content: bytes) -> None:
    """Pictures, programs, web pages saved under a table's name."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _KINDS:
        if start.startswith(magic):
            raise NotATable(kind=kind)
    low = start.lower()
    if low.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        raise NotATable(kind="HTML")
    if low.startswith(b"<?xml"):
        raise NotATable(kind="XML")


def decode(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the encoding it was read in: the one asked for, else the likeliest."""
    chosen = encoding or likeliest(content)
    try:
        text = _strictly(content, chosen)
    except UnicodeError as wrong:
        raise CannotDecode(encoding=ENCODINGS.get(chosen, chosen)) from wrong
    if not encoding and _is_noise(text):
        raise NoText
    if "\x00" in text:
        raise CannotDecode(encoding=ENCODINGS.get(chosen, chosen))
    return text, chosen


def _is_noise(text: str) -> bool:
    """Bytes of a program or a picture: no line or cell ends, or many signs that nobody types."""
    start = text[:20_000]
    odd = sum(not letter.isalpha() and not _USUAL.match(letter) for letter in start)
    return "\x00" in text or odd > len(start) / 10 or (len(start) > 40 and not set(start) & set("\n\r;,\t "))


def likeliest(content: bytes) -> str:
    """The encoding under which the text looks most like Polish; byte order marks decide at once."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8"
    return max(ENCODINGS, key=lambda name: score(content, name))


def score(content: bytes, encoding: str) -> float:
    """How Polish the text looks: letters of the alphabet count for, signs nobody types count against."""
    try:
        text = _strictly(content[:200_000] if encoding != "utf-8" else content, encoding)
    except UnicodeError:
        return -1e9
    if encoding == "utf-16" and b"\x00" not in content[:2000]:
        return -1e9
    rare = [letter for letter in text if letter > "\x7f" or letter < " "]
    good = sum(letter in _POLISH for letter in rare)
    bad = sum(not _USUAL.match(letter) for letter in rare if letter not in _POLISH)
    # every file of plain letters is valid UTF-8, and so is hardly any other with Polish ones: it wins a tie
    return good - 4 * bad + (0.5 if encoding == "utf-8" else 0) - (0.1 if encoding == "iso8859-2" else 0)


def sample(text: str, most: int = 4) -> str:
    """A few words with Polish letters, so that a person sees at a glance whether the reading is right."""
    words: dict[str, int] = {}
    for word in re.findall(r"[^\W\d_]+", text):
        count = sum(letter in _POLISH for letter in word)
        if count:
            words.setdefault(word, count)
    return ", ".join(sorted(words, key=lambda word: -words[word])[:most])


def _strictly(content: bytes, encoding: str) -> str:
    if encoding == "utf-16":
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        nulls_at_odd = content[1:2000:2].count(0) >= content[0:2000:2].count(0)
        return content.decode("utf-16-le" if nulls_at_odd else "utf-16-be")
    return content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
