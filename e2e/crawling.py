"""A visitor without a name who follows everything: links, pictures, styles, feeds, lists of addresses, files to download.

The crawl knows no network: it is given a function that asks one address of the site. What is wrong it collects in words.
"""

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

from tests.pages import faults

HTML, XML = "text/html", re.compile(r"(application|text)/(\w+\+)?xml")
FOR_EVER = {301, 308}
MOVED = FOR_EVER | {302, 303, 307}
FOLLOWED = {"a": ["href"], "area": ["href"], "link": ["href"], "script": ["src"], "img": ["src", "srcset"], "iframe": ["src"]}
FOLLOWED |= {"source": ["src", "srcset"], "video": ["src", "poster"], "audio": ["src"], "track": ["src"], "embed": ["src"]}
PICTURES = {"img", "icon", "apple-touch-icon", "og:image"}
PARTS = PICTURES | {"script", "stylesheet", "preload", "url", "loc", "canonical"}  # what is asked for on the way: by one request
ADDRESS = {"loc", "link"}  # in a list of addresses, in a feed


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: str) -> str:
        """The first of this name."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def kind(self) -> str:
        """The media type."""
        return self.header("content-type").partition(";")[0].strip()


class Page(HTMLParser):
    """What of a page the crawl needs: where it leads, what its parts are called, what it says of itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = {"", "top"}
        self.language = self.title = self.canonical = self.robots = ""
        self.versions: dict[str, str] = {}
        self.sends = self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids |= {said[name] for name in ("id", "name") if name in said}
        self._in_title = tag == "title" and not self.title
        if tag == "html":
            self.language = said.get("lang", "")
        self.sends |= tag == "form" and said.get("method", "").lower() == "post"
        self._follow(tag, said)

    def _follow(self, tag: str, said: dict[str, str]) -> None:
        what = said.get("rel", tag) if tag == "link" else said.get("property", tag)
        if what == "canonical":
            self.canonical = said["href"]
        if what == "alternate" and "hreflang" in said:
            self.versions[said["hreflang"]] = said["href"]
        if said.get("name") == "robots":
            self.robots = said["content"]
        if what in ("og:image", "og:url"):
            self.links.append((what, said["content"]))
        if tag == "form" and said.get("method", "get").lower() == "get" and "action" in said:
            self.links.append((tag, said["action"]))
        for name in FOLLOWED.get(tag, []):
            found = [part.split()[0] for part in said.get(name, "").split(",")] if name == "srcset" and name in said else None
            self.links += [("img" if found else what, one) for one in found or ([said[name]] if name in said else [])]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@dataclass
