"""A resident recommends a page and comments on it; a moderator decides by keyboard; a reader reports; the writer withdraws."""

import re
import time
from urllib.parse import urlencode

import pytest

from e2e.walking import follow

PAGE = "/o-projekcie/"


def main(page):
    return page.get_by_role("main")


@pytest.fixture
def letter(newest_mail, site):
    """A function: the letter with these words to an address, as soon as the jobs have written and sent it."""

    def read(browser, words, address):
        until = time.monotonic() + 120
        while True:
            site.scene("letters_due")
            browser.goto(f"/demo/mail/?{urlencode({'who': address})}")
            if browser.get_by_role("row").filter(has_text=address).get_by_role("link", name=words).count():
                return newest_mail(browser, words, address)
            assert time.monotonic() < until, f"no letter “{words}” to {address}"
            time.sleep(0.5)

    return read


def link_in(text, part):
    return re.search(rf"https?://\S+{part}\S+", text)[0]


def write(page, *, name, email, text):
    page.get_by_label("Co chcesz powiedzieć?").fill(text)
    page.get_by_label("Twoje imię").fill(name)
    page.get_by_label("Twój adres e-mail").fill(email)


def test_a_page_is_recommended_and_its_reader_ends_such_letters(open_browser, letter, is_accessible):
    page = open_browser()
    page.goto(PAGE)
    is_accessible(page)
    assert page.get_by_role("button", name="Drukuj").is_visible()
    assert page.get_by_role("button", name="Kopiuj adres").is_visible()
    follow(page.get_by_role("link", name="Poleć znajomej osobie"))
    is_accessible(page)
    page.get_by_label("Adres e-mail osoby").fill("kuzynka@znajomi.example")
    page.get_by_label("Twoje imię").fill("Zuzanna http://x")
    follow(page.get_by_role("button", name="Wyślij list"))
    assert "samymi literami" in main(page).inner_text()
    is_accessible(page)
    page.get_by_label("Twoje imię").fill("Zuzanna")
    follow(page.get_by_role("button", name="Wyślij list"))
    assert "Dziękujemy" in page.locator("h1").inner_text()
    is_accessible(page)
    mailbox = open_browser()
    text = letter(mailbox, "Ktoś poleca Ci stronę", "kuzynka@znajomi.example").inner_text()
    assert "Zuzanna" in text
    assert PAGE in text
    mailbox.goto(link_in(text, "bez-listow"))
    is_accessible(mailbox)
    follow(mailbox.get_by_role("button", name="Żadnych listów więcej"))
    assert "już nie przyjdą" in mailbox.locator("h1").inner_text()


def test_a_comment_goes_its_road(open_browser, letter, sign_in, is_accessible):
    resident = open_browser()
    resident.goto(PAGE)
    follow(resident.get_by_role("link", name="Napisz komentarz"))
    write(resident, name="Genowefa", email="genowefa@znajomi.example", text="Nareszcie po ludzku.")
    resident.locator("altcha-widget [data-state=verified]").wait_for()
    is_accessible(resident)
    follow(resident.get_by_role("button", name="Wyślij"))
    text = letter(resident, "Potwierdź swój komentarz", "genowefa@znajomi.example").inner_text()
    resident.goto(link_in(text, "potwierdz"))
    is_accessible(resident)
    follow(resident.get_by_role("button", name="Tak, to mój komentarz"))
    assert "Teraz ktoś go przeczyta" in resident.locator("h1").inner_text()
    resident.goto(PAGE)
    assert "Nareszcie po ludzku." not in main(resident).inner_text()

    desk = sign_in(open_browser(), "Kinga Śliwa")
    desk.goto("/biurko/")
    follow(main(desk).get_by_role("link", name=re.compile("czeka")).first)
    is_accessible(desk)
    desk.keyboard.press("j")
    while "Genowefa" not in desk.evaluate("document.activeElement.innerText"):
        desk.keyboard.press("j")
    with desk.expect_navigation():
        desk.keyboard.press("a")
    assert "Komentarz jest pokazany" in main(desk).inner_text()

    resident.goto(PAGE)
    said = resident.locator("article.said").filter(has_text="Nareszcie po ludzku.")
    is_accessible(resident)
    follow(said.get_by_role("link", name="Odpowiedz"))
    assert "Genowefa" in resident.locator("h1").inner_text()
    resident.goto(PAGE)
    follow(said.get_by_role("link", name="Zgłoś"))
    is_accessible(resident)
    resident.get_by_label("To nieprawda").check()
    follow(resident.get_by_role("button", name="Zgłoś"))
    assert "Ktoś na to spojrzy" in resident.locator("h1").inner_text()

    desk.goto("/biurko/komentarze/?widok=reported")
    is_accessible(desk)
    follow(desk.get_by_role("button", name="Zostaje – Genowefa"))
    text = letter(resident, "Twój komentarz jest na stronie", "genowefa@znajomi.example").inner_text()
    resident.goto(link_in(text, "moj"))
    is_accessible(resident)
    resident.get_by_text("Chcę go wycofać").click()
    follow(resident.get_by_role("button", name="Wycofaj mój komentarz"))
    assert "jest wycofany" in resident.locator("h1").inner_text()
    resident.goto(PAGE)
    assert "Genowefa" not in main(resident).inner_text()


