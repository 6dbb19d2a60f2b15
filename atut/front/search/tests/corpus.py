"""The municipal corpus as pages of a project's site."""

import json
from datetime import date, timedelta

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages.actions import create_site
from atut.front.pages.models import HomePage, QuestionsPage, StandardPage
from atut.front.pages.rules import SiteWords
from atut.front.search import index
from atut.front.search.models import SearchEntry
from atut.front.search.tests.written import documents

WORDS = SiteWords(promise={"pl": "Bliżej ludzi", "en": "Closer to people"}, lede={"pl": "Razem", "en": "Together"})


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
    for kind in (StandardPage, QuestionsPage):
        kind.objects.all().delete()
    for place, (number, title, text) in enumerate(documents()):
        a_page(project, number, title, text, date(2026, 1, 1) + timedelta(days=place))
    assert index.refresh(project, clock.now())


def number_of(entry: SearchEntry) -> str:
    return entry.url.strip("/").rpartition("/")[2]
