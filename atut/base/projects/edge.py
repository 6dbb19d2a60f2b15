"""The edge: whole public pages kept for visitors without our cookies, answered before Django (decision 0034).

A view says by `stays` that its page is the same for everybody and until which moment it stays. The page is then kept
under the project's revision numbers, read before it was made; one small query a request reads the numbers now.
"""

import functools
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any, ParamSpec

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from atut.base.kernel import clock
from atut.base.kernel.guards import View
from atut.base.kernel.prepared import Prepared
from atut.base.projects.models import Project

P = ParamSpec("P")
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

MARK = "X-Atut-Stays"  # until when, in seconds; never leaves the program
MOST_BYTES = 16 * 2**20
MOST_OF_ONE = 2**19
OURS = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"}
# What a page may differ by besides its address: whoever sends one of these is answered by Django.
PERSONAL = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE")
# What each answer gets anew, or a later visitor has no use for.
OWN = {"vary", "etag", "cache-control", "content-length", "expires", "last-modified", MARK.lower()}


def midnight(_project: Project, at: datetime) -> datetime:
    """When the date at the top of every page changes."""
    return clock.at(clock.local(at).date() + timedelta(days=1))


def stays(until: Callable[[Project, datetime], datetime] = midnight, *, asked: Iterable[str] = ()) -> Callable[[View[P]], View[P]]:
    """The page is the same for every visitor, until a revision moves or the next known moment comes.

    `asked` names the parameters it knows; an address with others is made anew each time, so nobody fills the memory.
    """
    known = frozenset(asked)

    def mark(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            project, at = request.project, clock.now()  # type: ignore[attr-defined]  # set by projects.middleware
            answer = view(request, *args, **kwargs)
            if project is not None and answer.status_code == 200 and known.issuperset(request.GET):
                moment = min(until(project, at), midnight(project, at))
                answer[MARK] = str(moment.timestamp())
            return answer

        return marked

    return mark


@Prepared
def _numbers(host: str) -> "QuerySet[Any, Any]":
    """The project of a host and how often each thing that visitors read has changed in it."""
    return Project.objects.filter(host=host).order_by("revisions__noun").values_list("pk", "revisions__number")


@dataclass(slots=True)
class _Page:
    """A page as it is sent: plain and packed, each with its headers."""

    stands: tuple[Any, ...]
    until: float
    headers: Headers
    body: bytes
    packed: bytes
    tags: tuple[str, str] = ("", "")
    ready: dict[str, Headers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tag = hashlib.sha256(self.body).hexdigest()[:20]
        self.tags = (f'"{tag}"', f'"{tag}-gz"')
        vary = [("Vary", "Accept-Encoding, Cookie"), ("Cache-Control", "no-cache")]
        for name, mark, body in (("", self.tags[0], self.body), ("gzip", self.tags[1], self.packed)):
            own = [*vary, ("ETag", mark)]
            packing = [("Content-Encoding", name)] if name else []
            self.ready[name] = [*self.headers, *own, *packing, ("Content-Length", str(len(body)))]
            self.ready[f"304{name}"] = [*(pair for pair in self.headers if pair[0].lower() != "content-type"), *own]

    @property
    def size(self) -> int:
        """Bytes it takes, roughly."""
        return len(self.body) + len(self.packed) + 4096


class Edge:
    """The layer around the program: answers what is kept, keeps what is marked, passes everything else on."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.pages: OrderedDict[tuple[str, str, str], _Page] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """One request."""
        if not _is_for_everybody(environ):
            return self.application(environ, _unmarked(start))
        host = environ.get("HTTP_HOST", "")
        stands = _stands(host)
        if stands is None:
            return self.application(environ, _unmarked(start))
        key = (host, environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""))
        found = self.pages.get(key)
        if found is not None and found.stands == stands and clock.now().timestamp() < found.until:
            with self.lock:
                if key in self.pages:
                    self.pages.move_to_end(key)
            return _answer(found, environ, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, _unmarked(start))
        return self._made(key, stands, environ, start)

    def _made(self, key: tuple[str, str, str], stands: tuple[Any, ...], environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Ask the program; keep its answer where that is marked and nobody's own."""
        said: dict[str, Any] = {}

        def note(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], Any]:
            mark = next((value for name, value in headers if name == MARK), "")
            said["status"], said["headers"], said["until"] = status, headers, float(mark or 0)
            if not mark:
                return start(status, headers, *([exc_info] if exc_info else []))
            return lambda _bytes: None

        answer = self.application(environ, note)
        if not said.get("until"):
            return answer
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        bare = [(name, value) for name, value in said["headers"] if name != MARK]
        if not _may_be_kept(said["status"], bare, body):
            start(said["status"], bare)
            return [body]
        kept = [(name, value) for name, value in bare if name.lower() not in OWN]
        made = _Page(stands, said["until"], kept, body, gzip.compress(body, 6, mtime=0))
        self._put(key, made)
        return _answer(made, environ, start)

    def _put(self, key: tuple[str, str, str], made: _Page) -> None:
        """Keep it; what nobody asked for the longest gives way."""
        with self.lock:
            old = self.pages.pop(key, None)
            self.size += made.size - (old.size if old else 0)
            self.pages[key] = made
            while self.size > MOST_BYTES:
                self.size -= self.pages.popitem(last=False)[1].size


def _is_for_everybody(environ: dict[str, Any]) -> bool:
    """Is it the reading of a page by somebody who carries none of our cookies, by the scheme we serve?"""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in PERSONAL):
        return False
    if settings.SECURE_SSL_REDIRECT and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
        return False
    return "HTTP_COOKIE" not in environ or not _has_ours(environ["HTTP_COOKIE"])


def _has_ours(cookies: str) -> bool:
    try:
        return not OURS.isdisjoint(SimpleCookie(cookies)) or any(f"{name}=" in cookies for name in OURS)
    except CookieError:
        return True


def _stands(host: str) -> tuple[Any, ...] | None:
    """The project of the host with the sum of its numbers; None where there is none or the database does not answer."""
    try:
        if not connection.in_atomic_block:  # a test's transaction; a request has not begun one here
            connection.close_if_unusable_or_obsolete()
        found = _numbers(host=host.rpartition(":")[0].lower() or host.lower())
    except DatabaseError:
        connection.close()  # Django, asked next, opens another one or tells what is wrong
        return None
    return tuple(found) or None


def _unmarked(start: Start) -> Start:
    def begin(status: str, headers: Headers, *rest: Any) -> Any:
        return start(status, [pair for pair in headers if pair[0] != MARK], *rest)

    return begin


def _may_be_kept(status: str, headers: Headers, body: bytes) -> bool:
    """Nothing that sets a cookie, holds a form's token or is too large; a mark alone is not believed."""
    is_personal = any(name.lower() in ("set-cookie", "content-encoding") for name, _value in headers)
    return status.startswith("200") and not is_personal and b"csrfmiddlewaretoken" not in body and len(body) <= MOST_OF_ONE


def _answer(page: _Page, environ: dict[str, Any], start: Start) -> list[bytes]:
    way = "gzip" if _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else ""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (known.strip() == "*" or any(tag in known for tag in page.tags)):
        start("304 Not Modified", list(page.ready[f"304{way}"]))
        return []
    start("200 OK", list(page.ready[way]))
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [page.packed if way else page.body]


@functools.lru_cache(maxsize=64)
def _takes_gzip(accepted: str) -> bool:
    """Does the browser unpack gzip? `gzip;q=0` says no."""
    for one in accepted.lower().split(","):
        name, _semicolon, rest = one.partition(";")
        if name.strip() == "gzip":
            return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
