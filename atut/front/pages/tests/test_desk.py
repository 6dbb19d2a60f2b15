"""The editor's start on the desk; what was planned goes out at its hour."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions, tasks
from atut.front.pages.models import NewsIndexPage, NewsPage
from atut.front.pages.tests.test_isolation import actor_of
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


def some_news(site, client, title, *, is_out, **fields):
    index = NewsIndexPage.objects.child_of(site.site.root_page).get()
    page = NewsPage(title=title, slug=title.lower(), lead="Dwa zdania.", **fields)
    return actions.put_page(page, below=index, is_out=is_out, actor=actor_of(client, site), at=clock.now())


def test_the_desk_tells_what_is_out_what_is_written_and_what_waits(signed_in, site):
    client = signed_in("editor")
    some_news(site, client, "Szkicowana", is_out=False)
    some_news(site, client, "Wydana", is_out=True)
    some_news(site, client, "Zaplanowana", is_out=True, go_live_at=clock.now() + timedelta(hours=3))
    some_news(site, client, "Sprawdzana", is_out=False).get_workflow().start(NewsPage.objects.get(slug="sprawdzana"), client.user)
    page = client.get("/biurko/strona/").content.decode()
    for heading, title in (("szkice", "Szkicowana"), ("nowe", "Wydana"), ("plan", "Zaplanowana"), ("czeka", "Sprawdzana")):
        assert title in page.split(f'id="{heading}"')[1].split("</section>")[0]


def test_what_is_planned_goes_out_at_its_hour_and_comes_off_at_its_last(signed_in, site, monkeypatch):
    editor, now = signed_in("editor"), clock.now()
    page = some_news(
        site, editor, "Zaplanowana", is_out=True, go_live_at=now + timedelta(hours=1), expire_at=now + timedelta(days=1)
    )
    tasks.keep_to_plans(now)
    page.refresh_from_db()
    assert not page.live
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=2))  # Wagtail asks Django for the hour
    tasks.keep_to_plans(now + timedelta(hours=2))
    page.refresh_from_db()
    assert page.live
    tasks.keep_to_plans(now + timedelta(days=2))
    page.refresh_from_db()
    assert not page.live


def test_the_desk_asks_as_many_questions_for_three_pages_of_each_kind_as_for_thirty(signed_in, site):
    client = signed_in("editor")
    client.post("/biurko/strona/")

    def write(numbers):
        for one in numbers:
            some_news(site, client, f"Szkicowana{one}", is_out=False)
            some_news(site, client, f"Wydana{one}", is_out=True)
            some_news(site, client, f"Zaplanowana{one}", is_out=True, go_live_at=clock.now() + timedelta(hours=3))
            waiting = some_news(site, client, f"Sprawdzana{one}", is_out=False)
            waiting.get_workflow().start(waiting, client.user)

    def asked():
        client.get("/biurko/strona/")
        with CaptureQueriesContext(connection) as found:
            client.get("/biurko/strona/")
        return len(found)

    write(range(3))
    few = asked()
    write(range(3, 30))
    assert asked() == few
