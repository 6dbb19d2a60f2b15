from datetime import date, timedelta

import pytest

from atut.base.kernel.actors import system
from atut.front.pages import tasks
from atut.front.pages.actions import create_site
from atut.front.pages.models import NewsIndexPage, NewsPage
from atut.front.pages.rules import Category, SiteWords
from atut.front.voices.models import NewsItem

WORDS = SiteWords(promise={"pl": "Sprawa w urzędzie"}, lede={"pl": "Razem"})


@pytest.fixture
def index(project, at):
    create_site(project, WORDS, actor=system(), at=at)
    return NewsIndexPage.objects.get()


def news(index, number, *, told_on=date(2026, 11, 2), category=Category.PROJECT, **more):
    page = NewsPage(title=f"Wieść {number}", slug=f"wiesc-{number}", lead="Krótko.", told_on=told_on, category=category, **more)
    return index.add_child(instance=page)


def test_the_list_shows_the_newest_first_by_leaves_of_ten(client, index):
    for number in range(12):
        news(index, number, told_on=date(2026, 1, 1) + timedelta(days=number))
    first = client.get("/aktualnosci/").content.decode()
    assert first.index("Wieść 11") < first.index("Wieść 2<")
    assert "Wieść 1<" not in first
    assert "Wieść 1<" in client.get("/aktualnosci/?strona=2").content.decode()


def test_the_list_is_narrowed_by_year_and_subject_and_leaves_out_what_it_does_not_know(client, index):
    news(index, 1, told_on=date(2025, 5, 5))
    news(index, 2, category=Category.EVENT)
    assert "Wieść 2" not in client.get("/aktualnosci/?rok=2025").content.decode()
    assert "Wieść 1" not in client.get("/aktualnosci/?rodzaj=event").content.decode()
    narrowed = client.get("/aktualnosci/?rok=2026&rodzaj=event").content.decode()
    assert "<title>Aktualności: Wydarzenia, 2026 – " in narrowed
    everything = client.get("/aktualnosci/?rok=abc&rodzaj=%27&strona=x").content.decode()
    assert "Wieść 1" in everything
    assert "Wieść 2" in everything


def test_a_piece_of_news_stands_on_the_front_page_and_at_its_address(client, index):
    news(index, 1)
    assert "Wieść 1" in client.get("/").content.decode()
    assert "poniedziałek, 2" in client.get("/aktualnosci/wiesc-1/").content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def test_news_without_english_says_so_in_english(client, index):
    news(index, 1)
    assert "This page is in Polish only." in client.get("/en/aktualnosci/wiesc-1/").content.decode()


def test_the_list_asks_as_many_questions_for_three_as_for_nine(client, index):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(3):
        news(index, number)
    client.get("/aktualnosci/")
    with CaptureQueriesContext(connection) as few:
        client.get("/aktualnosci/")
    for number in range(3, 9):
        news(index, number)
    with CaptureQueriesContext(connection) as many:
        client.get("/aktualnosci/")
    assert len(few) == len(many)


def test_news_is_announced_once_and_old_news_never(index, at):
    news(index, 1, first_published_at=at - timedelta(days=1))
    news(index, 2, first_published_at=at - timedelta(days=30))
    tasks.announce_news(at)
    tasks.announce_news(at)
    assert [item.address for item in NewsItem.objects.all()] == ["/aktualnosci/wiesc-1/"]
