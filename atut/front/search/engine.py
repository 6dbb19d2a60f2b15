"""Asking the engine of the settings which entries have the words: the database's own full text, or OpenSearch."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend
from wagtail.search.query import SearchQuery

from atut.base.projects.models import Project
from atut.front.search.models import SearchEntry

if TYPE_CHECKING:
    from modelsearch.backends.base import BaseSearchResults

MOST = 1000  # an engine outside the database answers with keys, and with no more than this


def prepare() -> None:
    """Tell an engine outside how entries are shaped before it gets the first; unasked it would guess, and find nothing."""
    index = get_search_backend().get_index_for_model(SearchEntry)
    if hasattr(index, "put") and not index.exists():
        index.put()
        index.add_model(SearchEntry)


def matching(project: Project, language: str, query: SearchQuery) -> "QuerySet[SearchEntry]":
    """The entries of a project in one language that answer the query, in no order."""
    rows = SearchEntry.objects.filter(project=project, language=language)
    results = get_search_backend().search(query, rows, order_by_relevance=False)
    if not hasattr(results, "get_queryset"):
        return rows.filter(pk__in=[entry.pk for entry in results[:MOST]])
    if connection.vendor == "sqlite":
        of_project = SearchEntry.objects.alias(of=F("project_id") + 0).filter(of=project.pk)
        return of_project.filter(language=language, pk__in=_from_sqlite(results, query))
    found: QuerySet[SearchEntry] = results.get_queryset().order_by()
    return found


def _from_sqlite(results: "BaseSearchResults", query: SearchQuery) -> "QuerySet[SearchEntry]":
    """The same answer as Wagtail's own statement, whose join SQLite runs as one full-text search for each entry there is.

    Here and above "+ 0" keeps SQLite from an index by which it would read every entry of the project and ask of each whether
    it was found, instead of fetching those found: half the time at 10,000 entries.
    """
    from wagtail.search.backends.database.sqlite.query import MatchExpression
    from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry

    match = MatchExpression(["title", "body"], results.query_compiler.build_search_query(query))
    entries = IndexEntry.objects.alias(of=F("content_type_id") + 0).filter(
        of=ContentType.objects.get_for_model(SearchEntry).pk, pk__in=SQLiteFTSIndexEntry.objects.filter(match).values("pk")
    )
    return entries.annotate(entry=Cast("object_id", IntegerField())).values("entry")  # type: ignore[return-value]  # as a subquery
