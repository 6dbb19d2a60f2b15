"""Who may open Wagtail's admin, and what they may change there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from atut.base.accounts.models import Membership
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.front.pages import actions
from atut.front.pages.models import HomePage
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
