"""Whole pages through the edge: after every change the next visitor sees it, in every process; nobody's own page is kept."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page

from atut.base.accounts.tests.factories import an_actor
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects import actions as projects
from atut.base.projects import edge, revisions
from atut.base.projects.tests.factories import told_again
from atut.base.projects.tests.test_edge import visit
from atut.front.pages import actions, queries
from atut.front.pages.middleware import _in_one_transaction
from atut.front.pages.models import NewsIndexPage, NewsPage, StandardPage
from atut.front.pages.tests.test_pages import WORDS
from atut.front.voices import actions as voices
from atut.front.voices.models import Topic
from atut.front.voices.tests.factories import a_comment
from atut.work.partnership.actions import add_partner
from atut.work.recruitment.models import Call
from atut.work.recruitment.tests.factories import a_call
from atut.work.training import actions as training
from atut.work.training.tests.factories import a_group, a_session

pytestmark = pytest.mark.django_db


class Doors:
    """Two processes with a memory of their own, over one database."""

    def __init__(self):
        self.made = 0
        program = WSGIHandler()

        def counted(environ, start):
            self.made += 1
            for signal in (request_started, request_finished):  # they would close what stands in the test's transaction
                signal.disconnect(close_old_connections)
            return program(environ, start)

        self.processes = [edge.Edge(counted), edge.Edge(counted)]

    def read(self, path="/", **environ):
        """What each of them says; both must say the same."""
        said = [visit(one, path, **environ) for one in self.processes]
        assert said[0][0] == said[1][0]
        assert said[0][2] == said[1][2]
        return said[0][2].decode()

    def is_kept(self, path):
        """Does the next visitor get it without the program?"""
        before = self.made
        self.read(path)
        return self.made == before


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


@pytest.fixture
def doors(site):
    yield Doors()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def news(site):
    index = NewsIndexPage.objects.first()
    return index.add_child(instance=NewsPage(title="Ruszamy", lead="Zaczynamy w piątek.", slug="ruszamy"))


def published(page, **changed):
    """As Wagtail's editor does it."""
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


PAGES = ["/", "/en/", "/wyniki/", "/partnerzy/", "/mapa-strony/", "/nabor/", "/terminy/", "/o-projekcie/", "/en/o-projekcie/"]


def test_every_public_page_is_kept_without_cookie_and_token(doors):
    for path in [*PAGES, *(queries.address(page) for page in Page.objects.filter(depth__gt=2))]:
        status, headers, body = visit(doors.processes[0], path)
        assert status == "200 OK", path
        assert "Set-Cookie" not in headers
        assert "Content-Security-Policy" in headers
        assert b"csrfmiddlewaretoken" not in body
        doors.read(path)
        assert doors.is_kept(path), path


def test_pages_with_forms_are_not_kept(doors, project):
    call = a_call(project)
    for path in (
        reverse("recruitment:apply", args=[call.key]),
        reverse("account_login"),
        reverse("voices:news_ask"),
        "/szukaj/?q=a",
    ):
        assert visit(doors.processes[0], path)[0] == "200 OK", path
    assert not doors.processes[0].pages


def test_an_unknown_parameter_fills_no_memory(doors):
    for number in range(5):
        doors.read(f"/?x={number}")
    assert all(not one.pages for one in doors.processes)


def test_an_editor_sees_the_change_at_once(doors, news):
    assert "Ruszamy" in doors.read("/")
    assert "Ruszamy" in doors.read("/aktualnosci/")
    published(news, title="Ruszyliśmy")
    for path in ("/", "/aktualnosci/", "/aktualnosci/ruszamy/", "/mapa-strony/"):
        assert "Ruszyliśmy" in doors.read(path), path
    news.unpublish()
    for path in ("/", "/aktualnosci/", "/mapa-strony/"):
        assert "Ruszyliśmy" not in doors.read(path), path
    assert visit(doors.processes[0], "/aktualnosci/ruszamy/")[0] == "404 Not Found"


def test_a_draft_costs_readers_nothing(doors, news):
    doors.read("/")
    news.title = "Jeszcze nie"
    news.save_revision()
    assert doors.is_kept("/")


def test_moving_renaming_and_deleting_are_seen(doors):
    below = StandardPage.objects.get(slug="o-projekcie")
    page = below.get_parent().add_child(instance=StandardPage(title="Dojazd", slug="dojazd"))
    assert "/dojazd/" in doors.read("/mapa-strony/")
    page.move(below, "last-child")
    assert "/o-projekcie/dojazd/" in doors.read("/mapa-strony/")
    published(StandardPage.objects.get(slug="o-projekcie"), slug="projekt")
    assert "/projekt/dojazd/" in doors.read("/mapa-strony/")
    StandardPage.objects.get(slug="projekt").delete()
    assert "dojazd" not in doors.read("/mapa-strony/")
    assert visit(doors.processes[1], "/projekt/dojazd/")[0] == "404 Not Found"


def test_the_order_of_the_menu_is_seen(doors):
    first = StandardPage.objects.get(slug="o-projekcie")
    last = first.get_parent().add_child(instance=StandardPage(title="Dojazd", slug="dojazd"))
    before = doors.read("/mapa-strony/").partition("<h1")[2]
    last.move(first, "left")
    after = doors.read("/mapa-strony/").partition("<h1")[2]
    assert before.index(first.slug) < before.index(last.slug)
    assert after.index(last.slug) < after.index(first.slug)


