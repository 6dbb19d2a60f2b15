"""The frame of every page: head, header, funding, footer; and the pages of errors."""

from datetime import date

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from atut.base.faults.views import broken
from atut.base.kernel import clock
from atut.base.ui.templatetags import ui

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["public", "desk", "plain", "phone"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_frame_stands_without_a_project(name, language):
    with translation.override(language):
        page = render_to_string(f"ui/{name}.html", {}, RequestFactory().get("/"))
    assert f'<html lang="{language}">' in page
    assert page.count("<main ") == 1


def test_a_page_that_does_not_exist_says_what_to_do_and_names_who_answers_the_telephone(client, project):
    project.office_person = "Maria Kos"
    project.save()
    answer = client.get("/nie-ma-takiej-strony/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Nie ma takiej strony" in page
    assert "<b>Maria Kos</b>" in page
    assert 'href="tel:+48255550120"' in page
    assert '<form class="find" role="search" action="/szukaj/">' in page


def test_an_unknown_host_gets_the_page_without_a_project(client, db):
    answer = client.get("/", headers={"host": "nowhere.example"})
    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()


def test_the_page_of_a_breakdown_names_the_telephone(project):
    request = HttpRequest()
    request.project = project
    answer = broken(request)
    assert answer.status_code == 500
    assert project.office_phone in answer.content.decode()


def test_the_page_of_a_breakdown_stands_when_not_even_the_project_is_known():
    assert broken(HttpRequest()).status_code == 500


def test_a_replayed_form_is_explained(project):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/konta/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "Nic nie zostało zapisane" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [("pl", "/konta/login/?next=/biurko/", "/en/konta/login/?next=/biurko/"), ("en", "/en/konta/login/", "/konta/login/")],
)
def test_the_language_switch_stays_on_the_page(project, language, path, expected):
    with translation.override(language):
        found = ui.other_languages({"request": RequestFactory().get(path), "project": project})
    assert [other.url for other in found] == [expected]


def test_the_language_switch_leads_home_where_the_page_has_no_other_language(project):
    with translation.override("pl"):
        found = ui.other_languages({"request": RequestFactory().get("/bez-adresu"), "project": project})
    assert [other.url for other in found] == ["/en/bez-adresu"] or [other.url for other in found] == ["/en/"]


@pytest.mark.parametrize(
    ("number", "dialled"), [("25 555 01 20", "+48255550120"), ("+48 25 555 01 20", "+48255550120"), ("997", "997")]
)
def test_telephone_numbers_can_be_dialled(number, dialled):
    assert ui.dialled(number) == dialled


def test_the_day_is_written_as_each_language_does():
    with translation.override("pl"):
        assert ui.full_day(date(2026, 11, 23)) == "poniedziałek, 23 listopada 2026"
    with translation.override("en"):
        assert ui.full_day(date(2026, 11, 23)) == "Monday, 23 November 2026"


@pytest.mark.parametrize(
    ("minutes", "pl", "en"),
    [(370, "6 godz. 10 min", "6 h 10 min"), (360, "6 godz.", "6 h"), (10, "10 min", "10 min"), (None, "0 godz.", "0 h")],
)
def test_minutes_are_written_as_people_say_them(minutes, pl, en):
    with translation.override("pl"):
        assert ui.hours(minutes) == pl.replace(" ", ui.NO_BREAK)
    with translation.override("en"):
        assert ui.hours(minutes) == en.replace(" ", ui.NO_BREAK)


def test_a_moment_is_written_with_its_hour_in_warsaw():
    with translation.override("pl"):
        assert ui.moment(clock.at(date(2026, 12, 11), 16)) == "11\u00a0grudnia\u00a02026, godz.\u00a016:00"
    with translation.override("en"):
        assert ui.moment(clock.at(date(2026, 12, 11), 16)) == "11\u00a0December\u00a02026, 16:00"
