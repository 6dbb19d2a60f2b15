"""The engine of search is chosen by a setting alone: the database, or OpenSearch by its address."""

import pytest
from wagtail.search.backends import get_search_backend

from atut.config.settings.searching import search_backends


@pytest.mark.django_db
def test_the_engine_is_chosen_by_the_address_alone(settings):
    settings.WAGTAILSEARCH_BACKENDS = search_backends("")
    assert "database" in type(get_search_backend()).__module__
    chosen = search_backends("opensearchs://name:word@search.example:9200/urzad")
    settings.WAGTAILSEARCH_BACKENDS = chosen
    backend = get_search_backend()
    assert type(backend).__name__.startswith("OpenSearch")
    assert backend.index_prefix == "urzad_"
    assert chosen["default"]["URLS"] == ["https://name:word@search.example:9200"]
