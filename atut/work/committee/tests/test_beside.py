"""The page of a call leads to its committee and its appeals; who may open neither is not led there."""

import pytest
from django.urls import reverse

from atut.work.committee.tests.factories import a_judged_call, a_listed_call, a_member
from atut.work.recruitment.tests.factories import a_call

pytestmark = pytest.mark.django_db


def page_of(client, call):
    return client.get(reverse("recruitment:call_show", args=[call.key])).content.decode()


def test_a_call_with_points_by_a_committee_leads_there_and_says_that_nobody_sits_yet(project, signed_in):
    call = a_judged_call(project)
    link = reverse("committee:committee_show", args=[call.key])
    assert f'<a href="{link}">Komisja: nikogo nie powołano</a>' in page_of(signed_in("coordinator"), call)
    a_member(call)
    assert f'<a href="{link}">Komisja</a>' in page_of(signed_in("controller"), call)


def test_a_call_without_points_by_a_committee_leads_to_none(project, signed_in):
    call = a_call(project)
    assert reverse("committee:committee_show", args=[call.key]) not in page_of(signed_in("coordinator"), call)


@pytest.mark.parametrize("days", [0, 14])
def test_a_closed_list_leads_to_its_appeals_where_there_are_any(project, signed_in, days):
    call = a_listed_call(project, appeal_days=days)
    link = reverse("committee:appeals", args=[call.key])
    assert (link in page_of(signed_in("coordinator"), call)) is bool(days)


def test_the_head_of_an_office_is_not_led_where_only_the_project_office_may_go(project, office, signed_in):
    call = a_judged_call(project)
    assert reverse("committee:committee_show", args=[call.key]) not in page_of(signed_in("office_lead", office), call)


def test_no_draft_leads_to_a_committee(project, signed_in):
    draft = a_call(project, published=False)
    assert "komisja/" not in page_of(signed_in("coordinator"), draft)


def test_the_page_of_a_member_leads_to_the_rules_of_the_call(project, client):
    call = a_judged_call(project)
    member = a_member(call)
    client.force_login(member.user)
    page = client.get(reverse("committee:my_committee", args=[call.key])).content.decode()
    assert reverse("recruitment:call_public", args=[call.key]) in page
