"""What a mailbox sees of a message."""

import pytest
from django.core import mail

from atut.base.mail.outbox import Recipient, queue
from atut.base.mail.tasks import send_waiting
from atut.base.projects.letterhead import funding

pytestmark = pytest.mark.django_db


def a_message(project, at, **options):
    # a text of a room below would do as well: only the head of the letter is looked at
    context = {"link": "https://example.org/"}
    return queue(
        "accounts.password_link",
        about=project,
        project=project,
        to=Recipient("", "anna@example.org"),
        at=at,
        context=context,
        **options,
    )


def test_a_message_with_a_way_out_tells_the_mailbox(project, at):
    a_message(project, at, one_click="https://example.org/stop/")
    send_waiting(at)
    sent = mail.outbox[0].extra_headers
    assert sent["List-Unsubscribe"] == "<https://example.org/stop/>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_other_messages_have_none(project, at):
    a_message(project, at)
    send_waiting(at)
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_every_message_says_who_pays_and_how_much(project, at):
    project.number, project.value_total, project.value_eu = "FEXX.01", 1000000, 850000
    project.save()
    said = funding(project, "pl")
    a_message(project, at)
    send_waiting(at)
    message = mail.outbox[0]
    assert message.body.endswith(f"-- \n{said.text}\n")
    html = message.alternatives[0][0]
    assert all(line in html for line in (said.sentence, *said.lines))
    assert "cid:ue@atut" in html
    assert message.attachments[0]["Content-ID"] == "<ue@atut>"
    assert 'src="http' not in html  # opening it fetches nothing
