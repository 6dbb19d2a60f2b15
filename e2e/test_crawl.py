"""Both demo sites, followed from home by a visitor without a name: no link is broken, no page lacks its title or language."""

import http.client
from urllib.parse import urlsplit

import pytest

from e2e.crawling import Answer, Crawl

FEWEST = 120  # addresses of a demo site: a crawl that stops early finds nothing wrong either
DEMO_ONLY = ("/demo/", "/ui/")  # no part of a site; every screen of them is opened elsewhere


def asking(address, cookies=""):
    """A function: ask one path of a site, without a browser. Its host is told apart: not every machine finds *.localhost."""
    host = urlsplit(address).netloc
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=120)

    def once(path):
        line.request("GET", path, headers={"Host": host, **({"Cookie": cookies} if cookies else {})})
        answer = line.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())

    def ask(path):
        try:
            return once(path)
        except ConnectionError:  # a line on which nobody said anything for long was hung up
            line.close()
            return once(path)

    return ask


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_site_followed_from_home_is_whole(site, name):
    address = getattr(site, name)
    crawl = Crawl(address, asking(address), leave=DEMO_ONLY).run()
    assert crawl.wrong == []
    print(f"{address}: {len(crawl.seen)} addresses, {len(crawl.pages)} pages")
    assert len(crawl.seen) >= FEWEST
    kinds = {answer.kind for answer in crawl.seen.values()}
    assert kinds >= {"text/html", "text/css", "image/webp", "image/png", "application/pdf", "text/calendar", "application/rss+xml"}


HERE = "http://here.example"
HTML = [("Content-Type", "text/html; charset=utf-8")]
MAP = "<urlset><url><loc>http://here.example/</loc></url><url><loc>http://here.example/en/</loc></url></urlset>"


def page(body="", head="", title="Strona", language="pl"):
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main><h1>Strona</h1>{body}</main></body></html>"
    )


def crawled(body="", head="", headers=(), **others):
    """A site of two pages, the first of them with this, and with these other addresses."""
    told = {"/": page(body, head), "/en/": page(title="Page", language="en"), "/sitemap.xml": MAP, "/robots.txt": "User-agent: *\n"}
    told |= {f"/{name}": text for name, text in others.items()}
    kinds = {"xml": "application/xml", "txt": "text/plain", "css": "text/css"}

    def ask(path):
        if path not in told:
            return Answer(404, HTML)
        if path.startswith("/moved"):
            return Answer(301, [("Location", told[path])])
        kind = kinds.get(path.rpartition(".")[2])
        said = [("Content-Type", kind)] if kind else HTML
        return Answer(200, [*said, *(headers if path == "/" else ())], told[path].encode())

    return Crawl(HERE, ask).run().wrong


def test_a_whole_site_has_nothing_wrong():
    assert crawled('<a href="/en/">English</a><a href="#tu">Tu</a><p id="tu"></p>') == []


TWIN = f'<link rel="canonical" href="{HERE}/"><link rel="alternate" hreflang="en" href="{HERE}/en/">'


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ({"body": '<a href="nic/">Nic</a>'}, "/: leads to /nic/, which answers 404"),
        ({"body": '<a href="/en/#nic">Nic</a>'}, "/: leads to /en/#nic, and no part of it is called so"),
        ({"body": '<img src="/x.png">'}, "has no alt"),
        ({"body": '<img src="/x.png" alt="">'}, "/: leads to /x.png, which answers 404"),
        ({"body": '<img src="/en/" alt="">'}, "/: the picture /en/ is text/html"),
        ({"body": '<img src="/moved" alt="">', "moved": "/en/"}, "/: leads to /moved, which is elsewhere: /en/"),
        ({"body": '<a href="/moved">Nic</a>', "moved": "/nic"}, "/moved: leads to /nic, which answers 404"),
        ({"body": "<h1>Druga</h1>"}, "/: 2 <h1>"),
        ({"body": "<p><div></p>"}, "/: HTML: unexpected"),
        ({"headers": [("Set-Cookie", "a=b")]}, "/: sets a cookie, though nothing can be sent from it"),
        ({"head": '<link rel="stylesheet" href="/x.css">', "x.css": "a{background:url(y.png)}"}, "/x.css: leads to /y.png"),
        ({"body": '<a href="/x">X</a>', "x": page(language="en", title="X")}, "/x: says it is in 'en', not 'pl'"),
        ({"body": '<a href="/x">X</a>', "x": page(title="")}, "/x: no title"),
        ({"body": '<a href="/x">X</a>', "x": page()}, "/, /x: are all called 'Strona'"),
        ({"body": '<a href="/x">X</a>', "x": page(title="X")}, "/x: is not in sitemap.xml"),
        ({"sitemap.xml": MAP.replace("</urlset>", f"<url><loc>{HERE}/x</loc></url></urlset>"),
          "x": page(title="X")}, "/x: no page leads there, only /sitemap.xml"),
        ({"sitemap.xml": MAP.replace("/en/", "/nic/")}, "/sitemap.xml: leads to /nic/, which answers 404"),
        ({"sitemap.xml": "<urlset>"}, "/sitemap.xml: cannot be read"),
        ({"head": TWIN}, "/: says that /en/ is the same in 'en', which does not say so"),
        ({"head": f'<link rel="canonical" href="{HERE}/nic/">'}, "/: says it stands at /nic/, where no page is"),
    ],
)  # fmt: skip
def test_what_is_broken_is_found(planted, found):
    assert any(found in one for one in crawled(**planted)), crawled(**planted)
