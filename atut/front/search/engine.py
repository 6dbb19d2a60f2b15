"""Asking the engine of the settings which entries have the words: the database's own full text, or OpenSearch."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import IntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend
from wagtail.search.query import SearchQuery

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


def matching(rows: "QuerySet[SearchEntry]", query: SearchQuery) -> "QuerySet[SearchEntry]":
    """Those of the rows that answer the query, in no order."""
    results = get_search_backend().search(query, rows, order_by_relevance=False)
    if not hasattr(results, "get_queryset"):
        return rows.filter(pk__in=[entry.pk for entry in results[:MOST]])
    if connection.vendor == "sqlite":
        return rows.filter(pk__in=_from_sqlite(results, query))
    found: QuerySet[SearchEntry] = results.get_queryset().order_by()
    return found


def _from_sqlite(results: "BaseSearchResults", query: SearchQuery) -> "QuerySet[SearchEntry]":
    """The same answer as Wagtail's own statement, whose join SQLite runs as one full-text search for each entry there is."""
    from wagtail.search.backends.database.sqlite.query import MatchExpression
    from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry

    match = MatchExpression(["title", "body"], results.query_compiler.build_search_query(query))
    entries = IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(SearchEntry), pk__in=SQLiteFTSIndexEntry.objects.filter(match).values("pk")
    )
    return entries.annotate(entry=Cast("object_id", IntegerField())).values("entry")  # type: ignore[return-value]  # as a subquery
