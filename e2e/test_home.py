"""The way in: both projects answer, in both languages, at every width, without scripts."""

import pytest


def test_home_is_accessible_in_both_languages(open_browser, language, is_accessible):
    page = open_browser(language=language)
    page.goto("/" if language == "pl" else "/en/")
    assert page.locator("html").get_attribute("lang") == language
    is_accessible(page)


@pytest.mark.parametrize("path", ["/", "/nabor/", "/konta/login/", "/demo/"])
def test_pages_fit_a_phone(phone, path, is_accessible):
    phone.goto(path)
    is_accessible(phone)


def test_home_reads_the_same_without_javascript(without_javascript):
    without_javascript.goto("/")
    assert without_javascript.locator("h1").count() == 1


def test_the_other_project_answers_at_its_own_address(open_browser, site):
    page = open_browser(base=site.b)
    page.goto("/")
    assert page.locator("h1").count() == 1
