"""The edge by itself, around a program of a few lines: what it keeps, for whom, how it answers."""

import gzip
import io
from wsgiref.util import setup_testing_defaults

import pytest

from atut.base.kernel import clock
from atut.base.projects import edge, revisions

pytestmark = pytest.mark.django_db


class Program:
    """Says how often it was asked."""

    def __init__(self, *, headers=(), body="", until=None, status="200 OK"):
        self.asked, self.headers, self.body, self.status = 0, list(headers), body, status
        self.until = until if until is not None else clock.now().timestamp() + 60

    def __call__(self, environ, start):
        self.asked += 1
        marks = [(edge.MARK, str(self.until))] if self.until else []
        start(
            self.status, [("Content-Type", "text/html"), ("Content-Security-Policy", "default-src 'self'"), *self.headers, *marks]
        )
        return [f"asked {self.asked} ".encode(), self.body.encode()]


def visit(application, path="/", **environ):
    """One request: status, headers, body."""
    asked = {"HTTP_HOST": "testserver", "PATH_INFO": path, "wsgi.input": io.BytesIO()}
    setup_testing_defaults(asked)
    path, _mark, query = path.partition("?")
    asked |= {"PATH_INFO": path, "QUERY_STRING": query, **environ}
    said = {}
    body = b"".join(application(asked, lambda status, headers, *_rest: said.update(status=status, headers=dict(headers))))
    return said["status"], said["headers"], body


@pytest.fixture
def program(project):
    return Program()


@pytest.fixture
def layer(program):
    return edge.Edge(program)


def test_a_page_is_made_once_and_keeps_its_headers(layer, program):
    first, second = visit(layer), visit(layer)
    assert first == second
    assert program.asked == 1
    assert second[1]["Content-Security-Policy"] == "default-src 'self'"
    assert second[1]["Vary"] == "Accept-Encoding, Cookie"
    assert second[1]["Cache-Control"] == "no-cache"
    assert second[1]["Content-Length"] == str(len(second[2]))
    assert edge.MARK not in second[1]


def test_every_noun_that_readers_depend_on_makes_it_anew(layer, program, project):
    visit(layer)
    for count, noun in enumerate(sorted(revisions.PUBLISHED), start=2):
        revisions.bump(project.pk, noun)
        assert visit(layer)[2] == f"asked {count} ".encode(), noun
        assert visit(layer)[2] == f"asked {count} ".encode(), noun


def test_the_change_of_another_project_is_nothing_to_it(layer, program, other_project):
    visit(layer)
    revisions.bump(other_project.pk, "recruitment.call")
    visit(layer)
    assert program.asked == 1


def test_each_process_compares_for_itself(program, project):
    here, there = edge.Edge(program), edge.Edge(program)
    visit(here), visit(there)
    revisions.bump(project.pk, "recruitment.call")
    assert (visit(here)[2], visit(there)[2]) == (b"asked 3 ", b"asked 4 ")


def test_a_change_while_it_is_made_makes_it_anew(project):
    class Slow(Program):
        def __call__(self, environ, start):
            answer = super().__call__(environ, start)
            if self.asked == 1:
                revisions.bump(project.pk, "recruitment.call")
            return answer

    layer = edge.Edge(Slow())
    assert [visit(layer)[2] for _unused in range(3)] == [b"asked 1 ", b"asked 2 ", b"asked 2 "]


def test_at_the_known_moment_it_is_made_anew(project):
    program = Program(until=clock.now().timestamp() - 0.001)
    layer = edge.Edge(program)
    visit(layer), visit(layer)
    assert program.asked == 2


@pytest.mark.parametrize("cookie", ["atut=x", "a=b; atut_form=x", "messages=x", "django_language=en", 'a="; atut=x'])
def test_who_carries_our_cookie_is_answered_by_the_program(layer, program, cookie):
    visit(layer)
    assert visit(layer, HTTP_COOKIE=cookie)[2] == b"asked 2 "
    assert visit(layer)[2] == b"asked 1 "


def test_other_peoples_cookies_are_nothing_to_it(layer, program):
    visit(layer), visit(layer, HTTP_COOKIE="_ga=1; consent=yes")
    assert program.asked == 1


