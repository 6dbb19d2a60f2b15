"""The coordinator: from planning an edition to a certificate that anybody can check."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdf

from e2e.scenes import a_pesel
from e2e.test_applicant import day, fill, typed
from e2e.test_others import PDF
from e2e.walking import follow

PEOPLE = [("Halina", "Ważna"), ("Danuta", "Żwawa")]


def send(page):
    """Press the page's own button."""
    follow(page.get_by_role("main").locator("form button.govuk-button").last)
    page.wait_for_load_state()
    assert page.locator(".govuk-error-summary").count() == 0, page.locator(".govuk-error-summary").inner_text()


def planned(page, form, title, today, **terms):
    """A new edition and its call with these terms, published. The call's key."""
    page.goto(f"/biurko/program/{form}/edycja/")
    day(page, "starts_on", today + timedelta(days=2))
    day(page, "ends_on", today + timedelta(days=9))
    fill(page, "place", "Sala narad w Sabniach")
    fill(page, "capacity", "2")
    send(page)
    page.goto("/biurko/nabor/nowy/")
    fill(page, "title_pl", title)
    day(page, "opens_on", today - timedelta(days=1))
    day(page, "closes_on", today + timedelta(days=1))
    fill(page, "opens_hour", "8:00")
    fill(page, "closes_hour", "16:00")
    page.get_by_label(re.compile(title)).fill("2")
    follow(page.get_by_role("button", name="Zapisz i dalej"))
    page.wait_for_url("**/zmiana/uprawnieni/")
    if terms:
        page.goto(page.url.replace("/uprawnieni/", "/terminy/"))
        for name, value in terms.items():
            fill(page, name, value)
        follow(page.get_by_role("button", name="Zapisz"))
    follow(page.get_by_role("link", name="Do całego regulaminu"))
    page.wait_for_url("**/ogloszenie/")
    send(page)
    return page.url.rstrip("/").rpartition("/")[2]


def typed_in(page, call, number, name, yesterday):
    """An application from paper, with stamp and scan."""
    page.goto(f"/biurko/nabor/{call}/papier/")
    pesel = a_pesel(60 + number)
    typed(page, first_name=name[0], last_name=name[1], pesel=pesel, email=f"papier{number}@probna.example")
    fill(page, "register_number", f"PRZ.{number}.2026")
    day(page, "received_on", yesterday)
    fill(page, "received_hour", f"{10 + number}:00")
    page.locator("[name=scan]").set_input_files({"name": "zgloszenie.pdf", "mimeType": "application/pdf", "buffer": PDF})
    send(page)


def confirmed(page, call):
    """Both say yes by telephone."""
    page.goto(f"/biurko/nabor/{call}/miejsca/")
    follow(page.get_by_role("main").locator("a[href*='/miejsca/']").last)
    addresses = {link.get_attribute("href") for link in page.locator("main a[href*='/biurko/miejsca/']").all()}
    assert len(addresses) == len(PEOPLE)
    for address in addresses:
        page.goto(address)
        page.locator("[name=answer][value=confirm]").check()
        page.locator("[name=how][value=phone]").check()
        send(page)


def group_opened(page, title):
    """A group of the edition with everybody in it. The group's key."""
    page.goto("/biurko/grupy/")
    follow(page.locator(".sec").filter(has_text=title).locator("a[href*='/grupy/edycja/']"))
    fill(page, "name", title)
    fill(page, "size", "2")
    page.locator("[name=trainer]").select_option(label="Dorota Gawryluk-Sęk")
    send(page)
    follow(page.get_by_role("link", name=title, exact=True))
    key = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/biurko/grupy/{key}/zapisy/")
    for box in page.locator("[name=places]").all():
        box.check()
    send(page)
    return key


def meeting(page, group, room, held_on):
    page.goto(f"/biurko/grupy/{group}/spotkanie/")
    day(page, "day", held_on)
    for name, value in [
        ("begins", "19:00"),
        ("ends", "20:00"),
        ("break_minutes", "0"),
        ("room", room),
        ("topic", "Jak pisać prosto"),
    ]:
        fill(page, name, value)
    follow(page.get_by_role("main").locator("form button.govuk-button").last)
    page.wait_for_load_state()


