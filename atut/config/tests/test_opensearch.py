"""What an OpenSearch server would be sent: the real client speaks over a real socket to a server that writes down what it is asked.

It does not search: what OpenSearch makes of the requests is not shown here.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from atut.base.kernel import clock
from atut.config.settings.searching import search_backends
from atut.front.search import index, queries
from atut.front.search.models import SearchEntry
from atut.front.search.rules import parse
from atut.front.search.tests.corpus import a_page, open_site

ENTRIES = "/urzad_search_searchentry"


class Server(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked, self.hits = [], []

    def to(self, method, end):
        return [body for asked, path, body in self.asked if asked == method and path.partition("?")[0].endswith(end)]


class Asked(BaseHTTPRequestHandler):
    def answer(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        lines = [json.loads(line) for line in text.splitlines() if line]
        self.server.asked.append((self.command, self.path, lines))
        missing = self.command in ("HEAD", "GET") and "/_" not in self.path and self.path != "/"
        said = json.dumps(self.said(lines)).encode()
        self.send_response(404 if missing else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    def said(self, lines):
        if self.path.partition("?")[0].endswith("_bulk"):
            return {"errors": False, "items": [{name: {"status": 201}} for line in lines for name in line if name == "index"]}
        found = [{"_id": str(pk), "_score": 1, "fields": {"pk": [str(pk)]}} for pk in self.server.hits]
        return {"acknowledged": True, "version": {"number": "3.0.0"}, "hits": {"total": {"value": len(found)}, "hits": found}}

    do_GET = do_HEAD = do_PUT = do_POST = answer  # noqa: N815  # names of http.server

    def log_message(self, *_unused):
        pass


@pytest.fixture
def server(settings):
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.WAGTAILSEARCH_BACKENDS = search_backends(f"opensearch://127.0.0.1:{server.server_port}/urzad")
        yield server
        server.shutdown()


def words_of(query):
    """The words a query asks for, and the field they are asked of."""
    return json.dumps(query["query"]["bool"]["must"]), json.dumps(query["query"]["bool"]["filter"])


@pytest.mark.django_db
def test_entries_go_out_as_keys_after_their_shape_and_a_query_asks_for_keys(server, project, settings):
    settings.ATUT_DICTIONARY = "morfeusz"
    open_site(project)
    a_page(project, "kurs", "Kurs", "Spotykamy się na szkoleniach w urzędzie.")
    assert index.refresh(project, clock.now())
    ours = [(method, path) for method, path, _body in server.asked if "search_searchentry" in path]
    assert ours[:3] == [("HEAD", ENTRIES), ("PUT", ENTRIES), ("PUT", f"{ENTRIES}/_mapping")]
    assert server.to("PUT", "/_mapping")[0][0]["properties"]["keys"] == {"type": "text", "copy_to": "_all_text"}
    sent = [line for lines in server.to("POST", f"{ENTRIES}/_bulk") for line in lines if "keys" in line]
    assert "kurs na sie spotykac spotykamy szkoleniach szkolenie szkolic urzad urzedzie w" in [line["keys"] for line in sent]
    entry = SearchEntry.objects.get(title="Kurs")
    server.hits = [entry.pk]
    found = queries.find(project, parse('szkolenie "urzedu" OR:*', "pl"), queries.Filters(), today=clock.today())
    assert [hit.entry for hit in found.hits] == [entry]
    [[query]] = server.to("POST", "/_search")
    wanted, only = words_of(query)
    assert all(f'"query": "{key}"' in wanted for key in ("szkolenie", "szkolic", "urzad", "urzedu"))
    assert "OR" not in wanted
    assert f'"project_id_filter": {project.pk}' in only
    assert '"language_filter": "pl"' in only


@pytest.mark.django_db
def test_what_the_database_held_is_sent_when_the_engine_changes(server, project, settings):
    outside = settings.WAGTAILSEARCH_BACKENDS
    settings.WAGTAILSEARCH_BACKENDS = search_backends("")
    open_site(project)
    assert index.refresh(project, clock.now())
    assert not server.asked
    settings.WAGTAILSEARCH_BACKENDS = outside
    assert not queries.is_fresh(project)
    assert index.refresh(project, clock.now())
    sent = [line for lines in server.to("POST", "/_bulk") for line in lines if "keys" in line]
    assert len(sent) == SearchEntry.objects.count()
