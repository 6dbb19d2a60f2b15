"""The head of an office consents and refuses in one place, for the own people alone; the people are told."""

from e2e.walking import follow


def words(page):
    return page.get_by_role("main").inner_text().replace("\u00a0", " ")


def answer(page, name, decision, reason=""):
    """Fill in the form under the name of a person and save it."""
    form = page.get_by_role("region", name=name).locator("form")
    form.get_by_role("radio", name=decision).check()
    form.get_by_role("textbox").fill(reason)
    follow(form.get_by_role("button"))


def test_an_office_lead_consents_and_refuses_and_people_are_told(page, open_browser, sign_in, site, newest_mail, is_accessible):
    people = {"Zgodna": "Sabnie", "Odmowna": "Sabnie", "Obca": "Repki"}
    site.scene("call_with_consent", title="Nabór za zgodą", people=people)
    sign_in(page, "Jolanta Grzęda")
    follow(page.get_by_role("main").locator("a[href$='/nasze-zgloszenia/']"))
    is_accessible(page)
    assert "Obca" not in words(page)
    waiting = page.locator("main form").count()

    answer(page, "Zgodna Próba", "Wyrażam zgodę")
    answer(page, "Odmowna Próba", "Odmawiam")
    assert "Napisz, dlaczego" in words(page), "nobody is refused without a reason"
    is_accessible(page)
    page.get_by_role("radio", name="Odmawiam").check()
    page.locator("[name=reason]").fill("W te dni urząd ma kontrolę.")
    follow(page.get_by_role("main").get_by_role("button"))
    assert page.locator("main form").count() == waiting - 2
    row = page.get_by_role("row").filter(has_text="Odmowna")
    assert "odmowa zgody" in row.inner_text()
    follow(page.get_by_role("navigation").get_by_role("link", name="Nasze zgłoszenia").first)

    post = open_browser()
    assert "wyraża zgodę" in newest_mail(post, "Zgłoszenie", "zgodna@probna.example").inner_text()
    assert "W te dni urząd ma kontrolę." in newest_mail(post, "Zgłoszenie", "odmowna@probna.example").inner_text()
