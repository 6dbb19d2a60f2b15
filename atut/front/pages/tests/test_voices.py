"""The seam to voices: it is told of pages, its fragments stand at their foot."""

import pytest
from django.core.cache import cache

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions, queries, tasks
from atut.front.pages.models import StandardPage
from atut.front.pages.tests.test_pages import WORDS
from atut.front.voices.models import Comment, Topic
from atut.front.voices.tests.factories import a_comment, a_topic
from atut.work.recruitment.tests.factories import a_call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


def test_a_new_site_is_known_with_its_open_page(project, site):
    known = {topic.address: topic.is_open for topic in Topic.objects.filter(project=project)}
    closed = ("", "aktualnosci/", "kontakt/", "pytania/", "dokumenty/", "galeria/")
    closed += ("nabor/", "terminy/", "partnerzy/", "wyniki/", "dofinansowanie/", "dostepnosc/", "tekst-latwy/")
    assert known == {"/o-projekcie/": True} | {f"/{slug}": False for slug in closed}
    assert queries.pages_to_tell() == []


def test_a_call_is_recommended_once_it_is_published(client, project, site):
    draft, call = a_call(project, published=False), a_call(project)
    tasks.tell_voices(clock.now())
    assert not Topic.objects.filter(address__contains=draft.key).exists()
    key = Topic.objects.get(address=f"/nabor/{call.key}/").key
    assert f"/polec/{key}/" in client.get(f"/nabor/{call.key}/").content.decode()
    assert queries.pages_to_tell() == []


@pytest.mark.parametrize("path", ["/nabor/", "/en/terminy/", "/partnerzy/", "/wyniki/", "/dofinansowanie/", "/galeria/"])
def test_every_page_to_read_can_be_recommended_copied_and_printed(client, site, path):
    page = client.get(path)
    assert "/polec/" in page.content.decode()
    assert page.content.decode().count('data-do="print"') == 1
    assert not page.cookies


def test_a_page_keeps_its_comments_when_it_moves(client, project, site):
    topic = Topic.objects.get(address="/o-projekcie/")
    a_comment(topic, "shown", text="Dobrze.")
    page = StandardPage.objects.get(slug="o-projekcie")
    page.slug = "projekt"
    page.save()
    tasks.tell_voices(clock.now())
    assert Topic.objects.get(pk=topic.pk).address == "/projekt/"
    assert "Dobrze." in client.get("/projekt/").content.decode()


def test_the_switch_of_the_editor_closes_and_opens(client, site):
    page = StandardPage.objects.get(slug="o-projekcie")
    assert "Napisz komentarz" in client.get("/o-projekcie/").content.decode()
    page.is_discussed = False
    page.save()
    tasks.tell_voices(clock.now())
    assert "Napisz komentarz" not in client.get("/o-projekcie/").content.decode()


def test_a_page_taken_off_is_not_recommended(client, site):
    page = StandardPage.objects.get(slug="o-projekcie")
    page.unpublish()
    tasks.tell_voices(clock.now())
    assert not Topic.objects.get(address="/o-projekcie/").is_public


def test_with_a_deleted_page_go_its_comments_and_nobody_elses(project, site):
    a_comment(Topic.objects.get(address="/o-projekcie/"), "shown")
    other = a_topic(project, address="/nabor/")
    a_comment(other, "shown")
    StandardPage.objects.get(slug="o-projekcie").delete()
    tasks.tell_voices(clock.now())
    assert [one.topic for one in Comment.objects.all()] == [other]


def test_the_foot_of_a_page_leaves_no_cookie(client, site):
    page = client.get("/o-projekcie/")
    assert not page.cookies
    assert "/polec/" in page.content.decode()
    assert "/komentarze/" in page.content.decode()
    english = client.get("/en/o-projekcie/").content.decode()
    assert "Write a comment" in english
    assert "/en/komentarze/" in english
