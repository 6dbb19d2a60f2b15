"""The office lead, the controller, the administrator: what is theirs, and what is not."""

from datetime import date

from atut.base.files.tests.making import a_pdf
from e2e.scenes import a_pesel
from e2e.test_applicant import day, fill, typed
from e2e.walking import follow

PDF = a_pdf()


def test_an_office_lead_sees_own_people_and_types_in_paper(page, sign_in, site, is_accessible):
    call = site.scene("open_call", title="Nabór z papieru")["call"]
    keys = site.scene("keys_of_other_offices", office="Sabnie")
    sign_in(page, "Jolanta Grzęda")
    is_accessible(page)
    page.goto("/biurko/osoby/")
    assert page.locator("table tbody tr").count() > 0
    assert keys["other_name"] not in page.content()
    page.goto(f"/biurko/nabor/{call}/papier/")
    assert page.locator("[name=office] option:not([value=''])").count() == 1, "only the own office"
    typed(page, first_name="Zenona", last_name="Papierska", pesel=a_pesel(40), email="zenona@probna.example")
    fill(page, "register_number", "SAB.1.2026")
    day(page, "received_on", date.fromisoformat(keys["yesterday"]))
    fill(page, "received_hour", "23:00")
    page.locator("[name=scan]").set_input_files({"name": "zgloszenie.pdf", "mimeType": "application/pdf", "buffer": PDF})
    follow(page.get_by_role("main").locator("form button.govuk-button").last)
    page.wait_for_url(f"**/biurko/nabor/{call}/")
    assert "Papierska" in page.get_by_role("main").inner_text()


def test_an_office_lead_is_told_nothing_of_other_offices(page, sign_in, site):
    keys = site.scene("keys_of_other_offices", office="Sabnie")
    sign_in(page, "Jolanta Grzęda")
    said = {address: page.goto(address).status for address in keys["not_mine"]}
    assert said == dict.fromkeys(said, 404)
    others = ["/biurko/grupy/", "/biurko/wskazniki/", "/biurko/zespol/", "/biurko/projekty/", "/biurko/moje-spotkania/"]
    said = {address: page.goto(address).status for address in others}
    assert said == dict.fromkeys(said, 403)


def test_a_controller_reads_all_and_writes_nothing(page, sign_in):
    sign_in(page, "Leszek Ożóg")
    for path in (
        "/biurko/nabor/",
        "/biurko/osoby/",
        "/biurko/grupy/",
        "/biurko/uczestnicy/",
        "/biurko/wskazniki/",
        "/biurko/dziennik/",
    ):
        assert page.goto(path).status == 200, path
        forms = page.locator("main form[method=post]")
        assert forms.count() == 0, f"{path} has a button for a controller"
    assert page.goto("/biurko/nabor/nowy/").status == 403


def test_an_administrator_opens_a_project_and_invites(page, open_browser, sign_in, newest_mail, is_accessible):
    sign_in(page, "Damian Żmuda")
    page.goto("/biurko/projekty/nowy/")
    given = {
        "name_pl": "Projekt z przeglądarki", "host": "przegladarka.localhost", "slug": "przegladarka", "code_prefix": "PRZ",
    }  # fmt: skip
    for name, value in given.items():
        fill(page, name, value)
    page.locator("[name=profile]").select_option(index=1)
    day(page, "starts_on", date(2026, 1, 1))
    day(page, "ends_on", date(2027, 12, 31))
    is_accessible(page)
    follow(page.get_by_role("main").locator("button.govuk-button").last)
    page.wait_for_url(lambda address: "/nowy/" not in address)
    page.goto("/biurko/projekty/")
    assert given["name_pl"] in page.get_by_role("main").inner_text().replace("\u00a0", " ")
    page.goto("/biurko/zespol/zaproszenie/")
    fill(page, "name", "Nowa Koordynatorka")
    fill(page, "email", "nowa@probna.example")
    page.locator("[name=role]").select_option("coordinator")
    follow(page.get_by_role("main").locator("button.govuk-button").last)
    page.wait_for_url(lambda address: "/zaproszenie/" not in address)

    invited = open_browser()
    follow(newest_mail(invited, "", "nowa@probna.example").locator("a[href*='/zaproszenie/']"))
    link = invited.url
    fill(invited, "password", "siedem kolorowych latawców nad łąką")
    is_accessible(invited)
    follow(invited.get_by_role("main").locator("button.govuk-button"))
    invited.wait_for_url("**/konta/logowanie/**")
    fill(invited, "login", "nowa@probna.example")
    fill(invited, "password", "siedem kolorowych latawców nad łąką")
    follow(invited.get_by_role("main").locator("button.govuk-button").first)
    invited.wait_for_url(lambda address: "/logowanie/" not in address)
    invited.goto("/konta/drugi-skladnik/")
    is_accessible(invited)
    assert invited.goto("/konta/drugi-skladnik/aplikacja/").status == 200
    is_accessible(invited)
    assert open_browser().goto(link).status == 410, "an invitation works once"
