"""Ten thousand pages to search: the municipal corpus again and again, each time with other words around it that nobody asks for."""

import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from atut.front.search.tests.written import documents, queries
from bench.laying import bare_tables, mark_as_ready, settle

if TYPE_CHECKING:
    from wagtail.models import Page


SYLLABLES = [f"{one}{two}" for one in "bdfghkmprt" for two in ("axo", "uxe", "oxi", "yxa", "exu")]
AROUND, FORMS, AT_ONCE = 100, 40_000, 50  # words on a page, words there are, pages by one statement


def texts(count: int) -> Iterator[tuple[str, str, str]]:
    """(slug, title, text): what is wanted for a query is every copy of what was wanted. The same ones each time."""
    drawn, originals = random.Random(2026), list(documents())
    forms = list(dict.fromkeys("".join(drawn.choices(SYLLABLES, k=3)) for _word in range(FORMS)))
    for place in range(count):
        number, title, text = originals[place % len(originals)]
        around = [forms[int(len(forms) ** drawn.random())] for _word in range(AROUND)]  # few words often, most seldom
        yield f"{number}-{place}", title, f"<p>{text}</p><p>{' '.join(around)}.</p>"


def asked() -> list[str]:
    """Queries of the corpus, as they were written."""
    return [wanted.query for wanted in queries()]


def lay_pages(count: int) -> dict:
    """A house with a public site of so many pages, all taken in by search."""
    bare_tables()
    from django.core.management import call_command

    from atut.base.kernel import clock
    from atut.base.kernel.actors import system
    from atut.base.projects.tests.factories import a_project
    from atut.front.pages.actions import create_site
    from atut.front.pages.models import HomePage, StandardPage
    from atut.front.pages.rules import SiteWords
    from atut.front.search import index

    call_command("createcachetable", verbosity=0)
    project = a_project(host="localhost", languages=["pl"])
    create_site(project, SiteWords({"pl": "Bliżej ludzi"}, {"pl": "Razem"}), actor=system(), at=clock.now())
    StandardPage.objects.all().delete()
    home = HomePage.objects.get(slug=project.slug)
    _grow(home, StandardPage, count, "text")
    took = time.process_time()
    if not index.refresh(project, clock.now()):
        raise RuntimeError("Not everything was taken in.")
    took = time.process_time() - took
    settle()
    mark_as_ready()
    return {"cpu": took}


def lay_stock_pages(count: int) -> dict:
    """The same pages on the stock site, indexed by Wagtail's own command."""
    from bench.stock.laying import lay_stock

    lay_stock()
    from django.core.management import call_command

    from bench.stock.models import ContentPage

    home = ContentPage.objects.get(slug="stock")
    _grow(home, ContentPage, count, "paragraph")
    took = time.process_time()
    call_command("update_index", verbosity=0)
    return {"cpu": time.process_time() - took}


def _grow(home: "Page", model: type[Any], count: int, block: str) -> None:
    """So many pages below the first, many by one statement. Nothing hears of them: they are indexed afterwards."""
    from django.db import transaction

    found = iter(texts(count))
    with transaction.atomic():
        for first in range(0, count, AT_ONCE):
            _lay(home, model, list(itertools.islice(found, AT_ONCE)), block, first)
        home.numchild += count
        home.save(update_fields=["numchild"])


def _lay(home: "Page", model: type[Any], some: list[tuple[str, str, str]], block: str, first: int) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    from atut.base.kernel import clock

    own = {"content_type": ContentType.objects.get_for_model(model), "locale": home.locale, "depth": home.depth + 1}
    rows = []
    for place, (slug, title, _text) in enumerate(some, start=first):
        day = clock.at(date(2024, 1, 1) + timedelta(days=place % 800), 12)
        where = {"path": Page._get_path(home.path, home.depth + 1, 100 + place), "url_path": f"{home.url_path}{slug}/"}
        said = {"title": title, "draft_title": title, "slug": slug, "first_published_at": day, "last_published_at": day}
        rows.append(Page(**own, **where, **said))
    pages = Page.objects.bulk_create(rows)
    bodies = [json.dumps([{"type": block, "value": text}]) for _slug, _title, text in some]
    children = [model(page_ptr=page, body=body) for page, body in zip(pages, bodies, strict=True)]
    model._base_manager._insert(children, fields=model._meta.local_concrete_fields, using="default")


def find() -> dict:
    """Every query by itself, without its page: CPU of this process, how many of the wanted are found, and of the first ten wanted."""
    import django

    django.setup()
    from django.utils import translation

    from atut.base.kernel import clock
    from atut.base.projects.models import Project
    from atut.front.search import index
    from atut.front.search import queries as searching
    from atut.front.search.models import SearchEntry
    from atut.front.search.rules import parse

    translation.activate("pl")
    project, today = Project.objects.get(), clock.today()
    there = Counter(_original(url) for url in SearchEntry.objects.filter(source="page").values_list("url", flat=True))

    def ask(query: str) -> searching.Found:
        index.refresh_when_stale(project, clock.now())
        return searching.find(project, parse(query, "pl"), searching.Filters(), today=today)

    wanted, recalls, precisions = list(queries()), [], []
    for one in wanted:
        answer = ask(one.query)
        found = Counter(_original(entry.url) for entry in answer.page.paginator.object_list[:])
        due = sum(there[name] for name in one.documents)
        first = [_original(hit.entry.url) in one.documents for hit in answer.hits]
        recalls.append(sum(found[name] for name in one.documents) / due if due else 1)
        precisions.append(sum(first) / max(1, len(first)))
    took = time.process_time()
    for one in wanted:
        ask(one.query)
    took = time.process_time() - took
    return {"cpu": took, "queries": len(wanted), "recall": sum(recalls) / len(wanted), "precision": sum(precisions) / len(wanted)}


def _original(url: str) -> str:
    return url.strip("/").rpartition("/")[2].partition("-")[0]
