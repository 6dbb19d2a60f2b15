"""Every screen of both projects, opened as somebody who may: valid HTML, Polish without English, English without Polish.

Screens are found as people find them, by links and forms, from each role's first page; links of mails are told by a scene.
"""

from collections import Counter, deque
from urllib.parse import urlsplit

import html5lib
import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from e2e.languages import strangers
from tests.pages import faults
from tests.test_addresses import EDITORS, addresses

FEWEST = {"friendly-office": 160, "professional-official": 145}  # of about 200 addresses; the rest answer to buttons or mails
ROLES = {
    "friendly-office": {
        "nobody": None,
        "coordinator": "Teresa Błażejczak",
        "administrator": "Damian Żmuda",
        "controller": "Leszek Ożóg",
        "office lead": "Jolanta Grzęda",
        "trainer": "Wojciech Ździebło",
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
EXAMPLES = 5  # of each kind of screen
EXPIRED = {"partnership:account_open", "recruitment:application_withdraw_by_link"}  # 410 says that a link was used


def table():
    """Names of all addresses but the editors' admin and files of others."""
    return {name for where, name, _view in addresses() if name and not where.startswith(EDITORS)}


def name_of(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


class Walk:
    """One project, walked role by role; everything wrong is collected, so that one run tells all of it."""

    def __init__(self, base):
        self.base, self.host = base, urlsplit(base).netloc
        self.examples, self.screens, self.wrong = Counter(), {}, []

    @property
    def seen(self):
        return set(self.examples)

    def by(self, visitor, paths):
        """From these addresses on; of each kind of screen a few examples, since one leads where another does not."""
        waiting, been = deque(paths), set()
        while waiting:
            path = waiting.popleft()
            name = name_of(path)
            if name and path not in been and self.examples[name] < EXAMPLES:
                been.add(path)
                waiting += self.open(visitor, path, name)
        self.examples += Counter()  # forget what nobody could open

    def open(self, visitor, path, name):
        """One address in both languages; the addresses it leads to."""
        answer = self.ask(visitor, path)
        if answer.status == 403:
            return []
        if answer.status in (301, 302):
            there = urlsplit(answer.headers["location"]).path
            is_for_others = there.startswith("/konta/logowanie") and not path.startswith("/konta")
            self.examples[name] += not is_for_others
            return [] if is_for_others else [there]
        self.examples[name] += 1
        if answer.status == 405:
            return []
        if answer.status >= 400 and name not in EXPIRED:
            self.tell(path, [f"answers {answer.status}"])
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        polish, english = answer.text(), self.ask(visitor, f"/en{path}").text()
        self.tell(path, faults(polish))
        self.tell(path, (f"English on a Polish page: {words}" for words in strangers(polish, "pl")))
        self.tell(f"/en{path}", (f"Polish on an English page: {words}" for words in strangers(english, "en")))
        return [one.path for one in links(polish) if self.is_ours(one)]

    def ask(self, visitor, path):
        """As the visitor who signed in, without a browser. It cannot find kutno.localhost by name, so it is told where."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in visitor.cookies(self.base))
        headers = {"Host": self.host, "Cookie": cookies}
        return visitor.request.get(f"http://127.0.0.1:{self.host.rpartition(':')[2]}{path}", headers=headers, max_redirects=0)

    def is_ours(self, address):
        return address.netloc in ("", self.host) and not address.path.startswith(("/en/", "/redakcja/", "/static/"))

    def tell(self, path, found):
        self.wrong += [f"{path}: {one}" for one in found]


def links(page):
    """Where the links and forms of a page lead."""
    for element in html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False).iter():
        address = element.get("href") if element.tag == "a" else element.get("action") if element.tag == "form" else None
        if address:
            yield urlsplit(address)


def without_keys(names):
    """Addresses that need no key, of these names."""
    for name in sorted(names):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@pytest.mark.parametrize("slug", ROLES)
def test_every_screen_is_whole_in_both_languages(open_browser, site, sign_in, slug):
    walk = Walk({"friendly-office": site.a, "professional-official": site.b}[slug])
    told = site.scene("things_to_open", slug=slug)
    for role, name in ROLES[slug].items():
        page = open_browser(base=walk.base)
        if name:
            sign_in(page, name)
        walk.by(page.context, [*FIRST, *told.get(role, []), *without_keys(table() - walk.seen)])
    assert walk.wrong == []
    assert len(walk.seen) >= FEWEST[slug], sorted(table() - walk.seen)
