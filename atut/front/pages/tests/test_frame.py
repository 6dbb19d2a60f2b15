"""The frame of every public page: the way to it, and the last line as the office wishes."""

import pytest
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions
from atut.front.pages.models import HomePage
from atut.front.pages.queries import way_to
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


def test_a_page_of_the_program_says_the_way_to_it():
    home, calls = way_to(reverse("recruitment:open_calls"))
    assert (home.url, calls.is_current) == ("/", True)
    _home, above = way_to(reverse("recruitment:call_public", args=["abc"]))
    assert (above.url, above.is_current) == (reverse("recruitment:open_calls"), False)
    assert way_to("/o-projekcie/") == []


@pytest.mark.parametrize("name", ["recruitment:open_calls", "training:timetable", "partners_show", "duties:accessibility"])
def test_the_way_stands_on_the_page_once(client, site, name):
    page = client.get(reverse(name)).text
    assert page.count('class="way"') == 1
    assert page.count('aria-current="page"') >= 1


def test_a_page_of_the_tree_shows_one_way(client, site):
    assert client.get("/o-projekcie/").text.count('class="way"') == 1


def test_the_last_line_is_the_office_s_own_in_each_language_and_changes_at_once(client, site):
    url, ours = reverse("recruitment:open_calls"), {"pl": "Strona działa na programie Atut", "en": "Runs on Atut"}
    own = {"pl": "Strona Urzędu Gminy", "en": "The site of the municipal office"}
    for language, words in ours.items():
        assert words in client.get(url if language == "pl" else f"/en{url}").text
    home = HomePage.objects.get()
    home.credits, home.credits_en = own["pl"], own["en"]
    home.save_revision().publish()
    for language, words in own.items():
        page = client.get(url if language == "pl" else f"/en{url}").text
        assert words in page
        assert ours[language] not in page