def test_a_picture_and_a_document_that_change_are_seen(doors, site):
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    doors.read("/")
    image = get_image_model().objects.create(title="a", file=get_test_image_file(), collection=site.collection)
    assert not doors.is_kept("/")
    image.delete()
    assert not doors.is_kept("/")
    file = ContentFile(b"x", name="x.txt")
    document = get_document_model().objects.create(title="a", file=file, collection=site.collection)
    assert not doors.is_kept("/")
    document.delete()
    assert not doors.is_kept("/")


def test_another_projects_editor_costs_nothing(doors, other_project, news):
    other = actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    doors.read("/")
    published(other.site.root_page.specific, promise="Inna obietnica")
    assert doors.is_kept("/")


def test_the_project_itself_is_seen(doors, project):
    doors.read("/")
    changed = told_again(projects.ProjectDetails, project, name={"pl": "Nowa nazwa"}, office_phone="600 100 200")
    projects.change_project(project, changed, actor=an_actor("administrator"), at=clock.now())
    for path in PAGES:
        assert "600 100 200" in doors.read(path), path


def test_a_call_opens_and_closes_at_its_hour(doors, project):
    call = a_call(project)
    soon = clock.now() + timedelta(seconds=1.5)
    Call.objects.filter(pk=call.pk).update(opens_at=clock.now() - timedelta(days=1), closes_at=soon)
    revisions.bump(project.pk, "recruitment.call")
    address = reverse("recruitment:call_public", args=[call.key])
    form = reverse("recruitment:apply", args=[call.key])
    assert form in doors.read(address)
    assert "Możesz się teraz zgłosić" in doors.read("/nabor/")
    time.sleep(max((soon - clock.now()).total_seconds(), 0) + 0.01)
    assert form not in doors.read(address)
    assert "Możesz się teraz zgłosić" not in doors.read("/nabor/")


def test_a_meeting_is_seen_in_the_timetable(doors, project):
    group = a_group(project)
    begins = clock.at(clock.today() + timedelta(days=3), 9)
    one = a_session(group, starts_at=begins)
    assert "odwołane" not in doors.read("/terminy/")
    training.cancel_session(one, reason="choroba", actor=an_actor("coordinator", project), at=clock.now())
    assert "odwołane" in doors.read("/terminy/")


def test_an_approved_and_a_rejected_comment_are_seen(doors, project):
    topic = Topic.objects.get(project=project, address="/o-projekcie/")
    voices.know_topic(project, replace(_seen(topic), is_open=True), actor=system(project.pk), at=clock.now())
    assert "Zuzanna" not in doors.read("/o-projekcie/")
    waiting = a_comment(topic, name="Zuzanna")
    assert "Zuzanna" not in doors.read("/o-projekcie/")
    editor = an_actor("editor", project)
    voices.approve_comment(waiting, actor=editor, at=clock.now())
    assert "Zuzanna" in doors.read("/o-projekcie/")
    voices.reject_comment(waiting, reason="off_topic", actor=editor, at=clock.now())
    assert "Zuzanna" not in doors.read("/o-projekcie/")


def _seen(topic):
    return voices.PageSeen(topic.address, topic.title, is_open=topic.is_open, is_public=topic.is_public, key=topic.key)


def test_a_partner_and_its_address_are_seen(doors, project, office):
    assert office.name not in doors.read("/partnerzy/")
    actor = an_actor("coordinator", project)
    add_partner(project, office, role="partner", actor=actor, at=clock.now())
    assert office.name in doors.read("/partnerzy/")
    assert "Nowa 7" not in doors.read("/partnerzy/")
    details = told_again(projects.OrganisationDetails, office, street="Nowa 7")
    projects.change_organisation(office, details, actor=an_actor("administrator"), at=clock.now())
    assert "Nowa 7" in doors.read("/partnerzy/")


def test_what_an_editor_sends_to_the_admin_is_seen_by_the_next_visitor(doors, signed_in, news):
    client = signed_in("editor")
    client.post("/biurko/strona/")
    assert "Ruszamy" in doors.read("/aktualnosci/")
    assert client.post(f"/redakcja/pages/{news.pk}/unpublish/").status_code == 302
    assert "Ruszamy" not in doors.read("/aktualnosci/")


def test_a_request_of_the_admin_that_breaks_leaves_nothing(signed_in, site, rf, project):
    """Neither the change nor its number: both or none."""

    def breaks(_request):
        Page.objects.filter(slug="o-projekcie").update(title="Pół zmiany")
        revisions.bump(project.pk, "pages.page")
        return HttpResponse(status=500)

    before = revisions.current(project.pk)
    assert _in_one_transaction(breaks, rf.post("/redakcja/")).status_code == 500
    assert revisions.current(project.pk) == before
    assert not Page.objects.filter(title="Pół zmiany").exists()


def test_a_planted_fault_is_found(doors, news, monkeypatch):
    """Were the numbers not compared, the reader would see the old page: the tests above would say so."""
    monkeypatch.setattr(edge, "_stands", lambda _host: (1, 1))
    doors.read("/")
    published(news, title="Ruszyliśmy")
    assert "Ruszyliśmy" not in doors.read("/")
