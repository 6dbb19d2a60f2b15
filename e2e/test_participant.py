"""The participant's own pages: an offer, where to be, whether all goes well, the certificate, the own data."""

import re

import pytest

from e2e.languages import strangers
from e2e.walking import follow

WITH_SCRIPTS = pytest.param(True, "pl", "Karolina Dąbek", id="Polish with scripts")
WITHOUT = pytest.param(False, "en", "Kamil Dzięcioł", id="English without JavaScript")
ROOT = {"pl": "", "en": "/en"}


@pytest.fixture
def own_page(open_browser, sign_in):
    """A function: somebody signed in, on a page of their own."""

    def visit(name, path="/moje/", *, javascript=True, language="pl", **options):
        page = sign_in(open_browser(javascript=javascript, language=language, **options), name)
        page.goto(ROOT[language] + path)
        assert strangers(page.content(), language) == []
        return page

    return visit


@pytest.mark.parametrize(("javascript", "language", "name"), [WITH_SCRIPTS, WITHOUT])
def test_an_offered_place_is_taken_and_given_back(own_page, site, is_accessible, javascript, language, name):
    place = site.scene("offered_place_of", who=name, title=f"Nabór na własnej stronie ({language})")["place"]
    page = own_page(name, javascript=javascript, language=language)
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == {"pl": "Jest dla Ciebie miejsce", "en": "There is a place for you"}[language]
    offer = page.locator(f"form[action*='{place}']")
    assert page.locator('.govuk-button:not([class*="--"])').count() == 1, "one filled button"
    if javascript:
        is_accessible(page)
    follow(offer.locator("[value=confirm]"))
    assert {"pl": "Miejsce jest Twoje", "en": "The place is yours"}[language] in page.get_by_role("status").inner_text()
    follow(page.locator("a[href*='/moje/zgloszenie/']").first)
    words = {"pl": "Jednak nie mogę", "en": "I cannot come after all"}[language]
    follow(page.get_by_role("link", name=words))
    page.get_by_text(words).first.click()
    follow(page.locator("[value=give_back]"))
    assert page.locator("[value=give_back], [value=confirm]").count() == 0, "what was given back cannot be taken again"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without JavaScript"])
def test_where_to_be_and_whether_all_goes_well(own_page, is_accessible, javascript):
    page = own_page("Karolina Dąbek", javascript=javascript, width=320)
    said = page.get_by_role("main").inner_text().replace("\u00a0", " ")
    assert "Gdzie mam być?" in said
    assert re.search(r"Tak\. |Nie\. ", said), "the answer in one sentence"
    assert re.search(r"obecność \d+ godz\.", said), "attendance so far"
    if javascript:
        is_accessible(page)
    calendar = page.request.get(page.locator("a[href*='/kalendarz/']").first.get_attribute("href"))
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in calendar.text()


@pytest.mark.parametrize(("javascript", "language"), [(True, "pl"), (False, "en")])
def test_a_certificate_is_downloaded(own_page, is_accessible, javascript, language):
    page = own_page("Kamil Dzięcioł", javascript=javascript, language=language)
    if javascript:
        is_accessible(page)
    with page.expect_download() as downloaded:
        page.locator("a[href*='/zaswiadczenia/']").first.click()
    with downloaded.value.path().open("rb") as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.parametrize(("javascript", "language", "name"), [WITH_SCRIPTS, WITHOUT])
def test_a_copy_of_the_own_data_is_asked_for(own_page, open_browser, sign_in, is_accessible, javascript, language, name):
    page = own_page(name, "/moje/dane/", javascript=javascript, language=language)
    if javascript:
        is_accessible(page)
    follow(page.locator("[name=kind][value=access]"))
    assert {"pl": "Biuro projektu", "en": "The project office"}[language] in page.get_by_role("status").inner_text()
    assert {"pl": "Kopia danych", "en": "Copy of the data"}[language] in page.get_by_role("main").inner_text()
    office = sign_in(open_browser(), "Teresa Błażejczak")
    office.goto("/biurko/dane/")
    asked = office.get_by_role("row").filter(has_text=" ".join(reversed(name.split())))
    follow(asked.get_by_role("link").first)
    with office.expect_download() as downloaded:
        office.get_by_role("main").locator("form button").click()
    assert downloaded.value.suggested_filename.endswith(".zip")
