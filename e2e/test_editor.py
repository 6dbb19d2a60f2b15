"""An editor writes news with a picture, tries it out, publishes, plans, asks another editor; the other project sees none of it."""

import base64
import hmac
import io
import re
import struct
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from e2e.conftest import faults_of
from e2e.walking import follow

PASSWORD = "siedem kolorowych latawców nad łąką"
SEEN = "Zielona łąka za urzędem, w tle dzwonnica"
TABS = 150  # more than any screen of the editor has


def code_of(secret):
    """What an authenticator shows now (RFC 6238)."""
    left = 30 - time.time() % 30
    if left < 10:  # a code about to change would be old when it is read
        time.sleep(left)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def a_photograph(shade):
    kept = io.BytesIO()
    Image.new("RGB", (1200, 800), (40, shade, 60)).save(kept, "JPEG")
    return {"name": "DSC_0012.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


@pytest.fixture
def editor(open_browser, site):
    """A function: an invited editor of project A, signed in with password and second factor."""

    def sign(name, email):
        secret = site.scene("editor", who=name, email=email, password=PASSWORD)["secret"]
        page = open_browser()
        page.goto("/konta/logowanie/")
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(PASSWORD)
        follow(page.get_by_role("main").locator("button.govuk-button").first)
        page.wait_for_url("**/konta/drugi-skladnik/kod/")
        page.locator("[name=code]").fill(code_of(secret))
        follow(page.get_by_role("main").locator("button.govuk-button").first)
        page.wait_for_url("**/biurko/")
        return page

    return sign


def begin(page, title, lead):
    """From the desk to a piece of news with its title and two sentences."""
    page.goto("/biurko/strona/")
    follow(page.get_by_role("button", name="Napisz aktualność"))
    page.locator("body.ready").wait_for()
    page.get_by_label("Tytuł").first.fill(title)
    page.get_by_label("Wiadomość w dwóch zdaniach").first.fill(lead)


def bring_picture(page, shade):
    page.get_by_role("button", name="Wybierz obraz").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Prześlij").click()
    dialog.locator("input[type=file]").set_input_files(a_photograph(shade))
    dialog.get_by_label("Tytuł").fill("Łąka")
    dialog.get_by_label("Co widać na obrazie").fill(SEEN)
    dialog.get_by_role("button", name="Prześlij").click()
    dialog.wait_for(state="hidden")


def write_text(page, words):
    page.get_by_role("button", name="Dodaj blok").first.click()
    page.get_by_role("option", name="treść").click()
    page.locator(".Draftail-Editor [role=textbox]").first.click()
    page.keyboard.type(words)


def done(page):
    """The editor says what it did. A new address alone does not: keeping a draft by itself changes it too."""
    page.locator(".messages li.success").first.wait_for()
    page.locator("body.ready").wait_for()


def at_rest(page):
    """The editor keeps no draft by itself now, and begins none (it waits half a second after a change)."""
    page.evaluate("""() => new Promise(done => {
        let quiet = 0
        const look = setInterval(() => {
            const kept = document.querySelector("#w-autosave-indicator")?.dataset.wAutosaveStateValue
            quiet = kept === "saving" ? 0 : quiet + 1
            if (quiet === 12) { clearInterval(look); done() }
        }, 100)
        document.querySelectorAll(".messages li").forEach(one => one.remove())
    })""")


def save_draft(page):
    at_rest(page)
    page.get_by_role("button", name="Zapisz szkic").click()
    done(page)


def choose(page, action):
    at_rest(page)
    page.get_by_role("button", name="Więcej akcji").click()
    page.get_by_role("button", name=action).click()
    done(page)


def go_to(page, matches):
    """By the Tab key alone, as who has no mouse."""
    for _unused in range(TABS):
        page.keyboard.press("Tab")
        said = page.evaluate("[document.activeElement.innerText, document.activeElement.getAttribute('aria-label')].join(' ')")
        if re.search(matches, said or ""):
            return
    raise AssertionError(f"Tab never comes to {matches}")


def read(open_browser, path):
    """What a visitor without a name finds there, and the answer's status."""
    visitor = open_browser()
    return visitor.goto(path).status, visitor.get_by_role("main").inner_text().replace("\u00a0", " "), visitor


def test_news_is_written_tried_out_and_published(open_browser, editor, is_accessible, site, sign_in):
    page = editor("Rozalia Próbna", "rozalia@probna.example")
    page.goto("/biurko/strona/")
    is_accessible(page)
    assert read(open_browser, "/")[0] == 200  # the home page is kept from now on
    begin(page, "Żółty łącznik w urzędzie", "Jest już żółty łącznik. Zapraszamy.")
    bring_picture(page, 120)
    write_text(page, "Otwieramy w piątek.")
    page.get_by_role("button", name="Przełącz podgląd").click()
    tried = page.frame_locator("iframe[title]").first
    tried.get_by_role("heading", level=1, name="Żółty łącznik w urzędzie").wait_for()
    tried.locator(f'img[alt="{SEEN}"]').wait_for()
    save_draft(page)
    address = "/aktualnosci/zolty-lacznik-w-urzedzie/"
    assert read(open_browser, address)[0] == 404
    assert "Żółty łącznik" not in read(open_browser, "/")[1]
    page.goto("/biurko/strona/")
    is_accessible(page)
    follow(page.get_by_role("main").get_by_role("link", name="Żółty łącznik w urzędzie"))
    page.locator("body.ready").wait_for()
    at_rest(page)
    go_to(page, "Więcej akcji")
    page.keyboard.press("Enter")
    go_to(page, "^Opublikuj")
    page.keyboard.press("Enter")
    done(page)
    for path in ("/", "/aktualnosci/"):
        assert "Żółty łącznik w urzędzie" in read(open_browser, path)[1], path
    status, said, visitor = read(open_browser, address)
    assert status == 200
    assert "Otwieramy w piątek." in said
    assert visitor.locator("main img").get_attribute("alt") == SEEN
    is_accessible(visitor)

    other = sign_in(open_browser(base=site.b), "Rafał Kurpiewski")
    other.goto("/biurko/strona/")
    follow(other.get_by_role("button", name="Otwórz wszystkie strony"))
    number = re.search(r"/(\d+)/", page.evaluate("document.querySelector('a[href*=\"/edit/\"]')?.href ?? '/0/'"))[1]
    for place in ("", "images/", f"pages/{number}/edit/", "pages/search/?q=łącznik"):
        other.goto(f"/redakcja/{place}")
        seen = other.locator("body").inner_text().replace("łącznik”", "")
        assert "Żółty łącznik" not in seen, place
        assert "Łąka" not in seen, place


def test_a_planned_piece_of_news_goes_out_at_its_hour(open_browser, editor, site):
    page = editor("Celestyna Próbna", "celestyna@probna.example")
    begin(page, "Dopiero jutro", "Jutro otwieramy drzwi.")
    save_draft(page)
    page.get_by_role("button", name="Przełącz status").click()
    page.get_by_role("button", name="Ustaw plan").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(
        (datetime.now(ZoneInfo("Europe/Warsaw")) + timedelta(days=1)).strftime("%d.%m.%Y 08:00")
    )
    page.keyboard.press("Tab")
    at_rest(page)
    dialog.get_by_role("button", name="Zapisz plan").press("Enter")  # by mouse the calendar may lie over it
    done(page)
    choose(page, re.compile("Opublikuj|Zaplanuj"))
    assert read(open_browser, "/aktualnosci/dopiero-jutro/")[0] == 404
    page.goto("/biurko/strona/")
    assert "Dopiero jutro" in page.locator("[aria-labelledby=plan]").inner_text()
    site.scene("hour_of_publishing", title="Dopiero jutro")
    assert read(open_browser, "/aktualnosci/dopiero-jutro/")[0] == 200
    assert "Dopiero jutro" in read(open_browser, "/")[1]


def test_another_editor_reads_before_it_is_public(open_browser, editor, sign_in):
    page = editor("Bogna Próbna", "bogna@probna.example")
    begin(page, "Do sprawdzenia", "Czy tu jest błąd?")
    save_draft(page)
    choose(page, re.compile("Poproś o sprawdzenie"))
    assert read(open_browser, "/aktualnosci/do-sprawdzenia/")[0] == 404
    second = sign_in(open_browser(), "Kinga Śliwa")
    second.goto("/biurko/strona/")
    awaiting = second.locator("[aria-labelledby=czeka]")
    assert "Do sprawdzenia" in awaiting.inner_text()
    assert "Bogna Próbna" in awaiting.inner_text()
    follow(awaiting.get_by_role("link", name="Do sprawdzenia"))
    second.locator("body.ready").wait_for()
    at_rest(second)
    second.get_by_role("button", name="Więcej akcji").click()
    second.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url]):visible").first.click()
    done(second)
    assert read(open_browser, "/aktualnosci/do-sprawdzenia/")[0] == 200


def test_the_editors_first_screen_has_no_fault_of_ours(open_browser, sign_in):
    page = sign_in(open_browser(), "Kinga Śliwa")
    page.goto("/biurko/strona/")
    follow(page.get_by_role("button", name="Napisz aktualność"))
    page.locator("body.ready").wait_for()
    ours = [one for one in faults_of(page) if re.search(r"atut|panel-child", one)]
    assert ours == []