@pytest.mark.parametrize("header", edge.PERSONAL)
def test_who_asks_for_something_else_is_answered_by_the_program(layer, program, header):
    visit(layer), visit(layer, **{header: "x"})
    assert program.asked == 2


@pytest.mark.parametrize(
    "program",
    [
        Program(until=0),
        Program(until=4e9, headers=[("Set-Cookie", "atut_form=x")]),
        Program(until=4e9, headers=[("Content-Encoding", "br")]),
        Program(until=4e9, body='<input name="csrfmiddlewaretoken">'),
        Program(until=4e9, body="x" * edge.MOST_OF_ONE),
        Program(until=4e9, status="404 Not Found"),
    ],
    ids=["unmarked", "cookie", "packed", "token", "large", "not found"],
)
def test_what_is_somebodys_own_is_never_kept_though_marked(project, program):
    program.asked, layer = 0, edge.Edge(program)
    first, second = visit(layer), visit(layer)
    assert program.asked == 2
    assert (first[0], first[2][:8], second[2][:8]) == (program.status, b"asked 1 ", b"asked 2 ")
    assert edge.MARK not in first[1]
    assert layer.pages == {}


def test_addresses_are_apart_by_host_path_and_parameters(layer, program, other_project):
    for path in ("/", "/en/", "/?strona=2"):
        visit(layer, path)
    visit(layer, HTTP_HOST="other.testserver")
    visit(layer, HTTP_HOST="other.testserver:8000")
    assert program.asked == len(layer.pages) == 5


def test_a_host_of_no_project_is_passed_on(layer, program):
    visit(layer, HTTP_HOST="nobody.testserver"), visit(layer, HTTP_HOST="")
    assert program.asked == 2
    assert layer.pages == {}


def test_a_browser_that_has_it_is_told_so(layer):
    tag = visit(layer)[1]["ETag"]
    status, headers, body = visit(layer, HTTP_IF_NONE_MATCH=f'"old", W/{tag}')
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == tag
    assert "Content-Length" not in headers
    assert visit(layer, HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_it_is_packed_for_who_unpacks(project):
    layer = edge.Edge(Program(body="Łódź " * 500))
    plain, packed = visit(layer), visit(layer, HTTP_ACCEPT_ENCODING="br, GZIP;q=0.8")
    assert gzip.decompress(packed[2]) == plain[2]
    assert (packed[1]["Content-Encoding"], packed[1]["Content-Length"]) == ("gzip", str(len(packed[2])))
    assert plain[1]["ETag"] != packed[1]["ETag"]
    assert visit(layer, HTTP_ACCEPT_ENCODING="gzip;q=0") == plain
    assert visit(layer, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=packed[1]["ETag"])[0] == "304 Not Modified"


def test_head_says_what_get_would(layer, program):
    visit(layer, REQUEST_METHOD="HEAD")
    assert layer.pages == {}
    got, head = visit(layer), visit(layer, REQUEST_METHOD="HEAD")
    assert (head[0], head[1], head[2]) == (got[0], got[1], b"")


def test_forms_that_are_sent_always_arrive(layer, program):
    visit(layer), visit(layer, REQUEST_METHOD="POST")
    assert program.asked == 2


def test_over_plain_http_the_program_answers_where_https_is_served(layer, program, settings):
    settings.SECURE_SSL_REDIRECT = True
    visit(layer), visit(layer)
    assert program.asked == 2
    visit(layer, HTTP_X_FORWARDED_PROTO="https"), visit(layer, HTTP_X_FORWARDED_PROTO="https")
    assert program.asked == 3


def test_memory_is_bounded_and_what_is_read_stays(project, monkeypatch):
    monkeypatch.setattr(edge, "MOST_BYTES", 50_000)
    program = Program(body="x" * 1000)
    layer = edge.Edge(program)
    for number in range(40):
        visit(layer, f"/{number}/"), visit(layer, "/")
    assert layer.size <= 50_000
    assert layer.size == sum(page.size for page in layer.pages.values())
    assert program.asked == 41


def test_one_query_answers(layer, django_assert_num_queries):
    visit(layer)
    with django_assert_num_queries(1):
        visit(layer)
