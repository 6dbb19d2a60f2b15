"""The coordinator: from a published call to a place that one declines and the next person gets."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdf

from e2e.test_applicant import fill
from e2e.test_coordinator import planned, send
from e2e.walking import follow

PEOPLE = ["Pierwsza", "Druga", "Trzecia"]  # for two places, as they come; all have equal points


def of(page, call, name):
    """The page of somebody's application, by the list of the call."""
    page.goto(f"/biurko/nabor/{call}/")
    follow(page.get_by_role("row").filter(has_text=name).get_by_role("link").first)


def places(page, call):
    """The page of the places of the call's only edition."""
    page.goto(f"/biurko/nabor/{call}/miejsca/")
    follow(page.get_by_role("main").locator(f"a[href*='/{call}/miejsca/']").last)


def states(page, part):
    """Whose row says what, in one part of the page."""
    rows = page.get_by_role("region", name=part).locator("tbody tr")
    return {name: row for name in PEOPLE for row in rows.all_inner_texts() if name in row}


def completed(page, stranger, call, newest_mail):
    """One is asked to complete the application, and does so by the link of the mail."""
    of(page, call, "Druga")
    follow(page.get_by_role("main").locator("a[href$='/uzupelnienie/']"))
    fill(page, "missing", "Brakuje nazwy referatu.")
    send(page)
    follow(newest_mail(stranger, "", "druga@probna.example").locator("a[href*='/uzupelnienie/']"))
    assert "Brakuje nazwy referatu." in stranger.get_by_role("main").inner_text()
    fill(stranger, "note", "Referat Oświaty")
    follow(stranger.get_by_role("main").get_by_role("button"))
    of(page, call, "Druga")
    assert "Referat Oświaty" in page.get_by_role("main").inner_text()


def test_from_a_published_call_to_the_next_person_in_line(page, open_browser, sign_in, site, newest_mail, is_accessible):
    title, today = "Wybór od początku", datetime.now(ZoneInfo("Europe/Warsaw")).date()
    form = site.scene("short_form", title=title)["form"]
    sign_in(page, "Teresa Błażejczak")
    call = planned(page, form, title, today, answer_days="3", correction_days="5", appeal_days="7")
    site.scene("applications", call=call, people=PEOPLE)
    stranger = open_browser()
    completed(page, stranger, call, newest_mail)
    is_accessible(page)

    site.scene("hour_of_closing", call=call)
    page.goto(f"/biurko/nabor/{call}/")
    follow(page.get_by_role("button", name=re.compile("^Sprawdź (wszystkie|to)")))
    is_accessible(page)
    follow(page.locator("button[name=sure]"))
    is_accessible(page)
    page.goto(f"/biurko/nabor/{call}/")
    follow(page.get_by_role("main").locator("a[href$='/wybor/']").first)
    is_accessible(page)
    page.locator("[name=sure]").check()
    send(page)
    is_accessible(page)
    printed = page.request.get(page.locator("a[href$='/protokol.pdf']").get_attribute("href")).body()
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert title in text
    assert not any(name in text for name in PEOPLE), "the protocol has codes instead of names"

    places(page, call)
    assert states(page, "Kto ma miejsce").keys() == {"Pierwsza", "Druga"}
    assert "Następna" in states(page, "Lista rezerwowa")["Trzecia"]
    is_accessible(page)
    follow(newest_mail(stranger, "miejsce", "pierwsza@probna.example").locator("a[href*='/miejsce/']"))
    follow(stranger.locator("button[value=decline]"))
    follow(newest_mail(stranger, "miejsce", "trzecia@probna.example").locator("a[href*='/miejsce/']"))
    assert stranger.locator("button[value=confirm]").count() == 1
    places(page, call)
    assert states(page, "Kto ma miejsce").keys() == {"Druga", "Trzecia"}
    assert "Pierwsza" in states(page, "Miejsca, które przeszły dalej")
    is_accessible(page)
