"""The public site of a project: opened by a verb, served by its host, light."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.projects import revisions
from atut.base.projects.tests.factories import an_office
from atut.front.pages import actions, fragments, queries, tasks
from atut.front.pages.models import ContactPage, HomePage, ProjectSite, StandardPage
from atut.front.pages.rules import SiteWords
from atut.work.partnership.models import Goal, Partner
from atut.work.recruitment.models import Call

pytestmark = pytest.mark.django_db


SHARING = ['<script src="/static/voices/share.js" defer>']  # copying, sharing, printing: nothing without a script
WORDS = SiteWords(
    promise={"pl": "Sprawa w urzędzie ma być prosta", "en": "Business at the office should be simple"},
    lede={"pl": "Urzędy szkolą 117 osób & więcej.", "en": "The offices train 117 people."},
)


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


def a_partner(project, name, role="partner", parent=None, position=1):
    office = an_office(name, parent=parent)
    return Partner.objects.create(project=project, organisation=office, role=role, position=position, joined_on=project.starts_on)


def a_goal(project, position, parent=None, kind="specific"):
    return Goal.objects.create(project=project, parent=parent, position=position, kind=kind, title={"pl": f"Cel {position}"})


def test_a_site_is_opened_with_its_first_pages_and_leaves_an_entry(project, site):
    assert Site.objects.get(pk=site.site_id).hostname == project.host
    assert [page.slug for page in StandardPage.objects.order_by("path")] == ["o-projekcie"]
    assert Entry.objects.filter(event="pages.site.opened", project_id=project.pk).count() == 1


def test_only_who_answers_for_the_project_may_open_a_site(project):
    with pytest.raises(PermissionDenied):
        actions.create_site(project, WORDS, actor=an_actor("controller", project), at=clock.now())


def test_wagtails_welcome_page_gives_way(project):
    root = actions._root()
    welcome = root.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname=project.host, root_page=welcome, is_default_site=True)
    actions.create_site(project, WORDS, actor=system(), at=clock.now())
    assert not Page.objects.filter(slug="home").exists()
    assert Site.objects.filter(hostname=project.host).count() == 1


@pytest.mark.parametrize(("path", "words"), [("/", "Sprawa w&nbsp;urzędzie"), ("/en/", "Business at the office")])
def test_the_front_page_speaks_both_languages(client, site, path, words):
    answer = client.get(path)
    page = answer.content.decode().replace("\u00a0", "&nbsp;")
    assert answer.status_code == 200
    assert words in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("path", "words"), [("/o-projekcie/", "Jak to działa"), ("/en/o-projekcie/", "How it works"), ("/dostepnosc/", "a11y-status")]
)
def test_pages_of_text_stand_at_their_address(client, site, path, words):
    assert words in client.get(path).content.decode()


def test_a_change_of_hours_stands_before_the_way_and_no_line_ends_with_one_letter(client, site):
    page = ContactPage.objects.get()
    page.body = [("text", RichText("<p>W piątek nieczynne z <a href='/x/'>powodu</a> zebrania.</p>"))]
    page.save_revision().publish()
    shown = client.get("/kontakt/").content.decode()
    assert shown.index("<p>W\xa0piątek nieczynne z\xa0<a") < shown.index("Jak do nas trafić")


@pytest.mark.parametrize(("path", "words"), [("/pytania/", "Ile to kosztuje?"), ("/en/pytania/", "What does it cost?")])
def test_the_first_questions_have_words_and_answers(client, site, path, words):
    page = client.get(path).content.decode().replace("\xa0", " ")
    assert words in page
    assert ">None<" not in page


def test_a_page_without_english_says_so_and_names_its_language(client, site):
    StandardPage.objects.filter(slug="o-projekcie").update(body_en="")
    page = client.get("/en/o-projekcie/").content.decode()
    assert "This page is in Polish only." in page
    assert 'lang="pl"' in page


def test_unpublished_pages_are_not_served(client, site):
    StandardPage.objects.filter(slug="o-projekcie").update(live=False)
    assert client.get("/o-projekcie/").status_code == 404
    assert "/o-projekcie/" not in client.get("/").content.decode()


def test_two_projects_never_show_each_others_pages(client, site, other_project):
    actions.create_site(other_project, WORDS, actor=system(), at=clock.now())
    StandardPage.objects.filter(url_path=f"/{other_project.slug}/o-projekcie/").update(
        slug="tylko-tam", url_path="/other/tylko-tam/"
    )
    assert client.get("/tylko-tam/").status_code == 404
    assert client.get("/tylko-tam/", headers={"host": other_project.host}).status_code == 200
    assert client.get("/o-projekcie/", headers={"host": other_project.host}).status_code == 404
    assert "tylko-tam" not in client.get("/").content.decode()


def test_content_pages_set_no_cookie_and_run_no_script_but_that_of_sharing(client, site):
    for path in ("/", "/o-projekcie/", "/en/"):
        answer = client.get(path)
        assert not answer.cookies
        assert re.findall("<script[^>]*>", answer.content.decode()) in ([], SHARING)
        assert " style=" not in answer.content.decode()


def test_the_front_page_lists_goals_and_partners_with_their_units(client, project, site):
    main = a_goal(project, 1, kind="main")
    a_goal(project, 1, parent=main)
    lead = a_partner(project, "Sabnie", role="lead")
    a_partner(project, "GOPS Sabnie", role="unit", parent=lead.organisation, position=2)
    page = client.get("/").content.decode()
    assert "Cel 1" in page
    assert "Urząd Gminy Sabnie" in page
    assert "prowadzi projekt" in page
    assert "GOPS Sabnie" in page


def test_the_front_page_asks_as_many_questions_for_three_partners_as_for_thirty(
    client, project, site, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        revisions.forget()
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    for number in range(3):
        a_partner(project, f"Gmina {number}", position=number)
    asked()
    few = asked()
    for number in range(3, 30):
        a_partner(project, f"Gmina {number}", position=number)
        a_goal(project, number)
    assert asked() == few


def test_the_front_page_changes_when_a_goal_is_added_by_its_verb(client, project, site, django_capture_on_commit_callbacks):
    from atut.work.partnership.actions import add_goal
    from atut.work.partnership.rules import GoalDetails

    main = a_goal(project, 1, kind="main")
    with django_capture_on_commit_callbacks(execute=True):  # what was made is kept, as it is after a request
        assert "Nowy cel" not in client.get("/").content.decode()
    details = GoalDetails("specific", {"pl": "Nowy cel", "en": "New goal"}, {"pl": "Po co", "en": "What for"}, 1)
    add_goal(project, details, parent=main, actor=an_actor("coordinator", project), at=clock.now())
    assert "Nowy cel" in client.get("/").content.decode()
    assert "New goal" in client.get("/en/").content.decode()


def a_call(project, opens_at, closes_at):
    return Call.objects.create(
        project=project, title={"pl": "Nabór jesienny"}, opens_at=opens_at, closes_at=closes_at, status="published"
    )


def test_the_card_of_a_call_stands_from_its_first_moment_to_its_last(project, site, django_capture_on_commit_callbacks):
    opens, closes = clock.at(date(2026, 11, 2), 8), clock.at(date(2026, 12, 11), 16)
    a_call(project, opens, closes)
    home, second = queries.home_of(project), timedelta(seconds=1)

    def look(at):
        with django_capture_on_commit_callbacks(execute=True):  # what was made is kept for the next look
            return fragments.front(home, project, at)

    seen = [at for at in (opens - second, opens, closes - second, closes) if "Nabór jesienny" in look(at)]
    assert seen == [opens, closes - second]


def test_the_front_page_is_made_anew_at_midnight_and_when_a_call_opens(project, site):
    at = clock.at(date(2026, 11, 1), 12)
    assert queries.changes_by_itself_at(project, at) == clock.at(date(2026, 11, 2))
    a_call(project, clock.at(date(2026, 11, 1), 15), clock.at(date(2026, 12, 1)))
    assert queries.changes_by_itself_at(project, at) == clock.at(date(2026, 11, 1), 15)


def test_the_front_page_is_light(client, project, site):
    for number in range(20):
        a_partner(project, f"Gmina {number}", position=number)
    assert len(gzip.compress(client.get("/").content)) < 6_000


def test_the_menu_marks_the_page_now_open(client, site):
    page = client.get("/o-projekcie/").content.decode()
    assert re.search(r'<a href="/o-projekcie/" aria-current="page">O projekcie</a>', page)
    assert 'href="/nabor/"' in page


def test_the_site_follows_the_projects_host(client, project, site):
    project.host = "nowy.testserver"
    project.save()
    assert client.get("/", headers={"host": "nowy.testserver"}).status_code == 200
    tasks.follow_hosts(clock.now() + timedelta(hours=1))
    assert ProjectSite.objects.get().site.hostname == "nowy.testserver"
    assert Entry.objects.filter(event="pages.site.followed").count() == 1
    tasks.follow_hosts(clock.now() + timedelta(hours=2))
    assert Entry.objects.filter(event="pages.site.followed").count() == 1


def test_a_stranger_may_not_move_a_host(site, other_project):
    with pytest.raises(PermissionDenied):
        actions.follow_host(site, actor=an_actor("coordinator", other_project), at=clock.now())


def test_a_project_without_a_site_has_no_front_page_but_says_so(client, project):
    assert queries.home_of(project) is None
    assert client.get("/").status_code == 404


def test_posting_to_a_page_is_refused(client, site):
    assert client.post("/").status_code == 405
    assert HomePage.objects.count() == 1
