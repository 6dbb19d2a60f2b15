"""The desk of comments: decided one by one or ticked, answered; who does not see it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.front.voices import actions
from atut.front.voices.models import Block, Comment
from atut.front.voices.queries import desk, sending
from atut.front.voices.tests.factories import a_comment, a_topic, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def url(name, *args):
    return reverse(f"voices:{name}", args=args)


def test_comments(signed_in, topic):
    a_comment(topic, text="Zobacz www.tanie.pl")
    a_comment(topic, "shown")
    browser = signed_in("editor")
    for which in ("waiting", "reported", "shown", "rejected"):
        assert browser.get(url("comments"), {"widok": which}).status_code == 200
    assert "zawiera adres strony" in browser.get(url("comments")).content.decode()
    assert browser.get(url("comments"), {"widok": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["controller", "trainer"])
def test_others_do_not_open_the_desk_of_comments(signed_in, role, project):
    assert signed_in(role).get(url("comments")).status_code == 403


@pytest.mark.parametrize("count", [3, 19])
def test_the_desk_asks_as_much_for_many_as_for_few(coordinator, topic, count, django_assert_num_queries):
    for _unused in range(count):
        a_comment(topic)
    with django_assert_num_queries(2):
        rows = list(desk.comments(coordinator, "waiting"))
        desk.complaints(rows)
        assert [row.topic.address for row in rows] == ["/o-projekcie/"] * count


def test_comment_decide(signed_in, topic):
    browser, comment = signed_in("coordinator"), a_comment(topic)
    browser.post(url("comment_decide"), {"approve": comment.key, "widok": "waiting"})
    comment.refresh_from_db()
    assert comment.status == "shown"
    page = browser.post(url("comment_decide"), {"reject": comment.key, "widok": "shown"}, follow=True)
    assert "Wybierz powód" in page.content.decode()
    browser.post(url("comment_decide"), {"reject": comment.key, f"reason_{comment.key}": "unlawful", "widok": "shown"})
    comment.refresh_from_db()
    assert (comment.status, comment.reason) == ("rejected", "unlawful")
    browser.post(url("comment_decide"), {"put_back": comment.key})
    assert Comment.objects.get().status == "waiting"


def test_a_comment_of_another_project_is_not_found(signed_in, other_project, project):
    comment = a_comment(a_topic(other_project))
    assert signed_in("editor").post(url("comment_decide"), {"approve": comment.key}).status_code == 404


def test_comments_ticked(signed_in, topic):
    browser = signed_in("editor")
    first, second, decided = a_comment(topic), a_comment(topic), a_comment(topic, "shown")
    keys = [first.key, second.key, decided.key]
    answer = browser.post(url("comment_decide"), {"approve_ticked": "1", "comment": keys}, follow=True)
    assert "Pokazać 2 komentarze?" in answer.content.decode()
    assert Comment.objects.filter(status="waiting").count() == 2, "looking decides nothing"
    browser.post(url("comments_ticked"), {"verb": "reject", "comment": [second.key]})
    assert Comment.objects.get(pk=second.pk).status == "waiting", "a reason is missing"
    browser.post(url("comments_ticked"), {"verb": "reject", "reason": "repeated", "comment": [second.key]})
    browser.post(url("comments_ticked"), {"verb": "approve", "comment": keys})
    statuses = list(Comment.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["shown", "rejected", "shown"]


def test_comment_answer(signed_in, topic):
    browser, comment = signed_in("editor"), a_comment(topic, "shown")
    assert browser.get(url("comment_answer", comment.key)).status_code == 200
    browser.post(url("comment_answer", comment.key), {"text": "Tak, od stycznia."})
    assert Comment.objects.get(is_office=True).parent == comment


def test_the_first_page_of_the_day_says_what_waits(signed_in, topic, coordinator):
    comment = a_comment(topic)
    a_comment(topic, "shown")
    assert [item.count for item in desk.worklist(coordinator, clock.now())] == [1]
    assert desk.worklist(coordinator, clock.now() + timedelta(days=3))[0].is_late
    assert "komentarz czeka na decyzję" in signed_in("editor").get(reverse("desk:today")).content.decode()
    actions.approve_comment(comment, actor=coordinator, at=clock.now())
    actions.report_comment(comment, complaint="false", actor=anonymous(topic.project_id), at=clock.now())
    assert [item.is_late for item in desk.worklist(coordinator, clock.now())] == [True]


def test_letters_that_nobody_posts_are_something_wrong(topic, coordinator):
    a_comment(topic, "unconfirmed", at=clock.now() - timedelta(hours=2))
    assert [item.count for item in desk.went_wrong(coordinator, clock.now())] == [1]
    post_all()
    assert desk.went_wrong(coordinator, clock.now()) == []


def test_mailbox_show(signed_in, topic, project):
    a_comment(topic, "shown", email="ewa@example.org", text="Słowa Ewy.")
    actions.block_mailbox(project, sending.hash_of(project, "ewa@example.org"), actor=anonymous(project.pk), at=clock.now())
    browser = signed_in("coordinator")
    assert browser.get(url("mailbox_show")).status_code == 200
    assert "Słowa Ewy." in browser.post(url("mailbox_show"), {"email": "ewa@example.org"}).content.decode()
    browser.post(url("mailbox_show"), {"email": "ewa@example.org", "erase": "1"})
    browser.post(url("mailbox_show"), {"email": "ewa@example.org", "unblock": "1"})
    assert Comment.objects.get().text == ""
    assert not Block.objects.exists()
    assert "nic nie jest zapisane" in browser.post(url("mailbox_show"), {"email": "nikt@example.org"}).content.decode()
