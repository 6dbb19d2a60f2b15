"""A member of a committee scores without a mouse: from the start page to the closed sheet."""

from e2e.walking import follow

# The focus can be seen: a ring around the control, or around the box that stands for it.
RING = """() => {
    const seen = document.activeElement, label = document.querySelector(`label[for="${seen.id}"]`);
    const looks = [getComputedStyle(seen), ...(label ? [getComputedStyle(label, "::before")] : [])];
    return looks.some(one => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== "none");
}"""


def tab_to(page, wanted, most=80):
    """Go on with Tab until the focus is on this control; every stop on the way shows where it is."""
    stops = []
    for _press in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), f"no ring around {page.evaluate('document.activeElement.outerHTML')}"
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if wanted.evaluate("one => one === document.activeElement"):
            return stops
    raise AssertionError(f"not reached with {most} presses: {stops}")


def press_on(page, key="Enter"):
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def heading(page):
    return page.get_by_role("heading", level=1).inner_text().replace("\u00a0", " ")


def test_five_applications_are_scored_and_the_sheet_closed_with_the_keyboard_alone(page, sign_in, site, is_accessible):
    made = site.scene("judged_call", title="Nabór oceniany klawiaturą")
    sign_in(page, "Barbara Zagórna")
    tab_to(page, page.get_by_role("main").locator(f"a[href='/biurko/komisje/{made['call']}/karta/']"))
    press_on(page)
    assert heading(page) == "Ocenione 0 z 5"

    names = [f"{code}.{line}" for code in made["codes"] for line in ("pomysl", "plan")]
    visited = []
    for number, name in enumerate(names):
        visited += tab_to(page, page.locator(f"[name='{name}']"), most=40 if number == 0 else 2)
        page.keyboard.type("12" if number == 0 else str(number % 6))
    assert [one for one in visited if one in names] == names, "from row to row, from left to right"
    press_on(page)
    assert page.title().startswith("Błąd:")
    is_accessible(page)
    tab_to(page, page.locator(".govuk-error-summary a"), most=40)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == names[0], "the summary leads to the field"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("10")
    press_on(page)
    assert heading(page) == "Ocenione 5 z 5"
    assert page.locator(f"[name='{names[0]}']").input_value() == "10"
    is_accessible(page)

    tab_to(page, page.get_by_role("main").locator("a[href$='/karta/zamkniecie/']"))
    press_on(page)
    tab_to(page, page.locator("[name=sure]"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("main").get_by_role("button"), most=2)
    press_on(page)
    assert heading(page) == "Wszystkie karty są zamknięte"
    follow(page.get_by_role("main").locator("a[href$='/punkty/']"))
    assert page.get_by_role("main").locator("tbody tr").count() == 5


def test_one_application_after_another_with_the_keyboard(page, sign_in, site, is_accessible):
    made = site.scene("judged_call", title="Nabór oceniany po kolei", people=2)
    sign_in(page, "Barbara Zagórna")
    page.goto(f"/biurko/komisje/{made['call']}/karta/{made['codes'][0]}/")
    is_accessible(page)
    read = set()
    for code in made["codes"]:
        assert heading(page) == code
        read.add(page.get_by_role("main").locator("blockquote").inner_text().replace("\u00a0", " "))
        assert page.evaluate("document.activeElement.name") == "pomysl", "the first field without a score has the focus"
        page.keyboard.type("7")
        tab_to(page, page.locator("[name=plan]"), most=1)
        page.keyboard.type("4")
        press_on(page)
    assert heading(page) == "Ocenione 2 z 2"
    assert read == {f"Tablica spraw w holu, na początek {count} najczęstsze." for count in (2, 3)}, "each with its own answer"


def test_somebody_without_an_account_appeals_and_reads_the_decision(page, open_browser, sign_in, site, newest_mail, is_accessible):
    made = site.scene("listed_call", title="Nabór z odwołaniem")
    stranger = open_browser()
    follow(newest_mail(stranger, "", made["email"]).locator("a[href*='/nabor/odwolanie/']"))
    is_accessible(stranger)
    stranger.locator("[name=grounds]").fill("Plan oceniono bez załącznika.")
    follow(stranger.get_by_role("main").get_by_role("button"))
    assert heading(stranger) == "Twoje odwołanie czeka na komisję"
    link = stranger.url

    sign_in(page, "Barbara Zagórna")
    follow(page.get_by_role("main").locator(f"a[href$='/{made['call']}/odwolania/']"))
    follow(page.get_by_role("link", name=made["code"]))
    is_accessible(page)
    page.get_by_role("radio", name="Nieuwzględnione").check()
    page.locator("[name=reason]").fill("Załącznik był w aktach i komisja go czytała.")
    follow(page.get_by_role("main").get_by_role("button"))
    assert heading(page) == "Odwołania nie uwzględniono"
    stranger.goto(link)
    assert "komisja go czytała" in stranger.get_by_role("main").inner_text().replace("\u00a0", " ")
    assert "komisja go czytała" in newest_mail(stranger, "", made["email"]).inner_text().replace("\u00a0", " ")
