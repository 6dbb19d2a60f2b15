"""What is found is called by its name, and narrowed by kind and time: only to what has a hit."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from atut.base.kernel import clock
from atut.front.pages.models import NewsIndexPage, NewsPage
from atut.front.search.queries import Filters, narrow
from atut.front.search.rules import Age
from atut.front.search.tests.corpus import a_page, body_of, open_site
from atut.work.programme.rules import EditionStatus
from atut.work.recruitment.tests.factories import a_call
from atut.work.training.rules.moves import SessionStatus
from atut.work.training.tests.factories import a_group, a_session, an_edition


@pytest.fixture
def site(project):
    return open_site(project)


def seen(client, typed, **more):
    return client.get("/szukaj/", {"q": typed, **more}).content.decode().replace("\u00a0", " ")


def news(slug, title, day):
    page = NewsPage(title=title, slug=slug, lead="Dwa zdania.", told_on=day, body=body_of("<p>Bobry budują tamę.</p>"))
    return NewsIndexPage.objects.get().add_child(instance=page)


@pytest.mark.django_db
def test_news_is_called_news_and_dated_by_its_own_day(client, site):
    news("tama", "Nowa tama", clock.today() - timedelta(days=40))
    page = seen(client, "bobrów")
    assert "Aktualność · " in page
    assert 'rodzaj=news">Aktualności <span class="tabs__count num">1</span>' in page
    assert 'href="/aktualnosci/tama/"' in seen(client, "bóbr", rodzaj="news", od="rok")
    assert "rodzaj=page" not in page


@pytest.mark.django_db
def test_a_meeting_is_found_by_its_subject_and_its_day_until_it_is_over(client, site, project):
    begins = clock.at(clock.today() + timedelta(days=9), 9)
    a_session(a_group(project), starts_at=begins, topic="Ćwiczenia z kaligrafii")
    page = seen(client, "kaligrafia", od="od-dzis")
    assert f'href="/terminy/#d{begins:%Y%m%d}"' in page
    assert "Spotkanie · " in page
    assert 'rodzaj=meeting&amp;od=od-dzis">Spotkania <span class="tabs__count num">1</span>' in page
    assert "od=rok" not in page
    assert f'href="/terminy/#d{begins:%Y%m%d}"' in seen(client, f"kaligrafia {begins:%Y}", rodzaj="meeting")


@pytest.mark.django_db
def test_a_meeting_called_off_says_so_and_one_that_is_over_is_not_found(client, site, project):
    group, tomorrow = a_group(project), clock.at(clock.today() + timedelta(days=1), 9)
    a_session(group, starts_at=tomorrow, topic="Kaligrafia", status=SessionStatus.CANCELLED)
    a_session(group, topic="Introligatorstwo")
    with override("pl"):
        word = str(SessionStatus.CANCELLED.label)
    assert f"{word} <mark>Kaligrafia</mark>" in seen(client, "kaligrafia")
    assert "Nic nie znaleziono" in seen(client, "introligatorstwo")


@pytest.mark.django_db
def test_a_training_of_the_timetable_is_found_before_any_call_opens_it(client, site, project):
    edition = an_edition(project, status=EditionStatus.PLANNED, starts_on=clock.today() + timedelta(days=30))
    title = edition.support_form.title["pl"]
    assert 'href="/terminy/#wkrotce"' in seen(client, title, rodzaj="edition", od="od-dzis")
    call = a_call(project, [edition])
    assert f'href="/nabor/{call.key}/"' in seen(client, title, rodzaj="edition")
    assert 'href="/terminy/#wkrotce"' not in seen(client, title, rodzaj="edition")
    assert f'href="/nabor/{call.key}/"' in seen(client, call.title["pl"], rodzaj="call")


@pytest.mark.django_db
def test_only_choices_with_a_hit_are_offered_and_the_chosen_one_stays(client, site, project):
    a_page(project, "rzeka", "Rzeka i bobry", "Nad wodą.", clock.today() - timedelta(days=100))
    page = seen(client, "bobry")
    assert "od=rok" in page
    assert "od=miesiac" not in page
    assert "od=od-dzis" not in page
    assert "rodzaj=call" not in page
    page = seen(client, "bobry", rodzaj="call", od="miesiac")
    assert "rodzaj=call&amp;od=miesiac" in page or 'aria-current="page"' in page
    assert "Nic z tego czasu" in page
    assert "?q=bobry&amp;rodzaj=call" in page


FOUND = [(1, "page", Age.YEAR), (2, "news", Age.TODAY), (3, "meeting", Age.LATER), (4, "page", Age.OLDER_OR_NO_DAY)]


@pytest.mark.parametrize(
    ("kind", "since", "left", "times"),
    [
        ("", "", [1, 2, 3, 4], {"od-dzis", "miesiac", "rok"}),
        ("", "od-dzis", [2, 3], {"od-dzis", "miesiac", "rok"}),
        ("", "miesiac", [2], {"od-dzis", "miesiac", "rok"}),
        ("", "rok", [1, 2], {"od-dzis", "miesiac", "rok"}),
        ("page", "", [1, 4], {"rok"}),
        ("page", "rok", [1], {"rok"}),
        ("meeting", "rok", [], {"od-dzis"}),
    ],
)
def test_kind_and_time_narrow_together(kind, since, left, times):
    narrowed = narrow(FOUND, Filters(kind, since))
    assert narrowed.chosen == left
    assert narrowed.dates == times
    assert sum(count for name, count in narrowed.kinds if kind in ("", name)) == len(left)
