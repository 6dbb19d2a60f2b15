"""The trainer with a phone in the classroom, with scripts and without."""

import pytest

from e2e.walking import follow


@pytest.mark.parametrize(
    ("javascript", "group", "hour"), [(True, "Grupa 3", 17), (False, "Grupa 4", 18)], ids=["with scripts", "without JavaScript"]
)
def test_a_list_is_marked_and_finished_on_a_phone(open_browser, javascript, group, hour, sign_in, site, is_accessible):
    held = site.scene("meeting_of_yesterday", group=group, room=f"Sala {group}", hour=hour)
    phone = open_browser(width=320, has_touch=True, javascript=javascript)
    sign_in(phone, "Wojciech Ździebło")
    assert "/moje-spotkania/" in phone.url, "a trainer's first page is the meetings"
    if javascript:
        is_accessible(phone)
    follow(phone.get_by_role("link", name=held["topic"], exact=True))
    people = phone.locator("fieldset.att:not(:has(.blocked))")
    assert people.count() >= 3
    people.nth(0).locator("[value=away]").check()
    people.nth(1).locator("[value=part]").check()
    people.nth(1).locator("[name^=a_]").fill(f"{hour}:00")
    people.nth(1).locator("[name^=b_]").fill(f"{hour - 1}:00")
    follow(phone.locator("button[value=close]"))
    assert phone.title().startswith("Błąd: "), "hours that end before they begin"
    if javascript:
        is_accessible(phone)
    people.nth(1).locator("[name^=b_]").fill(f"{hour}:30")
    follow(phone.locator("button[value=rest]"))
    assert people.nth(2).locator("[value=here]").is_checked()
    assert people.nth(1).locator("[value=part]").is_checked()
    if javascript:
        is_accessible(phone)
    follow(phone.locator("button[value=close]"))
    phone.wait_for_url("**/moje-spotkania/")
    phone.goto(f"/biurko/moje-spotkania/{held['session']}/")
    assert phone.locator("button[value=close]").count() == 0, "a finished list is the office's"
