"""The engine of the site search: the database itself, or OpenSearch by its address (decision 0030)."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from atut.config.settings.environment import ATUT_SEARCH


def search_backends(address: str) -> dict[str, dict[str, Any]]:
    """Wagtail's setting for an address; `simple` because the keys of words are made by us, on every database alike."""
    if not address:
        return {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
    parts = urlsplit(address)
    scheme = "https" if parts.scheme == "opensearchs" else "http"
    engine = {
        "BACKEND": "wagtail.search.backends.opensearch3",
        "URLS": [urlunsplit((scheme, parts.netloc, "", "", ""))],
        "INDEX_PREFIX": f"{parts.path.strip('/') or 'atut'}_",
        "TIMEOUT": 5,
    }
    return {"default": engine}


WAGTAILSEARCH_BACKENDS = search_backends(ATUT_SEARCH)
