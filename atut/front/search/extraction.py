"""The text inside PDF, DOCX and ODT files. Bounded: a broken or malicious file costs a little time and says nothing."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element

LONGEST_TEXT, MOST_PAGES, LARGEST_FILE, LARGEST_PART = 200_000, 300, 50 * 2**20, 8 * 2**20


class Unreadable(Exception):
    """The file has no text we can read."""


def text_of(name: str, file: IO[bytes]) -> str:
    """The words of a file by its ending, white space made even; other kinds of files have none."""
    read = READERS.get(name.rpartition(".")[2].lower())
    if read is None or file.seek(0, 2) > LARGEST_FILE:
        return ""
    file.seek(0)
    return " ".join(read(file)[: LONGEST_TEXT * 2].replace("\x00", " ").split())[:LONGEST_TEXT]


def _pdf(file: IO[bytes]) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader, found = PdfReader(file), ""
        for page in reader.pages[:MOST_PAGES]:
            found += page.extract_text() + "\n"
            if len(found) > LONGEST_TEXT:
                break
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as fault:
        # pypdf meets broken files with whatever its own code stumbles over; encrypted ones with its own error
        raise Unreadable from fault
    # a word broken at the end of a line is one word
    return re.sub(r"(\w)[-\u00ad]\n(\w)", r"\1\2", found)


_OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARTS = {"docx": re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml"), "odt": re.compile(r"content\.xml")}
_PARAGRAPHS = frozenset({f"{_OFFICE}p", f"{_OPEN}p", f"{_OPEN}h"})
_SPACES = frozenset({f"{_OFFICE}tab", f"{_OFFICE}br", f"{_OPEN}tab", f"{_OPEN}s", f"{_OPEN}line-break"})
_LEFT_OUT = frozenset({f"{_OFFICE}instrText", f"{_OFFICE}delText", f"{_OPEN}tracked-changes"})


def _zipped(kind: str) -> Callable[[IO[bytes]], str]:
    def read(file: IO[bytes]) -> str:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring

        found: list[str] = []
        try:
            with zipfile.ZipFile(file) as archive:
                for part in archive.infolist():
                    if _PARTS[kind].fullmatch(part.filename):
                        found.extend(_said(fromstring(_bytes_of(archive, part), forbid_dtd=True)))
        except (zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, RuntimeError, NotImplementedError) as fault:
            raise Unreadable from fault
        return "".join(found)

    return read


def _bytes_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The unpacked part; the size a bomb claims is not believed."""
    with archive.open(part) as opened:
        data = opened.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Unreadable(part.filename)
    return data


def _said(root: Element) -> Iterator[str]:
    """The text of a document in its order: paragraphs end lines, tabs and breaks are spaces."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, is_over = waiting.pop()
        if is_over:
            yield "\n" if element.tag in _PARAGRAPHS else ""
            yield element.tail or ""
            continue
        waiting.append((element, True))
        if element.tag in _LEFT_OUT:
            continue
        yield " " if element.tag in _SPACES else element.text or ""
        waiting.extend((child, False) for child in reversed(element))


READERS: dict[str, Callable[[IO[bytes]], str]] = {"pdf": _pdf, "docx": _zipped("docx"), "odt": _zipped("odt")}
