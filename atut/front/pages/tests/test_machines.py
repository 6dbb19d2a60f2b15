"""What the site tells machines: whole, in both languages, on its own host, and nothing of others."""

import io
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from PIL import Image

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects.models import Project
from atut.front.pages import actions, drawing
from atut.front.pages.models import NewsIndexPage, NewsPage, StandardPage
from atut.front.pages.tests.test_pages import WORDS
from atut.work.recruitment.tests.factories import a_call

pytestmark = pytest.mark.django_db
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "a": "http://www.w3.org/2005/Atom",
}
LONG = "Zaczynamy pierwszą grupę w Sabniach. " * 9


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


@pytest.fixture
def news(site):
    index = NewsIndexPage.objects.first()
    words = {"lead": LONG.strip(), "lead_en": "We start.", "title_en": "We start & go"}
    return index.add_child(instance=NewsPage(title="Ruszamy & idziemy", told_on=date(2026, 5, 4), slug="ruszamy", **words))


def tree(client, path, **headers):
    answer = client.get(path, **headers)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)  # made by ourselves


def test_the_site_map_for_machines_names_each_page_in_both_languages(client, project, news):
    found = tree(client, "/sitemap.xml").findall("s:url", SPACES)
    addresses = [one.findtext("s:loc", namespaces=SPACES) for one in found]
    assert len(addresses) == len(set(addresses))
    for path in ("/", "/en/", "/aktualnosci/ruszamy/", "/en/aktualnosci/ruszamy/", "/nabor/", "/en/terminy/"):
        assert project.url(path) in addresses
    for one in found:
        assert {link.get("hreflang") for link in one.findall("x:link", SPACES)} == {"pl", "en"}


def test_calls_are_in_it_once_they_are_published(client, project, site):
    draft, call = a_call(project, published=False), a_call(project)
    body = client.get("/sitemap.xml").content.decode()
    assert project.url(f"/en/nabor/{call.key}/") in body
    assert draft.key not in body


def test_what_is_not_public_is_not_in_it(client, news):
    news.unpublish()
    StandardPage.objects.get(slug="o-projekcie").unpublish()
    body = client.get("/sitemap.xml").content
    assert b"ruszamy" not in body
    assert b"o-projekcie" not in body


def test_every_address_in_it_answers_and_says_it_is_that_one(client, news):
    for one in tree(client, "/sitemap.xml").findall("s:url/s:loc", SPACES):
        path = "/" + one.text.partition("://")[2].partition("/")[2]
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert f'<link rel="canonical" href="{one.text}">' in answer.content.decode(), path


def test_the_other_host_has_its_own(client, site, other_project):
    actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    body = client.get("/sitemap.xml", headers={"host": "other.testserver"}).content.decode()
    assert "other.testserver" in body
    assert "//testserver" not in body
    assert other_project.url("/sitemap.xml") in client.get("/robots.txt", headers={"host": "other.testserver"}).content.decode()


def test_robots_are_kept_from_the_desk_only(client, site):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /biurko/\n" in answer.content.decode()
    assert "Disallow: /\n" not in answer.content.decode()


def test_news_are_read_whole_by_atom_and_rss_in_the_readers_language(client, project, news):
    atom = tree(client, "/aktualnosci.atom")
    entry = atom.find("a:entry", SPACES)
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "pl"
    assert entry.findtext("a:title", namespaces=SPACES) == "Ruszamy & idziemy"
    assert entry.findtext("a:summary", namespaces=SPACES) == LONG.strip()
    assert entry.find("a:link", SPACES).get("href") == project.url("/aktualnosci/ruszamy/")
    assert entry.findtext("a:published", namespaces=SPACES).startswith("2026-05-04")
    rss = tree(client, "/en/aktualnosci.rss").find("channel")
    assert rss.findtext("language") == "en"
    assert rss.findtext("item/title") == "We start & go"
    assert rss.findtext("item/link") == project.url("/en/aktualnosci/ruszamy/")
    assert "4 May 2026" in rss.findtext("item/pubDate").replace("04", "4")


def test_feeds_stand_before_there_is_news_and_are_as_old_as_the_project(client, project, site):
    atom = tree(client, "/aktualnosci.atom")
    assert atom.find("a:entry", SPACES) is None
    assert atom.findtext("a:updated", namespaces=SPACES) == clock.at(project.starts_on).isoformat()
    year = str(project.starts_on.year)
    assert year in tree(client, "/aktualnosci.rss").findtext("channel/lastBuildDate")


