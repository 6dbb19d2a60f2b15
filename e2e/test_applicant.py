"""The applicant: from the home page to a confirmed place, with scripts and without."""

import re

import pytest

from e2e.scenes import a_pesel
from e2e.walking import follow


def fill(page, name, value):
    page.locator(f"[name={name}]").fill(value)


def day(page, name, value):
    """A date: day, month, year."""
    for part, number in [("day", value.day), ("month", value.month), ("year", value.year)]:
        fill(page, f"{name}_{part}", str(number))


def typed(page, *, first_name, last_name, pesel, email):
    """Fill in the form as an official of the first office of the list would."""
    for name, value in [("first_name", first_name), ("last_name", last_name), ("pesel", pesel), ("email", email)]:
        fill(page, name, value)
    fill(page, "post", "inspektorka")
    page.locator("[name=office]").select_option(index=1)
    page.locator("[name=rules]").check()
    page.locator("[name=true_data]").check()


def way_to_the_form(page, title):
    page.goto("/")
    follow(page.locator("a[href$='/nabor/']").first)
    follow(page.get_by_role("link", name=title))
    follow(page.get_by_role("main").get_by_role("link", name="Zgłoś się"))


def applied(page, title, *, first_name, last_name, pesel, email, is_accessible=None):
    """The whole road of the form: sent empty, mended, checked, sent. Ends on the receipt."""
    way_to_the_form(page, title)
    follow(page.locator("button[value=check]"))
    summary = page.locator(".govuk-error-summary")
    said = summary.locator("li").count()
    assert page.title().startswith("Błąd: ")
    assert str(said) in summary.locator("h2").inner_text()
    assert said >= 5
    if is_accessible:
        is_accessible(page)
    summary.get_by_role("link").first.click()
    typed(page, first_name=first_name, last_name=last_name, pesel=pesel[:-1] + str((int(pesel[-1]) + 1) % 10), email=email)
    follow(page.locator("button[value=check]"))
    assert summary.locator("li").count() == 1, "only the PESEL with a wrong check digit is left"
    fill(page, "pesel", pesel)
    follow(page.locator("button[value=check]"))
    assert not page.title().startswith("Błąd: ")
    assert pesel in page.get_by_role("main").inner_text(), "the person sees everything once more"
    if is_accessible:
        is_accessible(page)
    follow(page.locator("button[value=send]"))
    page.wait_for_url("**/nabor/potwierdzenie/**")
    assert last_name not in page.content(), "the receipt's address may be passed on, so it names nobody"
    if is_accessible:
        is_accessible(page)


def close_the_list(page, sign_in, site, call):
    """The coordinator checks all applications and closes the list, once the hour has passed."""
    site.scene("hour_of_closing", call=call)
    sign_in(page, "Teresa Błażejczak")
    page.goto(f"/biurko/nabor/{call}/")
    follow(page.get_by_role("button", name=re.compile("^Sprawdź (wszystkie|to)")))
    follow(page.locator("button[name=sure]"))
    page.goto(f"/biurko/nabor/{call}/wybor/")
    page.locator("[name=sure]").check()
    follow(page.locator(".save button"))
    page.wait_for_url("**/protokol/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without JavaScript"])
def test_from_the_home_page_to_a_confirmed_place(open_browser, javascript, sign_in, site, newest_mail, is_accessible):
    title = f"Nabór próbny {'A' if javascript else 'B'}"
    email = f"jolanta.{'a' if javascript else 'b'}@probna.example"
    call = site.scene("open_call", title=title)["call"]
    page = open_browser(javascript=javascript)
    check = is_accessible if javascript else None
    applied(
        page, title, first_name="Jolanta", last_name="Próbowska", pesel=a_pesel(1 + javascript), email=email, is_accessible=check
    )
    number = page.locator(".facts .code").first.inner_text()
    assert number in newest_mail(page, "", email).inner_text()

    close_the_list(open_browser(), sign_in, site, call)

    follow(newest_mail(page, "miejsce", email).locator("a[href*='/miejsce/']"))
    link = page.url
    main = page.get_by_role("main").inner_text()
    assert "Jolanta" in main
    assert title in main
    assert "Próbowska" not in page.content()
    assert a_pesel(1 + javascript) not in page.content()
    if javascript:
        is_accessible(page)
    page.goto(link)
    follow(page.locator("button[value=confirm]"))
    taken = page.get_by_role("heading", level=1).inner_text()
    page.goto(link)
    assert page.get_by_role("heading", level=1).inner_text() == taken
    assert page.locator("button[value=confirm]").count() == 0, "the link has been used"
    if javascript:
        is_accessible(page)


def test_an_old_link_sends_a_new_one(page, site, newest_mail, is_accessible):
    email = "sabina@probna.example"
    place = site.scene("offered_place", title="Nabór z odnośnikiem", first_name="Sabina", email=email)["place"]
    follow(newest_mail(page, "miejsce", email).locator("a[href*='/miejsce/']"))
    old = page.url
    site.scene("newer_link", place=place)
    page.goto(old)
    assert page.locator("button[value=confirm]").count() == 0
    is_accessible(page)
    follow(page.get_by_role("main").get_by_role("button"))
    page.wait_for_url("**/wyslano/")
    is_accessible(page)
    follow(newest_mail(page, "", email).locator("a[href*='/miejsce/']"))
    assert page.url != old
    follow(page.locator("button[value=decline]"))
    assert page.locator("button").filter(has_text="biorę").count() == 0


def test_a_link_whose_time_has_passed_and_one_to_a_place_that_has_gone_say_so(page, site, newest_mail, is_accessible):
    email = "teofila@probna.example"
    place = site.scene("offered_place", title="Nabór spóźniony", first_name="Teofila", email=email)["place"]
    follow(newest_mail(page, "miejsce", email).locator("a[href*='/miejsce/']"))
    link, offered = page.url, page.get_by_role("heading", level=1).inner_text()
    site.scene("hour_of_answer", place=place)
    page.goto(link)
    late = page.get_by_role("heading", level=1).inner_text()
    assert late != offered
    assert page.locator("button[value=confirm]").count() == 0
    is_accessible(page)
    site.scene("lapsed", place=place)
    page.goto(link)
    assert page.locator("main button[name=answer]").count() == 0
    assert "czeka" in page.get_by_role("main").inner_text()
    is_accessible(page)


def test_the_form_by_keyboard_alone(page, site):
    """Tab, arrows, space and Enter; what has the focus is always to be seen."""
    call = site.scene("open_call", title="Nabór z klawiatury")["call"]
    page.goto(f"/nabor/{call}/zgloszenie/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    answers = {
        "first_name": "Kamila", "last_name": "Klawiszewska", "pesel": a_pesel(3), "post": "podinspektorka",
        "email": "kamila@probna.example",
    }  # fmt: skip
    for _step in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = getComputedStyle(e, '::before');
            const shown = s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e.matches('input') || b.boxShadow !== 'none';
            return {name: e.name || '', tag: e.tagName, value: e.value || '', shown}; }"""
        )
        assert at["shown"], f"no focus to be seen on {at}"
        if at["name"] in answers:
            page.keyboard.type(answers[at["name"]])
        elif at["tag"] == "SELECT" and at["name"] in ("office", "choice_1") and not at["value"]:
            page.keyboard.press("ArrowDown")
        elif at["name"] in ("rules", "true_data"):
            page.keyboard.press("Space")
        elif at["name"] == "step":
            page.keyboard.press("Enter")
            break
    page.locator("button[value=send]").wait_for()
    page.locator("button[value=send]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nabor/potwierdzenie/**")
