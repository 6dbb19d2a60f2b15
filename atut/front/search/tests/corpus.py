"""The municipal corpus as pages of a project's site, and its queries, which were written before there was an index."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages.actions import create_site
from atut.front.pages.models import HomePage, StandardPage
from atut.front.pages.rules import SiteWords
from atut.front.search import index
from atut.front.search.models import SearchEntry

PLACE = Path(__file__).parent / "corpus"
ANSWERS = PLACE / "answers.list"
WORDS = SiteWords(promise={"pl": "Bliżej ludzi", "en": "Closer to people"}, lede={"pl": "Razem", "en": "Together"})


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


def open_site(project):
    return create_site(project, WORDS, actor=system(), at=clock.now())


def body_of(html):
    """A page's text as the editor keeps it."""
    return json.dumps([{"type": "text", "value": html}])


def a_page(project, slug, title, text, day=date(2026, 3, 2), **more):
    home = HomePage.objects.get(slug=project.slug)
    body = body_of("".join(f"<p>{part}</p>" for part in text.split("\n")))
    moment = clock.at(day, 12)
    page = StandardPage(title=title, slug=slug, body=body, first_published_at=moment, last_published_at=moment, **more)
    return home.add_child(instance=page)


def write_corpus(project):
    """All documents as pages, a day apart, and an index of nothing else."""
    open_site(project)
    StandardPage.objects.all().delete()
    for place, (number, title, text) in enumerate(documents()):
        a_page(project, number, title, text, date(2026, 1, 1) + timedelta(days=place))
    assert index.refresh(project, clock.now())


def number_of(entry: SearchEntry) -> str:
    return entry.url.strip("/").rpartition("/")[2]
