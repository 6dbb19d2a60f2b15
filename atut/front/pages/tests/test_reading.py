"""A second editor reads a page before it is public: whom it is told, who may approve, what the outbox carries."""

import pytest
from django.core import mail
from wagtail.models import Page

from atut.base.accounts.models import Membership
from atut.base.accounts.tests.factories import a_user
from atut.base.audit.models import Entry
from atut.base.kernel import clock
from atut.base.kernel.actors import system
from atut.base.mail.models import Message
from atut.front.pages import actions
from atut.front.pages.models import NewsIndexPage, NewsPage
from atut.front.pages.tests.test_isolation import actor_of
from atut.front.pages.tests.test_pages import WORDS

pytestmark = pytest.mark.django_db
REFUSED = "zatwierdza ją inna osoba"


@pytest.fixture
def site(project):
    return actions.create_site(project, WORDS, actor=system(), at=clock.now())


@pytest.fixture
def asker(signed_in, site):
    client = signed_in("editor")
    client.post("/biurko/strona/")
    return client


@pytest.fixture
def reader(asker, project):
    user = a_user("editor", project, name="Bogna Druga", language="en")
    client = type(asker)()
    client.force_login(user)
    client.user = user
    client.post("/biurko/strona/")
    return client


@pytest.fixture
def news(asker, site):
    page = NewsPage(title="Nowina", slug="nowina", lead="Dwa zdania.")
    index = NewsIndexPage.objects.child_of(site.site.root_page).get()
    return actions.put_page(page, below=index, is_out=False, actor=actor_of(asker, site), at=clock.now())


def send(client, page, **doing):
    sent = {"title": "Nowina", "slug": "nowina", "lead": "Dwa zdania.", "told_on": "01.11.2026", "category": "project"}
    sent |= {"body-count": "0", "body_en-count": "0", "next": ""}
    return client.post(f"/redakcja/pages/{page.pk}/edit/", sent | doing, follow=True).content.decode()


def ask(client, page):
    return send(client, page, **{"action-submit": "1"})


def step(page):
    return page.current_workflow_state.current_task_state_id


def told():
    return list(Message.objects.order_by("pk").values_list("kind", "to_email", "language"))


def test_the_other_editors_are_told_by_the_outbox_and_by_nothing_else(asker, reader, news, site, other_project):
    a_user("editor", other_project)
    left = a_user("editor", site.project)
    Membership.objects.filter(user=left).update(until=clock.now())
    ask(asker, news)
    message = Message.objects.get()
    assert told() == [("pages.reading_asked", reader.user.email, "en")]
    assert message.title == "Please read before it is public: Nowina"
    assert f"http://testserver/redakcja/pages/{news.pk}/edit/" in message.text.replace(":8000", "")
    assert asker.user.name in message.text
    assert mail.outbox == []
    assert Entry.objects.filter(event="pages.reading.asked").count() == 1


def test_approved_by_another_editor_it_is_public_and_the_asker_is_told(asker, reader, news):
    ask(asker, news)
    send(reader, news, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert Page.objects.get(pk=news.pk).live
    assert told()[1:] == [("pages.reading_approved", asker.user.email, "pl")]
    assert Message.objects.latest("pk").title.replace("\u00a0", " ") == "Zatwierdzono: Nowina"
    assert Entry.objects.filter(event="pages.reading.approved").count() == 1
    assert mail.outbox == []


def test_sent_back_the_asker_reads_what_to_change(asker, reader, news):
    ask(asker, news)
    reader.post(f"/redakcja/pages/workflow/action/{news.pk}/reject/{step(news)}/", {"comment": "Brak godziny."})
    assert told()[1:] == [("pages.reading_returned", asker.user.email, "pl")]
    assert "Brak godziny." in Message.objects.latest("pk").text
    assert Entry.objects.filter(event="pages.reading.returned").count() == 1
    assert REFUSED in send(asker, news, **{"action-publish": "1"})


@pytest.mark.parametrize("doing", [{"action-publish": "1"}, {"action-workflow-action": "1", "workflow-action-name": "approve"}])
def test_who_asked_neither_approves_nor_publishes_in_the_form(asker, reader, news, doing):
    ask(asker, news)
    assert REFUSED in send(asker, news, **doing)
    assert not Page.objects.get(pk=news.pk).live
    assert news.workflow_in_progress


def test_who_asked_does_not_approve_by_a_bare_address_or_for_many_at_once(asker, reader, news):
    ask(asker, news)
    index = news.get_parent().pk
    places = [f"pages/workflow/action/{news.pk}/approve/{step(news)}/", f"bulk/wagtailcore/page/publish/?id={news.pk}"]
    for place in [*places, f"pages/workflow/collect_action_data/{news.pk}/approve/{step(news)}/"]:
        assert REFUSED in asker.post(f"/redakcja/{place}", follow=True).content.decode(), place
    whole = asker.post(f"/redakcja/bulk/wagtailcore/page/publish/?id={index}", {"include_descendants": "on"}, follow=True)
    assert REFUSED in whole.content.decode()
    assert not Page.objects.get(pk=news.pk).live
    assert asker.post(f"/redakcja/bulk/wagtailcore/page/publish/?id={index}").status_code == 302
    reader.post(f"/redakcja/{places[0]}")
    assert Page.objects.get(pk=news.pk).live


def test_a_request_taken_back_leaves_publishing_free(asker, reader, news):
    ask(asker, news)
    send(asker, news, **{"action-cancel-workflow": "1"})
    assert REFUSED not in send(asker, news, **{"action-publish": "1"})
    assert Page.objects.get(pk=news.pk).live


def test_the_menu_offers_only_what_is_possible(asker, news, project):
    edit = f"/redakcja/pages/{news.pk}/edit/"
    assert 'name="action-submit"' not in asker.get(edit).content.decode()  # nobody else to read
    a_user("editor", project)
    assert 'name="action-submit"' in asker.get(edit).content.decode()
    ask(asker, news)
    page = asker.get(edit).content.decode()
    assert 'name="action-publish"' not in page
    assert 'data-workflow-action-name="approve"' not in page
    assert 'name="action-cancel-workflow"' in page
