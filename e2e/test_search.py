"""Search of the public site: a resident who misspells an inflected word, by keyboard, on a phone, without scripts."""

import pytest

from e2e.walking import follow


def test_a_misspelt_inflected_query_finds_the_page(open_browser, is_accessible):
    page = open_browser()
    page.goto("/")
    page.get_by_role("searchbox", name="Szukaj w serwisie").fill("dostepnosicą")
    follow(page.get_by_role("button", name="Szukaj"))
    assert "Czy chodziło o" in page.locator("main").inner_text()
    is_accessible(page)
    follow(page.locator("main").get_by_role("link", name="Deklaracja dostępności", exact=True))
    assert page.locator("h1").inner_text() == "Deklaracja dostępności"


def test_proposals_are_chosen_by_keyboard(open_browser, is_accessible):
    page = open_browser()
    page.goto("/szukaj/?q=urząd")
    field = page.get_by_role("combobox", name="Szukane słowa")
    field.press("Control+a")
    field.press_sequentially("szko", delay=30)
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    is_accessible(page)
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    wanted = chosen.inner_text()
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Escape")
    assert page.get_by_role("option").count() == 0
    field.press("ArrowDown")
    with page.expect_navigation():
        field.press("Enter")
    assert wanted in page.locator("h1").inner_text().replace("\u00a0", " ")


@pytest.mark.parametrize("query", ["", "szkolenia", "qqqqqq"])
def test_every_state_fits_a_phone(phone, query, is_accessible):
    phone.goto(f"/szukaj/?q={query}")
    is_accessible(phone)


def test_search_works_without_javascript_and_in_english(without_javascript, open_browser, is_accessible):
    page = without_javascript
    page.goto("/szukaj/")
    page.get_by_label("Szukane słowa").fill("urzedu")
    follow(page.locator("main").get_by_role("button", name="Szukaj"))
    assert page.locator(".hits mark").count() > 0
    english = open_browser(language="en")
    english.goto("/en/szukaj/?q=trainings")
    assert english.locator(".hits > li").count() > 0
    is_accessible(english)


def test_the_other_project_finds_its_own(open_browser, site):
    page = open_browser(base=site.b)
    page.goto("/szukaj/?q=szkoleniem")
    assert page.locator(".hits > li").count() > 0
