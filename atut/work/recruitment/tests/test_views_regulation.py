"""The published regulation: a page to print, its data and their hash; drafts stay hidden."""

import hashlib
import json

import pytest
from django.urls import reverse

from atut.work.recruitment.models import Call
from atut.work.recruitment.rules.regulation import regulation_from
from atut.work.recruitment.tests.factories import a_call

pytestmark = pytest.mark.django_db


def url(name, call):
    return reverse(f"recruitment:{name}", args=[call.key])


def test_the_page_shows_the_rules_and_the_hash_of_the_file_beside_it(client, project):
    call = a_call(project, bound_percent=50)
    page = client.get(url("call_regulation", call)).content.decode()
    data = client.get(url("call_regulation_data", call))
    assert hashlib.sha256(data.content).hexdigest() in page
    assert call.published_hash in page
    assert regulation_from(json.loads(data.content)["regulation"]) == call.rules
    assert "Obsługuję mieszkańców" in page
    assert url("call_regulation", call) in client.get(url("call_public", call)).content.decode()


def test_what_was_changed_behind_the_program_is_told(client, project):
    call = a_call(project)
    Call.objects.update(answer_days=9)
    assert "To nie jest to, co ogłoszono" in client.get(url("call_regulation", call)).content.decode()


def test_a_draft_has_no_public_regulation(client, project, other_project):
    for call in (a_call(project, published=False), a_call(other_project)):
        for name in ("call_regulation", "call_regulation_data"):
            assert client.get(url(name, call)).status_code == 404
