"""Who may open Wagtail's admin, and what they may change there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from atut.base.accounts.models import Membership
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions
from atut.front.pages.models import GalleryPage, HomePage, StandardPage
from atut.front.pages.rules import FIRST_PAGES
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


def test_wagtails_own_sign_in_is_closed(client, site):
    answer = client.get("/redakcja/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["coordinator", "controller", "trainer"])
def test_only_editors_pass(signed_in, site, role):
    client = signed_in(role)
    assert client.get("/redakcja/").status_code == 403
    assert client.get("/biurko/strona/").status_code == 403


def test_an_editor_takes_the_rights_by_a_button_and_edits_the_own_project_only(signed_in, site, other_project):
    theirs = actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    client = signed_in("editor")
    assert client.get("/redakcja/").url == "/biurko/strona/"
    client.post("/biurko/strona/")
    answer = client.get("/redakcja/")
    assert answer.status_code == 200
    assert "'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    own = HomePage.objects.get(slug=site.project.slug)
    assert client.get(f"/redakcja/pages/{own.pk}/edit/").status_code == 200
    assert client.get(f"/redakcja/pages/{theirs.site.root_page_id}/edit/").status_code == 404
    assert Page.objects.get(pk=theirs.site.root_page_id).live


def test_rights_end_with_the_role(signed_in, site, other_project):
    actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    client = signed_in("editor")
    client.user.groups.set(Group.objects.filter(edits__isnull=False))
    assert client.get("/redakcja/").url == "/biurko/strona/"
    client.post("/biurko/strona/")
    assert client.user.groups.get().edits == site
    Membership.objects.filter(user=client.user).update(until=clock.now())
    assert client.get("/redakcja/").status_code == 403


def test_opening_a_site_again_completes_it_and_changes_nothing_else(site, project):
    home = site.site.root_page.specific
    StandardPage.objects.filter(slug="o-projekcie").update(title="Zmieniony przez redakcję")
    GalleryPage.objects.child_of(home).get().delete()
    WorkflowPage.objects.all().delete()
    home.refresh_from_db()
    hidden = home.add_child(instance=StandardPage(title="Dawna deklaracja", slug="dostepnosc"))
    again = actions.create_site(project, WORDS, actor=system(), at=clock.now())
    assert again == site
    slugs = [page.slug for page in Page.objects.child_of(home).live().order_by("path")]
    assert sorted(slugs) == sorted(page.slug for page in FIRST_PAGES)
    assert StandardPage.objects.get(slug="o-projekcie").title == "Zmieniony przez redakcję"
    hidden.refresh_from_db()
    assert not hidden.live
    assert Entry.objects.filter(event="pages.site.opened").count() == 2
    before = everything()
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    assert everything() == before
    assert Entry.objects.filter(event="pages.site.opened").count() == 2


def everything():
    kept = (Page, Site, Group, Collection, GroupPagePermission, GroupCollectionPermission, Workflow, WorkflowPage)
    return [list(model.objects.order_by("pk").values_list()) for model in kept]


def test_a_project_in_polish_alone_has_no_english_pages(project):
    project.languages = ["pl"]
    project.save()
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    assert not HomePage.objects.exclude(promise_en="").exists()
    page = StandardPage.objects.get(slug="o-projekcie")
    assert page.body
    assert not page.title_en
    assert not page.body_en


def test_a_page_is_refused_where_the_program_has_one(signed_in, site):
    client = signed_in("editor")
    client.post("/biurko/strona/")
    sent = {"title": "Moje nabory", "slug": "nabor", "body-count": "0", "body_en-count": "0"}
    answer = client.post(f"/redakcja/pages/add/pages/standardpage/{site.site.root_page_id}/", sent)
    assert "Pod tym adresem program ma własną stronę" in answer.content.decode()
    assert not Page.objects.filter(slug="nabor").exists()
