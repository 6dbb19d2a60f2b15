"""The municipal corpus as it was written: texts, queries with their answers, misspelt words. Needs no program."""

from dataclasses import dataclass
from pathlib import Path

PLACE = Path(__file__).parent / "corpus"
ANSWERS = PLACE / "answers.list"


@dataclass(frozen=True)
class Wanted:
    kind: str
    query: str
    documents: frozenset[str]


def documents():
    """(id, title, text) of the corpus."""
    for path in sorted(PLACE.glob("*.txt")):
        for part in path.read_text().split("# ")[1:]:
            head, _end, text = part.partition("\n")
            number, _space, title = head.partition(" ")
            yield number, title, text.strip()


def queries():
    lines = (PLACE / "queries.list").read_text().splitlines()
    for line in lines:
        if not line.startswith("#"):
            kind, query, found = (part.strip() for part in line.split(" | "))
            yield Wanted(kind, query, frozenset(found.split()))


def typos():
    for line in (PLACE / "typos.list").read_text().splitlines():
        if not line.startswith("#"):
            yield tuple(part.strip() for part in line.split(" > "))


def answers():
    """The first ten for each query, in their order: the same on every database."""
    for line in ANSWERS.read_text().splitlines():
        query, _bar, found = line.partition(" | ")
        yield query, found.split()