def signed(page, group, signed_on):
    """The papers are printed and signed, with a scan."""
    page.goto(f"/biurko/grupy/{group}/")
    printing = page.locator("form[action$='/dokumenty/']")
    token = printing.locator("[name=csrfmiddlewaretoken]").get_attribute("value")
    papers = page.request.post(
        printing.evaluate("form => form.action"), form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}
    )
    assert len(pypdf.PdfReader(io.BytesIO(papers.body())).pages) >= 2 * len(PEOPLE)
    for address in [link.get_attribute("href") for link in page.locator("tbody a[href*='/uczestnicy/']").all()]:
        page.goto(f"{address}podpisy/")
        for box in page.locator("[name=kinds]").all():
            box.check()
        day(page, "signed_on", signed_on)
        page.locator("[name=scan]").set_input_files({"name": "podpisane.pdf", "mimeType": "application/pdf", "buffer": PDF})
        send(page)


def checked_by_anybody(anybody, code, title, is_accessible):
    """The public page says what the code stands for, and no name."""
    anybody.goto("/z/")
    fill(anybody, "code", code.lower())
    follow(anybody.get_by_role("main").locator("button"))
    is_accessible(anybody)
    said = anybody.get_by_role("main").inner_text()
    assert title in said
    assert not any(last in said for _first, last in PEOPLE), "names are compared, never shown"
    fill(anybody, "name", "Kto Inny")
    follow(anybody.get_by_role("main").locator("form button").last)
    assert anybody.locator(".note--no").count() == 1


def test_from_a_new_edition_to_a_certificate(page, open_browser, sign_in, site, is_accessible):
    title, today = "Proste pisma", datetime.now(ZoneInfo("Europe/Warsaw")).date()
    yesterday = today - timedelta(days=1)
    form = site.scene("short_form", title=title)["form"]
    sign_in(page, "Teresa Błażejczak")
    is_accessible(page)
    call = planned(page, form, title, today)
    for number, name in enumerate(PEOPLE):
        typed_in(page, call, number, name, yesterday)
    site.scene("hour_of_closing", call=call)
    page.goto(f"/biurko/nabor/{call}/")
    follow(page.get_by_role("button", name=re.compile("^Sprawdź (wszystkie|to)")))
    follow(page.locator("button[name=sure]"))
    page.goto(f"/biurko/nabor/{call}/wybor/")
    page.locator("[name=sure]").check()
    send(page)
    protocol = page.get_by_role("main").inner_text()
    assert all(last in protocol for _first, last in PEOPLE)
    printed = page.request.get(f"/biurko/nabor/{call}/protokol.pdf").body()
    assert "Ważna" not in pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text(), "codes instead of names"

    confirmed(page, call)
    group = group_opened(page, title)
    meeting(page, group, "Sala narad w Sabniach", yesterday)
    assert page.url.endswith(f"/{group}/")
    meeting(page, group, "Sala narad w Sabniach", yesterday)
    assert page.locator(".govuk-error-summary").count() == 1, "the same room at the same hour is refused"
    is_accessible(page)
    signed(page, group, yesterday)

    trainer = open_browser(width=320, has_touch=True)
    sign_in(trainer, "Dorota Gawryluk-Sęk")
    follow(trainer.get_by_role("link", name="Jak pisać prosto", exact=True).first)
    follow(trainer.locator("button[value=rest]"))
    follow(trainer.locator("button[value=close]"))
    trainer.wait_for_url("**/moje-spotkania/")

    page.goto(f"/biurko/grupy/{group}/koniec/")
    send(page)
    page.goto(f"/biurko/grupy/{group}/zaswiadczenia/")
    is_accessible(page)
    follow(page.get_by_role("main").locator("form button.govuk-button").first)
    page.wait_for_load_state()
    files = page.locator("tbody a[href*='/plik/']")
    assert files.count() == len(PEOPLE)
    paper = pypdf.PdfReader(io.BytesIO(page.request.get(files.first.get_attribute("href")).body())).pages[0].extract_text()
    code = re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", paper)[0]

    checked_by_anybody(open_browser(), code, title, is_accessible)