def test_shortcuts_can_be_turned_off(open_browser, sign_in):
    desk = sign_in(open_browser(), "Kinga Śliwa")
    desk.goto("/biurko/komentarze/")
    desk.get_by_label("Skróty włączone").uncheck()
    desk.reload()
    assert not desk.get_by_label("Skróty włączone").is_checked()
    desk.keyboard.press("j")
    assert desk.evaluate("document.activeElement.tagName") == "BODY"


def test_ticked_comments_are_looked_at_before_they_are_decided(open_browser, sign_in, is_accessible):
    desk = sign_in(open_browser(javascript=False), "Kinga Śliwa")
    desk.goto("/biurko/komentarze/")
    assert not desk.get_by_text("Z klawiatury").is_visible()
    desk.get_by_label("Zaznacz: Okna Tanio").check()
    follow(desk.get_by_role("button", name="Nie pokazuj ich…"))
    assert "Nie pokazać 1 komentarza?" in desk.locator("h1").inner_text()
    desk.get_by_label("Coś reklamuje").check()
    follow(desk.get_by_role("button", name="Nie pokazuj ich"))
    assert "Okna Tanio" not in desk.locator(".moderation").inner_text()


def test_a_reply_on_a_phone_without_javascript(open_browser, letter, is_accessible):
    phone = open_browser(width=320, javascript=False)
    phone.goto(PAGE)
    follow(phone.get_by_role("link", name="Odpowiedz").first)
    write(phone, name="Bez Skryptów", email="bez@znajomi.example", text="Zgadzam się.")
    follow(phone.get_by_role("button", name="Wyślij"))
    assert "Zajrzyj do swojej skrzynki" in phone.locator("h1").inner_text()
    text = letter(phone, "Potwierdź swój komentarz", "bez@znajomi.example").inner_text()
    phone.goto(link_in(text, "potwierdz"))
    follow(phone.get_by_role("button", name="Tak, to mój komentarz"))
    assert "Teraz ktoś go przeczyta" in phone.locator("h1").inner_text()


def test_a_browser_that_cannot_solve_the_task_is_not_refused(open_browser):
    page = open_browser()
    page.route("**/komentarze/zadanie/", lambda route: route.abort())
    page.goto(PAGE)
    follow(page.get_by_role("link", name="Napisz komentarz"))
    write(page, name="Bez Zadania", email="bezzadania@znajomi.example", text="Też chcę coś powiedzieć.")
    page.locator("altcha-widget [data-state=error]").wait_for()
    follow(page.get_by_role("button", name="Wyślij"))
    assert "Zajrzyj do swojej skrzynki" in page.locator("h1").inner_text()


def test_news_are_asked_for_and_ended(phone, letter, is_accessible):
    phone.goto(PAGE)
    follow(phone.get_by_role("link", name="Wiadomości e-mailem"))
    is_accessible(phone)
    phone.get_by_label("Twój adres e-mail").fill("nowiny@znajomi.example")
    follow(phone.get_by_role("button", name="Chcę wiadomości"))
    text = letter(phone, "Wiadomości projektu", "nowiny@znajomi.example").inner_text()
    phone.goto(link_in(text, "potwierdz"))
    is_accessible(phone)
    follow(phone.get_by_role("button", name="Tak, chcę wiadomości"))
    assert "będą przychodzić" in phone.locator("h1").inner_text()
    follow(phone.get_by_role("link", name="Jednak ich nie chcę"))
    follow(phone.get_by_role("button", name="Koniec wiadomości"))
    assert "już nie przyjdą" in phone.locator("h1").inner_text()
    is_accessible(phone)
