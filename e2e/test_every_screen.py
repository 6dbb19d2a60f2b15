"""Every screen of both projects, opened as somebody who may.

By plain requests: valid HTML, Polish without English, English without Polish. In Chromium, at the width of a small phone:
axe finds nothing and nothing scrolls sideways. Screens are found as people find them, by links and forms, from each role's
first page; links of mails are told by a scene. An address that nobody opens fails the test, or has its reason below.

Every role opens every kind of screen that it is led to. Visits that are alike are cut: a page is read in both languages when
it is put together from parts that this kind of screen has not shown yet; besides, the first few of each kind are read. It is
looked at in Chromium when it is the first of its kind, or has a part that no page looked at before had. No kind of screen is
without: one that was opened as a page and never read or looked at fails the test.
"""

from collections import Counter, defaultdict, deque
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from e2e.conftest import AXE, TO_THE_PAGE, faults_of
from e2e.languages import strangers
from e2e.test_crawl import asking
from tests.pages import faults
from tests.test_addresses import EDITORS, addresses

ROLES = {
    "friendly-office": {
        "nobody": None,
        "coordinator": "Teresa Błażejczak",
        "administrator": "Damian Żmuda",
        "controller": "Leszek Ożóg",
        "office lead": "Jolanta Grzęda",
        "trainer": "Wojciech Ździebło",
        "participant": "Karolina Dąbek",
        "editor": "Kinga Śliwa",
        "committee": "Barbara Zagórna",
    },
    "professional-official": {
        "nobody": None,
        "coordinator": "Tomasz Wyrzykowski",
        "administrator": "Damian Żmuda",
        "controller": "Urszula Czyżewska",
        "office lead": "Hanna Osińska",
        "trainer": "Lidia Rączka",
    },
}
FIRST = ["/", "/demo/", "/ui/", "/biurko/", "/moje/"]
EXAMPLES = 5  # of each kind of screen are opened, since one leads where another does not
READ = 3  # of each kind are read though nothing in them looks new
EXPIRED = {"partnership:account_open", "recruitment:application_withdraw_by_link"}  # 410 says that a link was used
PHONE = 320

# Every address that answers to GET is opened in the project whose programme has come furthest. But these: why.
FURTHEST = "friendly-office"
NOT_OPENED = {
    "mfa_edit_webauthn": "needs a key that only a device can register",
    "mfa_remove_webauthn": "as above",
    "wagtaildocs_serve": "a file, no screen: pages' own tests open it",
    "picture_show": "as above",
    "link_picture": "as above; its address stands in the head of a page, for other sites",
    "duties:recording": "a film as a file: the demo has none; the room's own tests play it",
    "recruitment:compare_ticked": "only leads to `compare`, which is opened",
    "recruitment:selection_annex": "a file, no screen: the room's own tests open it",
    "projects:sign": "an official sign as a file: the demo has none, for its projects are not real",
}


def table():
    """Names of all addresses that may be read, but the editors' admin."""
    return {
        name
        for where, name, view in addresses()
        if name and not where.startswith(EDITORS) and "GET" in getattr(view, "methods", ("GET",))
    }


def name_of(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


class Walk:
    """One project, walked role by role; everything wrong is collected, so that one run tells all of it."""

    def __init__(self, base):
        self.base, self.host = base, urlsplit(base).netloc
        self.examples, self.wrong = Counter(), []
        self.parts, self.to_look_at = defaultdict(set), []
        self.read, self.looked_at, self.shown = Counter(), set(), set()

    @property
    def seen(self):
        return {name for name, count in self.examples.items() if count}

    def by(self, visitor, paths, told):
        """From these addresses on, as the visitor who signed in, by plain requests."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in visitor.cookies(self.base))
        self.ask = asking(self.base, cookies)
        waiting, been, opened = deque([*told, *paths]), set(), set()
        while waiting:
            path = waiting.popleft()
            name = name_of(path)
            if name and path not in been and (name not in opened or path in told or self.examples[name] < EXAMPLES):
                been.add(path)
                text = self.open(path, name)
                page = Reader(text)
                if page.parts:
                    opened.add(name)
                is_new = bool(page.parts) and not page.parts <= self.parts[name]
                if page.parts and (not self.read[name] or not page.parts <= self.shown):
                    self.shown |= page.parts
                    self.to_look_at.append((name, path))
                if is_new:
                    self.parts[name] |= page.parts
                if is_new or (page.parts and self.read[name] < READ):
                    self.read_through(path, text)
                    self.read[name] += 1
                waiting += [one.path for one in page.links if self.is_ours(one)]

    def open(self, path, name):
        """One address; its page, if it is one that this visitor may see."""
        answer = self.ask(path)
        if answer.status in (403, 405):
            return ""
        if answer.status in (301, 302):
            there = urlsplit(answer.header("location")).path
            is_for_others = there.startswith("/konta/logowanie") and not path.startswith("/konta")
            self.examples[name] += not is_for_others
            return ""
        self.examples[name] += 1
        if answer.status >= 400 and name not in EXPIRED:
            self.tell(path, [f"answers {answer.status}"])
        if answer.kind != "text/html" or b"<html" not in answer.body[:500]:  # a file, or a part that htmx puts into a page
            return ""
        return answer.body.decode()

    def read_through(self, path, polish):
        """Is it valid, and is each of its two languages without the other?"""
        english = self.ask(f"/en{path}").body.decode()
        self.tell(path, faults(polish))
        self.tell(path, (f"English on a Polish page: {words}" for words in strangers(polish, "pl")))
        self.tell(f"/en{path}", (f"Polish on an English page: {words}" for words in strangers(english, "en")))

    def look(self, page):
        """With a browser, at the width of a small phone, at the screens found since the last look."""
        page.add_init_script(AXE)
        while self.to_look_at:
            name, path = self.to_look_at.pop()
            page.goto(path)
            self.looked_at.add(name)
            self.tell(path, faults_of(page))
            if (wider := page.evaluate(TO_THE_PAGE)) > 0:
                self.tell(path, [f"{wider} px wider than a screen of {PHONE} px"])

    def is_ours(self, address):
        return address.netloc in ("", self.host) and not address.path.startswith(("/en/", "/redakcja/", "/static/"))

    def tell(self, path, found):
        self.wrong += [f"{path}: {one}" for one in found]


class Reader(HTMLParser):
    """Where the links and forms of a page lead, and which kinds of elements it is put together from."""

    def __init__(self, page):
        super().__init__()
        self.links, self.parts = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.parts.add((tag, said.get("class"), said.get("type"), said.get("role")))
        if address := said.get({"a": "href", "form": "action"}.get(tag)):
            self.links.append(urlsplit(address))


def without_keys(names):
    """Addresses that need no key, of these names."""
    for name in sorted(names):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@pytest.mark.slow
@pytest.mark.parametrize("slug", ROLES)
def test_every_screen_is_whole(open_browser, site, sign_in, slug):
    walk = Walk({"friendly-office": site.a, "professional-official": site.b}[slug])
    told = site.scene("things_to_open", slug=slug)
    for role, name in ROLES[slug].items():
        page = open_browser(base=walk.base, width=PHONE)
        if name:
            sign_in(page, name)
        walk.by(page.context, [*FIRST, *without_keys(table() - walk.seen)], told.get(role, []))
        walk.look(page)
        page.context.close()
    assert walk.wrong == []
    assert walk.parts.keys() == walk.read.keys() == walk.looked_at, "a kind of screen was opened and not looked at"
    if slug == FURTHEST:
        assert table() - walk.seen == NOT_OPENED.keys(), "open them, by a link or a scene, or say in NOT_OPENED why not"