def test_each_kind_of_page_has_a_picture_for_links(client, site):
    seen = set()
    for kind in ("home", "page", "news", "call", "meetings", "results"):
        answer = client.get(f"/obraz/{kind}.png")
        picture = Image.open(io.BytesIO(answer.content))
        assert (picture.size, picture.format, answer["Content-Type"]) == (drawing.SIZE, "PNG", "image/png")
        assert len(answer.content) < 60_000
        seen.add(answer.content)
    assert len(seen) == 5
    assert client.get("/obraz/nothing.png").status_code == 404


def test_a_long_name_fits_the_picture_and_ends_in_dots():
    short, long = (Image.open(io.BytesIO(drawing.link_picture("Urząd " * count, "Linia " * count, ""))) for count in (2, 60))
    assert short.size == long.size == drawing.SIZE


def test_a_phone_gets_icons_that_exist(client, site):
    answer = client.get("/manifest.webmanifest")
    said = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert said["lang"] == "pl"
    assert client.get("/en/manifest.webmanifest").json()["start_url"] == "/en/"
    from django.contrib.staticfiles import finders

    for icon in said["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_icons_are_what_the_code_draws():
    from django.contrib.staticfiles import finders

    for size in (180, 192, 512):
        with Image.open(finders.find(f"atut/sign-{size}.png")) as kept:
            drawn = Image.open(io.BytesIO(drawing.icon(size)))
            assert kept.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


def test_a_page_says_where_it_stands_and_what_a_link_to_it_shows(client, project, news):
    page = client.get("/en/aktualnosci/ruszamy/?fbclid=1").content.decode()
    assert f'<link rel="canonical" href="{project.url("/en/aktualnosci/ruszamy/")}">' in page
    assert f'hreflang="pl" href="{project.url("/aktualnosci/ruszamy/")}"' in page
    assert '<meta property="og:title" content="We start &amp; go – ' in page
    assert '<meta property="og:description" content="We start.">' in page
    assert f'<meta property="og:image" content="{project.url("/en/obraz/news.png")}">' in page
    assert '<meta property="og:type" content="article">' in page
    assert f'href="{project.url("/aktualnosci/?strona=2")}"' in client.get("/aktualnosci/?strona=2&x=1").content.decode()


def test_a_desk_and_an_error_say_nothing_to_machines(client, site, signed_in):
    for path in ("/nie-ma/", "/konta/login/"):
        assert b"canonical" not in client.get(path).content
    assert b"canonical" not in signed_in("coordinator").get("/biurko/").content


def test_a_page_that_is_not_there_offers_search_and_a_telephone(client, project, site):
    Project.objects.filter(pk=project.pk).update(office_phone="600 100 200")
    page = client.get("/nie-ma/").content.decode()
    assert 'action="/szukaj/"' in page
    assert "tel:+48600100200" in page


def test_a_finished_project_says_that_it_is_an_archive(client, project, site):
    assert "Archiwum:" not in client.get("/").content.decode()
    Project.objects.filter(pk=project.pk).update(starts_on=date(2018, 1, 1), ends_on=date(2018, 7, 20))
    from atut.base.projects import revisions

    revisions.forget()
    assert "zakończył się 20\u00a0lipca\u00a02018" in client.get("/").content.decode()


PLACES = ["o-projekcie", "aktualnosci", "pytania", "dokumenty", "kontakt", "wyniki", "partnerzy", "nabor", "terminy", "mapa-strony"]


@pytest.mark.parametrize("path", ["/", "/szukaj/?q=a", *(f"/{place}/" for place in PLACES)])
def test_the_other_language_is_that_of_the_same_page(client, site, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert f'href="/en{path}" lang="en"' in answer.content.decode()
    assert f'href="{path}" lang="pl"' in client.get(f"/en{path}").content.decode()


@pytest.mark.parametrize("path", ["/", "/szukaj/?q=a", *(f"/{place}/" for place in PLACES)])
def test_every_page_is_described_in_a_few_words(client, site, path):
    page = client.get(path).content.decode()
    told = page.partition('<meta name="description" content="')[2].partition('"')[0]
    assert 3 < len(told) <= 300
    assert "<" not in told


def test_a_page_of_text_is_described_by_its_first_words(client, site):
    page = client.get("/o-projekcie/").content.decode()
    assert '<meta name="description" content="Urzędy szkolą 117 osób' in page