class Crawl:
    """One site, from its first pages on. `wrong` tells everything that was found."""

    origin: str
    ask: Callable[[str], Answer]
    leave: tuple[str, ...] = ()  # what is no part of the site
    wrong: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    seen: dict[str, Answer] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)  # to this address, first from that one
    _parts: list[tuple[str, str, str]] = field(default_factory=list)

    def run(self) -> "Crawl":
        """From both front pages on, then from what machines read first: what only they reach, people do not find."""
        self.follow("/", "/en/")
        found = set(self.pages)
        self.follow("/robots.txt", "/sitemap.xml")
        for url in self.pages.keys() - found:
            self._tell(url, f"no page leads there, only {self.led[url]}")
        self._parts_are_there()
        self._titles_differ()
        for url, page in self.pages.items():
            self._says_where_it_stands(url, page)
        return self

    def follow(self, *first: str) -> None:
        """Open these addresses, and everything they lead to, and so on."""
        waiting = deque(("a", urljoin(self.origin, one), "the beginning") for one in first)
        while waiting:
            what, url, from_where = waiting.popleft()
            plain, part = urldefrag(url)
            path = plain.removeprefix(self.origin)
            if not plain.startswith(f"{self.origin}/") or path.removeprefix("/en").startswith(self.leave):
                continue
            if part:
                self._parts.append((from_where, plain, unquote(part)))
            if plain not in self.seen:
                self.led[plain] = from_where
                self.seen[plain] = self.ask(path)
                waiting += [(kind, urljoin(plain, found), plain) for kind, found in self._open(plain, self.seen[plain])]
            self._is_what_it_should_be(what, plain, from_where)

    def _is_what_it_should_be(self, what: str, url: str, from_where: str) -> None:
        answer = self.seen[url]
        if answer.status in MOVED and (what in PARTS or answer.status in FOR_EVER):
            self._tell(from_where, f"leads to {url}, which is elsewhere: {answer.header('location')}")
        if what in PICTURES and answer.status == 200 and not answer.kind.startswith("image/"):
            self._tell(from_where, f"the picture {url} is {answer.kind}")

    def _open(self, url: str, answer: Answer) -> Iterator[tuple[str, str]]:
        if answer.status in MOVED:
            yield "a", answer.header("location")
            return
        if answer.status != 200:
            self._tell(self.led[url], f"leads to {url}, which answers {answer.status}")
            return
        if not answer.body:
            self._tell(url, "is empty")
        if answer.kind == HTML:
            yield from self._read(url, answer)
            return
        if answer.header("set-cookie"):
            self._tell(url, "sets a cookie")
        try:
            yield from links_of(answer)
        except (ValueError, ET.ParseError) as broken:
            self._tell(url, f"cannot be read: {broken}")

    def _read(self, url: str, answer: Answer) -> list[tuple[str, str]]:
        text = answer.body.decode()
        page = self.pages[url] = Page(text)
        for fault in faults(text):
            self._tell(url, fault)
        language = "en" if urlsplit(url).path.startswith("/en/") else "pl"
        if page.language != language:
            self._tell(url, f"says it is in {page.language!r}, not {language!r}")
        if answer.header("set-cookie") and not page.sends:
            self._tell(url, "sets a cookie, though nothing can be sent from it")
        return page.links

    def _parts_are_there(self) -> None:
        for from_where, url, part in self._parts:
            if url in self.pages and part not in self.pages[url].ids:
                self._tell(from_where, f"leads to {url}#{part}, and no part of it is called so")

    def _titles_differ(self) -> None:
        """Of pages that may be searched for; forms about one page or another are closed to robots."""
        closed = tuple(re.findall(r"^Disallow: (\S+)", self._body("/robots.txt"), re.MULTILINE)) or ("none",)
        mapped = set(re.findall(r"<loc>([^<]+)</loc>", self._body("/sitemap.xml")))
        called: dict[str, set[str]] = defaultdict(set)
        for url, page in self.pages.items():
            stands = page.canonical or url
            if not stands.removeprefix(self.origin).startswith(closed) and "noindex" not in page.robots:
                called[" ".join(page.title.split())].add(stands)
                if not page.sends and "?" not in stands and stands not in mapped:
                    self._tell(url, "is not in sitemap.xml")
        for title, urls in called.items():
            if len(urls) > 1:
                self._tell(", ".join(sorted(urls)), f"are all called {title!r}")

    def _body(self, path: str) -> str:
        return self.seen[f"{self.origin}{path}"].body.decode()

    def _says_where_it_stands(self, url: str, page: Page) -> None:
        """A page that says where it stands says the truth, and its other languages know it."""
        if page.canonical and page.canonical not in self.pages:
            self._tell(url, f"says it stands at {page.canonical}, where no page is")
        for language, other in page.versions.items():
            there = self.pages.get(other)
            if there is None or there.language != language or page.canonical not in there.versions.values():
                self._tell(url, f"says that {other} is the same in {language!r}, which does not say so")

    def _tell(self, where: str, what: str) -> None:
        self.wrong.append(f"{where.replace(self.origin, '')}: {what.replace(self.origin, '')}")


def links_of(answer: Answer) -> Iterator[tuple[str, str]]:
    """Where a file leads that is no page: a feed, a list of addresses, a style sheet, a manifest, a calendar."""
    text = answer.body.decode() if answer.kind.startswith(("text/", "application/")) and answer.kind != "application/pdf" else ""
    if XML.fullmatch(answer.kind):
        named = ((one.tag.rpartition("}")[2], one) for one in ET.fromstring(text).iter())
        yield from ((tag, found) for tag, one in named if tag in ADDRESS for found in _address(one))
    elif answer.kind == "text/css":
        yield from (("url", found) for found in re.findall(r"url\(([^)]+)\)", text) if not found.startswith("data:"))
    elif answer.kind == "application/manifest+json":
        said = json.loads(text)
        yield from (("icon", one["src"]) for one in said["icons"])
        yield "a", said["start_url"]
    elif answer.kind in ("text/plain", "text/calendar"):
        yield from (("a", found) for found in re.findall(r"^(?:Sitemap: |URL[^:]*:)(\S+)", text, re.MULTILINE))


def _address(one: ET.Element) -> list[str]:
    return [found for found in (one.get("href"), (one.text or "").strip()) if found]
