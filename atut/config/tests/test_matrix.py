"""Every address, every role, own and other project: the answer is what the declared permission says, never a failure.

Derived from the URL table: a new address is in the matrix without anybody adding it. Things named in an address do not
exist here, so who may pass gets 404; what the rooms answer for real things is tested in the rooms.
"""

import re

import pytest

from atut.base.accounts.tests.factories import a_user
from atut.base.kernel.permissions import SIGNED_IN
from atut.base.kernel.roles import IN_ONE_OFFICE, Role
from tests.test_addresses import ours

pytestmark = pytest.mark.django_db

SAMPLES = {
    "str": "zzzzzzzzzzzz",
    "slug": "zzzzzzzzzzzz",
    "int": "1",
    "path": "zzzz",
    "uuid": "00000000-0000-0000-0000-000000000000",
}
PEOPLE = [role for role in Role if role is not Role.SYSTEM]
PASSED = {200, 302, 303, 404, 405, 410}


def plain(where):
    """The path with something in the place of each parameter; None for a pattern of Wagtail's own."""
    if where.startswith("^"):
        return None
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "zzzzzzzzzzzz"), where)


def may_pass(needs, role):
    """Does the guard let the role through (the view's own query may still answer 404)?"""
    return needs.public or needs is SIGNED_IN or needs.or_if is not None or role in needs.roles


def answers(client, user):
    """(name, needs, status) of every address for a user."""
    if user is not None:
        client.force_login(user)
    for where, name, view in ours():
        path, needs = plain(where), getattr(view, "needs", None)
        if path is not None and needs is not None and not name.startswith(("demo:", "healthz")):
            yield name, needs, client.get(path).status_code


def test_a_visitor_is_asked_to_sign_in(patient_client, project):
    wrong = [
        f"{name}: {status}"
        for name, needs, status in answers(patient_client, None)
        if status not in (PASSED if needs.public else {302, 405})
    ]
    assert wrong == []


@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_passes_exactly_where_it_is_declared(patient_client, project, office, role):
    user = a_user(role, project, office if role in IN_ONE_OFFICE else None)
    wrong = []
    for name, needs, status in answers(patient_client, user):
        expected = PASSED | {403} if needs.or_if is not None else PASSED if may_pass(needs, role) else {403, 405}
        if status not in expected:
            wrong.append(f"{name}: {status} for {needs.name}")
    assert wrong == []


@pytest.mark.parametrize("role", [role for role in PEOPLE if role is not Role.ADMINISTRATOR])
def test_a_role_in_another_project_opens_nothing_here(patient_client, project, other_project, office, role):
    user = a_user(role, other_project, office if role in IN_ONE_OFFICE else None)
    wrong = []
    for name, needs, status in answers(patient_client, user):
        is_open = needs.public or needs is SIGNED_IN or needs.or_if is not None
        if status not in (PASSED | {403} if is_open else {403, 405}):
            wrong.append(f"{name}: {status} for {needs.name}")
    assert wrong == []
