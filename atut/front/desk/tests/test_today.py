"""The start page of an office with nothing in it yet, and what an administrator reads about mistakes."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_coordinator_of_a_new_project_is_told_where_to_begin(signed_in, project):
    page = signed_in("coordinator").get(reverse("desk:today")).content.decode()
    assert "Zacznij tutaj" in page
    for name in ("partnership:partners", "accounts:members", "partnership:people", "programme:forms", "recruitment:calls"):
        assert reverse(name) in page
    assert "Zacznij tutaj" not in signed_in("office_lead").get(reverse("desk:today")).content.decode()


@pytest.mark.parametrize(("role", "says"), [("administrator", True), ("coordinator", False)])
def test_an_administrator_is_told_that_projects_tell_their_own_mistakes(signed_in, project, role, says):
    page = signed_in(role).get(reverse("desk:wrong")).content.decode()
    assert ("widzi jego koordynator" in page) is says
