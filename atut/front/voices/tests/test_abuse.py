"""What a spammer would try with "recommend to a friend", and what happens. The table in docs/abuse.md is this file in words."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from atut.base.kernel import clock
from atut.base.kernel.actors import anonymous
from atut.base.mail.models import Message
from atut.base.mail.tasks import send_waiting
from atut.front.voices import actions
from atut.front.voices.forms import new_sitting
from atut.front.voices.models import Block, Letter
from atut.front.voices.queries import links, sending
from atut.front.voices.queries.links import Purpose
from atut.front.voices.tests.factories import a_topic, post_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def topic(project):
    return a_topic(project, address="/o-projekcie/", title={"pl": "O projekcie"})


def send(topic, email="jan@example.org", name="Anna", sitting=None, browser=None, **more):
    address = reverse("voices:page_recommend", args=[topic.key])
    typed = {"email": email, "name": name, "sitting": new_sitting() if sitting is None else sitting, **more}
    return (browser or Client()).post(address, typed, follow=False, REMOTE_ADDR=more.pop("REMOTE_ADDR", "192.0.2.1"))


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example",
        "evil.example",
        "Anna http",
        "Wygraj nagrodę zadzwoń 500600700",
        "Anna\r\nBcc: a@example.org",
        "Аnna",
        "Anna " * 9,
    ],
)
def test_a_name_that_carries_a_message_sends_nothing(topic, name):
    answer = send(topic, name=name)
    if name == "Anna http":  # letters only: it passes, and cannot be clicked
        assert answer.status_code == 302
        return
    assert answer.status_code == 200
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "email",
    [
        "a@example.org,b@example.org",
        "a@example.org; b@example.org",
        "a@example.org b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nb@example.org",
        "Anna <a@example.org>",
        "a@example.org%0ABcc:b@example.org",
        "a@b",
        "",
    ],
)
def test_one_field_holds_one_address(topic, email):
    assert send(topic, email=email).status_code == 200
    assert not Letter.objects.exists()


def test_nothing_that_was_typed_but_the_name_is_in_the_letter(topic):
    send(topic, subject="KUP", message="TANIO", title="OKNA", url="https://evil.example", next="https://evil.example")
    post_all()
    send_waiting(clock.now())
    sent = mail.outbox[0]
    whole = sent.subject + sent.body + str(sent.extra_headers) + sent.alternatives[0][0]
    assert not any(word in whole for word in ("KUP", "TANIO", "OKNA", "evil"))
    assert sent.to == ["jan@example.org"]


def test_the_address_in_the_letter_does_not_follow_the_host_of_the_request(topic):
    address = reverse("voices:page_recommend", args=[topic.key])
    answer = Client().post(address, {"email": "jan@example.org", "name": "Anna"}, headers={"host": "evil.example"})
    assert answer.status_code == 404


def test_a_crowd_from_one_network_runs_dry_and_is_not_told(topic):
    answers = [send(topic, email=f"osoba{number}@example.org") for number in range(40)]
    assert {(one.status_code, one["Location"]) for one in answers} == {(302, answers[0]["Location"])}
    assert Letter.objects.count() == 20


def test_one_opened_form_is_replayed_five_times_and_no_more(topic):
    sitting = new_sitting()
    for number in range(10):
        assert send(topic, email=f"osoba{number}@example.org", sitting=sitting).status_code == 302
    assert Letter.objects.count() == 5


@pytest.mark.parametrize("sitting", ["", "forged", "abcdefghjkmn.1aaaaa.xxxxxxxx"])
def test_a_form_we_never_gave_out_comes_back(topic, sitting):
    page = send(topic, sitting=sitting)
    assert page.status_code == 200
    assert "jeszcze raz" in page.content.decode()
    assert not Letter.objects.exists()


def test_one_mailbox_cannot_be_flooded_from_many_networks(project):
    for number in range(30):
        send(a_topic(project), email=f"JAN+{number}@example.org", REMOTE_ADDR=f"198.51.100.{number}")
    assert post_all() == 2
    assert Message.objects.count() == 2


def test_blocked_sent_and_too_much_look_alike(topic, project):
    actions.block_mailbox(project, sending.hash_of(project, "zablokowany@example.org"), actor=anonymous(project.pk), at=clock.now())
    first = send(topic, email="nowy@example.org")
    post_all()
    seen = [first, send(topic, email="zablokowany@example.org"), send(topic, email="nowy@example.org")]
    assert len({(one.status_code, one["Location"], one.content, tuple(sorted(one.cookies))) for one in seen}) == 1


def test_blocked_and_new_cost_the_same_work(topic, project, django_assert_num_queries, django_assert_max_num_queries):
    """The time of the answer tells nothing: the form leaves the same rows, a job decides later."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    actions.block_mailbox(project, sending.hash_of(project, "zablokowany@example.org"), actor=anonymous(project.pk), at=clock.now())
    costs = []
    for email in ("nowy@example.org", "zablokowany@example.org"):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            send(topic, email=email)
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("forged", ["a" * 64, "a" * 64 + ".", "a" * 64 + "." + "x" * 43, "../../admin", "%00"])
def test_a_forged_link_blocks_nobody(project, forged):
    answer = Client().post(f"/bez-listow/{forged}/")
    assert answer.status_code in (404, 410)
    assert not Block.objects.exists()


def test_a_link_of_another_project_blocks_nobody(project, other_project):
    token = links.token(Purpose.BLOCK, other_project, "a" * 64)
    assert Client().post(reverse("voices:mailbox_block", args=[token])).status_code == 410


def test_the_link_shows_no_address(topic, project):
    send(topic)
    post_all()
    assert "jan" not in Message.objects.get().one_click


def test_a_program_that_fills_in_everything_sends_nothing(topic):
    assert send(topic, website="https://evil.example").status_code == 200
    assert not Letter.objects.exists()


def test_a_foreign_page_cannot_send_for_its_visitors(topic):
    browser = Client(enforce_csrf_checks=True)
    assert send(topic, browser=browser).status_code == 403
