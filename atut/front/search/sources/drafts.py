"""What a source hands over."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from atut.base.projects.models import Project
from atut.front.search.rules import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A published thing in one language, before its words are looked up."""

    thing: str
    kind: Kind
    title: str
    text: str
    url: str
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of published things.

    `stamps`: the key of each with a stamp that moves when the thing does. `drafts`: some of them in the language now
    active; those not written in it are left out.
    """

    name: str
    stamps: Callable[[Project], Mapping[str, str]]
    drafts: Callable[[Project, Iterable[str]], Iterable[Draft]]


_BLOCKS = re.compile(r"</?(?:p|h\d|li|ul|ol|br|tr|td|th|div|table|blockquote|section)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


def plain(marked_up: str) -> str:
    """The words of a rich text: blocks parted by a space, tags gone, entities read."""
    return " ".join(html.unescape(_TAGS.sub("", _BLOCKS.sub(" ", marked_up))).replace("\x00", "").split())
