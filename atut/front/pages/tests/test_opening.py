"""The administrator or the coordinator opens a public site by a screen, and completes it by the same."""

import pytest

from atut.base.audit.models import Entry
from atut.front.pages.models import GalleryPage, HomePage, ProjectSite, StandardPage
from atut.front.pages.rules import FIRST_PAGES

pytestmark = pytest.mark.django_db
OPEN = "/biurko/strona/otworz/"
SENT = {"promise_pl": "Bliżej ludzi", "lede_pl": "Trzy urzędy uczą się razem."}


@pytest.mark.parametrize("role", ["administrator", "coordinator"])
def test_site_open_lists_what_will_be_made_makes_it_and_says_so(signed_in, project, role):
    project.languages = ["pl"]
    project.save()
    client = signed_in(role)
    page = client.get(OPEN).content.decode().replace("\u00a0", " ")
    assert all(one.title["pl"] in page for one in FIRST_PAGES)
    assert "promise_en" not in page
    assert 'href="#id_promise_pl"' in client.post(OPEN, {"promise_pl": ""}).content.decode()
    assert not ProjectSite.objects.exists()
    assert client.post(OPEN, SENT).url == OPEN
    assert HomePage.objects.get().promise == "Bliżej ludzi"
    assert client.get("/").status_code == 200
    assert Entry.objects.get(event="pages.site.opened").actor_label.startswith(client.user.name)


def test_a_second_click_makes_what_is_missing_and_changes_no_text(signed_in, project):
    client = signed_in("coordinator")
    client.post(OPEN, SENT)
    GalleryPage.objects.get().delete()
    StandardPage.objects.filter(slug="o-projekcie").update(title="Zmieniony przez redakcję")
    client.post(OPEN, {"promise_pl": "Inna obietnica", "lede_pl": "x"})
    assert GalleryPage.objects.count() == 1
    assert HomePage.objects.get().promise == "Bliżej ludzi"
    assert StandardPage.objects.get(slug="o-projekcie").title == "Zmieniony przez redakcję"
    client.post(OPEN)
    assert Entry.objects.filter(event="pages.site.opened").count() == 2


@pytest.mark.parametrize("role", ["editor", "controller", "trainer"])
def test_others_may_not_and_an_editor_is_told_who_may(signed_in, project, role):
    client = signed_in(role)
    assert client.get(OPEN).status_code == client.post(OPEN, SENT).status_code == 403
    assert not ProjectSite.objects.exists()
    if role == "editor":
        assert client.get("/biurko/strona/").status_code == 200
