"""The applicant on a phone without scripts: papers photographed, a mistake, the form kept for later, gone on with, sent."""

import pytest

from atut.base.files.tests.making import a_picture
from e2e.scenes import a_pesel
from e2e.walking import follow


@pytest.fixture
def small_phone(open_browser):
    """A visitor at 320 px whose browser runs no scripts."""
    return open_browser(width=320, has_touch=True, javascript=False)


def test_papers_and_a_draft_survive_a_mistake_and_a_closed_tab(small_phone, site, newest_mail):
    page, email = small_phone, "dorota@probna.example"
    call = site.scene("call_with_papers", title="Nabór z dokumentem")["call"]
    page.goto(f"/nabor/{call}/zgloszenie/")
    typed = {"first_name": "Dorota", "last_name": "Fotograficzna", "pesel": a_pesel(7), "email": email}
    for name, value in {**typed, "superior": "kierownik@probna.example"}.items():
        page.locator(f"[name={name}]").fill(value)
    photos = [
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": a_picture()},
        {"name": "IMG_2.heic", "mimeType": "image/heic", "buffer": a_picture("HEIF")},
    ]
    page.locator("[name=paper_job]").set_input_files(photos)
    follow(page.locator("button[value=check]"))
    assert page.title().startswith("Błąd: ")
    assert "2 strony" in page.get_by_role("main").inner_text(), "the paper was taken although the form has a mistake"
    follow(page.locator("button[value=save]"))
    assert a_pesel(7) not in page.content()

    follow(newest_mail(page, "później", email).locator("a[href*='/nabor/szkic/']"))
    assert page.locator("[name=pesel]").input_value() == a_pesel(7)
    page.locator("[name=office]").select_option(index=1)
    page.locator("[name=post]").fill("referentka")
    page.locator("[name=rules]").check()
    page.locator("[name=true_data]").check()
    follow(page.locator("button[value=check]"))
    assert "Zaświadczenie o zatrudnieniu" in page.get_by_role("main").inner_text()
    follow(page.locator("button[value=send]"))
    page.wait_for_url("**/nabor/potwierdzenie/**")

    follow(newest_mail(page, "zgodę", "kierownik@probna.example").locator("a[href*='/nabor/zgoda/']"))
    page.locator("[name=answer][value=yes]").check()
    follow(page.get_by_role("main").get_by_role("button"))
    assert "Zgoda zapisana" in page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
